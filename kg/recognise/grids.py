"""The grids of a form become its parts: header, columns at their positions, rows."""

from __future__ import annotations

from collections.abc import Sequence

from kg.recognise.description import FormDescription, KeyColumn, Layout
from kg.recognise.header import STRANGERS, Leaf, read_header
from kg.recognise.hierarchy import with_parents
from kg.recognise.items import ItemReader
from kg.recognise.model import Notice, RecognisedPart
from kg.recognise.naming import Naming
from kg.recognise.ruled import TOTALS, GridRow, PartRows, part_readers, positions_of
from kg.recognise.spanned import knows_positions, spanned_columns
from kg.tables.grid import Cell, Grid
from kg.text.numbers import read_number
from kg.text.width import squeeze

MOST_UNKNOWN = 2
"""So many columns that no description knows (备注, …) may stand in a table whose others are known."""
Read = tuple[str, list[RecognisedPart], list[Notice]]


def ruled_parts(
    grids: Sequence[Grid], form: FormDescription, organisations: frozenset[str], naming: Naming
) -> Read | None:
    """The parts of a form by the positions of its cells; None where no header tells the positions."""
    layout: Layout | None = None
    readers: list[PartRows] = []
    notices: list[Notice] = []
    width = 0
    for grid in grids:
        header, numbering, body = parted(grid, form)
        read = _columns(header, numbering, body, form, naming.year)
        if layout is None and read is None:
            return None
        if layout is None and read is not None:
            layout = read[0]
            readers = part_readers(layout, read[1], organisations, naming)
        elif not _goes_on(readers, layout, read, grid.width == width):
            where = next((cell.source for row in grid.rows for cell in row if cell), None)
            notices.append(Notice("unknown-header", "the table does not go on with the columns it began with", where))
            continue
        width = grid.width
        printed = {_texts(row) for row in (*header, *([numbering] if numbering else ()))}
        for row in body:
            if _texts(row) in printed:
                continue
            for reader, cells in zip(readers, _shared_out(row, readers), strict=True):
                reader.add(cells)
    if layout is None:
        return None
    parts = []
    for reader in readers:
        rows = with_parents(reader.finished(), reader.part)
        parts.append(
            RecognisedPart(reader.part.side, reader.part.classification, reader.columns, rows, reader.part.aside)
        )
        notices.extend(reader.notices)
    return layout.name, parts, notices


def _texts(row: GridRow) -> tuple[str, ...]:
    """What a row prints: a header that returns on the next page is printed in the same words."""
    return tuple(squeeze(cell.text) if cell else "" for cell in row)


def _shared_out(row: GridRow, readers: Sequence[PartRows]) -> list[GridRow]:
    """The row as each part sees it; an amount behind a name that is drawn over the next part's names is the name's.

    `支出合计` over 支出功能分类, its amount and 支出用途 has its only amount in the last column of the next part.
    """
    shared: list[list[Cell | None]] = [list(row) for _ in readers]
    for index, reader in enumerate(readers[:-1]):
        reached = _reached(row, reader)
        following = readers[index + 1]
        if reached is None or not any(at <= reached for at in following.positions):
            continue
        own = [at for at, column in reader.positions.items() if not isinstance(column, KeyColumn)]
        theirs = [at for at, column in following.positions.items() if not isinstance(column, KeyColumn)]
        if len(own) == len(theirs) == 1 and theirs[0] < len(row):
            shared[index][own[0]], shared[index + 1][theirs[0]] = row[theirs[0]], None
    return [*shared]


def _reached(row: GridRow, reader: PartRows) -> int | None:
    """The last position that a merged name of this part covers."""
    for at, column in reader.positions.items():
        cell = row[at] if isinstance(column, KeyColumn) and at < len(row) else None
        if cell is not None and cell.colspan > 1 and squeeze(cell.text):
            return at + cell.colspan - 1
    return None


def _goes_on(
    readers: Sequence[PartRows], layout: Layout | None, read: tuple[Layout, dict[int, Leaf]] | None, same_width: bool
) -> bool:
    """Whether a table on a later page has the columns of the first, at whatever positions."""
    if read is None:
        return same_width
    if read[0] is not layout:
        return False
    for index, reader in enumerate(readers):
        positions = positions_of(read[1], index)
        if [*positions.values()] != [*reader.positions.values()]:
            return False
        reader.positions = positions
    return True


def parted(grid: Grid, form: FormDescription) -> tuple[list[GridRow], GridRow | None, list[GridRow]]:
    """Header rows, the row that numbers the columns, and the rows below."""
    for index, row in enumerate(grid.rows):
        if _is_numbering(row):
            return list(grid.rows[:index]), row, list(grid.rows[index + 1 :])
        if _is_data(row, form) or (index > 0 and _is_lone_total(row)):
            return list(grid.rows[:index]), None, list(grid.rows[index:])
    return list(grid.rows), None, []


def _is_numbering(row: GridRow) -> bool:
    texts = [squeeze(cell.text) for cell in row if cell is not None]
    marks = [text for text in texts if set(text) <= {"※"} or text in ("栏次", "行次")]
    numbers = [text for text in texts if text.isdigit()]
    counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return bool(numbers) and counted and len(marks) + len(numbers) == len(texts) and len(numbers) + len(marks) > 1


def _is_data(row: GridRow, form: FormDescription) -> bool:
    cells = [cell for cell in row if cell is not None]
    if any(read_number(cell.text) for cell in cells):
        return True
    first = squeeze(cells[0].text) if cells else ""
    if first in TOTALS or any(_is_item(first, layout) for layout in form.layouts):
        return len(cells) > 1 and not any(_is_header_word(cell.text, form) for cell in cells[1:])
    return False


def _is_lone_total(row: GridRow) -> bool:
    """`合计` over the columns that name rows, with nothing behind it: the total of an empty form."""
    cells = [cell for cell in row if cell is not None and squeeze(cell.text)]
    return len(cells) == 1 and squeeze(cells[0].text) in TOTALS and (cells[0].colspan > 1 or row[0] is None)


def _is_item(text: str, layout: Layout) -> bool:
    return any(ItemReader(part).find(text) is not None for part in layout.parts)


def _is_header_word(text: str, form: FormDescription) -> bool:
    return any(
        text in column.labels or text in column.groups
        for layout in form.layouts
        for part in layout.parts
        for column in part.placed_columns
    )


def _columns(
    header: Sequence[GridRow],
    numbering: GridRow | None,
    body: Sequence[GridRow],
    form: FormDescription,
    year: int | None,
) -> tuple[Layout, dict[int, Leaf]] | None:
    """The layout whose columns the header names, each at its position; None where none fits."""
    if numbering is None and knows_positions(header):
        found = _by_position(header, body, form, year)
        if found is not None:
            return found
    words = [[cell.text for cell in row if cell is not None] for row in header]
    for layout in form.running_layouts:
        leaves, unknown = read_header(words, layout)
        known = [leaf for leaf in leaves if not leaf.is_key]
        if len(unknown) > MOST_UNKNOWN or len(known) < len(unknown) + 1:
            continue
        positions = _positions(leaves, numbering, [*header, *body])
        if positions is not None:
            return layout, positions
    return None


def _by_position(
    header: Sequence[GridRow], body: Sequence[GridRow], form: FormDescription, year: int | None
) -> tuple[Layout, dict[int, Leaf]] | None:
    """The layout that leaves fewest columns unknown; of equals the one that leaves fewest of its own parts out."""
    read = [(layout, *spanned_columns(header, body, layout, year)) for layout in form.layouts]
    fitting = [
        (unknown, len(_silent(layout, found)), order)
        for order, (layout, found, unknown) in enumerate(read)
        if unknown <= MOST_UNKNOWN and _complete(layout, found) and _amounts(found) >= max(unknown, 1)
    ]
    if not fitting:
        return None
    layout, found, _ = read[min(fitting)[2]]
    return layout, found


def _amounts(found: dict[int, Leaf]) -> int:
    return sum(not leaf.is_key for leaf in found.values())


def _complete(layout: Layout, found: dict[int, Leaf]) -> bool:
    """Whether each part that has amounts here also has something that names its rows, where the layout asks for it."""
    named = {
        leaf.part for leaf in found.values() if isinstance(leaf.column, KeyColumn) and leaf.column.role not in STRANGERS
    }
    present = {leaf.part for leaf in found.values() if not leaf.is_key}
    return all(index in named or not layout.parts[index].keys for index in present)


def _silent(layout: Layout, found: dict[int, Leaf]) -> list[int]:
    """The parts of which no column of amounts stands in the header."""
    present = {leaf.part for leaf in found.values() if not leaf.is_key}
    return [index for index in range(len(layout.parts)) if index not in present]


def _positions(found: list[Leaf], numbering: GridRow | None, rows: Sequence[GridRow]) -> dict[int, Leaf] | None:
    """Each leaf at its position: by the numbering row where there is one, else by counting."""
    if numbering is None:
        width = max(len(row) for row in rows)
        return dict(enumerate(found)) if len(found) == width else None
    marked = [at for at, cell in enumerate(numbering) if cell is not None and not squeeze(cell.text).isdigit()]
    numbered = [at for at, cell in enumerate(numbering) if cell is not None and squeeze(cell.text).isdigit()]
    keys = [leaf for leaf in found if leaf.is_key]
    amounts = [leaf for leaf in found if not leaf.is_key]
    if len(keys) != len(marked) or len(amounts) != len(numbered):
        return None
    return {**dict(zip(marked, keys, strict=True)), **dict(zip(numbered, amounts, strict=True))}
