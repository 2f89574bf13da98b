"""A region under a form's title becomes a recognised form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.provenance import Source
from kg.recognise.captions import Found, find_captions, find_statement, joined_statement, statement_status
from kg.recognise.description import FormDescription, Layout
from kg.recognise.header import Leaf, read_header
from kg.recognise.hierarchy import with_parents
from kg.recognise.items import ItemReader
from kg.recognise.model import Caption, Notice, RecognisedForm, RecognisedPart
from kg.recognise.ragged import (
    choose_columns,
    header_end,
    in_printed_order,
    ragged_parts,
    without_furniture,
    without_header,
)
from kg.recognise.ruled import TOTALS, GridRow, PartRows, known_organisations, part_readers, positions_of
from kg.recognise.sections import Section
from kg.recognise.stream import Stream, stream_of, stream_of_rows
from kg.tables.blocks import Paragraph
from kg.tables.grid import Grid
from kg.text.numbers import read_number
from kg.text.width import squeeze

MOST_UNKNOWN = 2
"""So many columns that no description knows (备注, …) may stand in a table whose others are known."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document before a form is read: names of codes, of organisations."""

    names: Mapping[str, frozenset[str]]
    organisations: frozenset[str]
    page_lines: frozenset[int] = frozenset()


def recognise_form(section: Section, form: FormDescription, title: Source, context: Context) -> RecognisedForm:
    """Reads the region of one statutory form, from a grid or from bare lines."""
    stream = stream_of(block.source for block in section.blocks if isinstance(block, Paragraph))
    found = find_captions(stream)
    rest = stream.without(found.ranges)
    context = replace(context, organisations=context.organisations | known_organisations([found.compiler]))
    span = find_statement(rest, found.compiler)
    statement = joined_statement(rest, span) if span else None
    status = statement_status(rest.text[span[0] : span[1]]) if span else None
    rest = rest.without([span] if span else [])
    number = section.number.text if section.number else None
    caption = Caption(title.text, title, found.unit, found.compiler, number)
    grids = [block for block in section.blocks if isinstance(block, Grid)]
    if grids:
        layout, parts, notices = _ruled(grids, form, context) or _ragged(_cells(grids), form, context)
    else:
        layout, parts, notices = _ragged(rest, form, context)
    notices = [*notices, *_caption_notices(found, caption)]
    filled = any(row.numbers for part in parts for row in part.rows)
    return RecognisedForm(
        form, layout, caption, tuple(parts), statement,
        "disclosed" if filled else status or "empty-table", bool(grids), tuple(notices),
    )  # fmt: skip


def _cells(grids: Sequence[Grid]) -> Stream:
    return stream_of_rows([cell.source for cell in row if cell] for grid in grids for row in grid.rows)


def _caption_notices(found: Found, caption: Caption) -> list[Notice]:
    if len(found.units) > 1:
        units = "、".join(sorted(found.units))
        return [Notice("several-units", f"the table states several units: {units}", caption.title_source)]
    if not found.units:
        return [Notice("no-unit", "the table states no unit", caption.title_source)]
    return []


def _ragged(stream: Stream, form: FormDescription, context: Context) -> tuple[str, list[RecognisedPart], list[Notice]]:
    stream = without_furniture(stream, form, context.page_lines)
    end, count = header_end(stream, form, context.organisations)
    header, body = without_header(stream, end)
    choice = choose_columns(header, form, count)
    if choice is None or not choice.fits:
        if not any(read_number(token.text) for token in body.tokens):
            return "", [], []
        what = f"the columns of this header are not known: {header!r}"
        return "", [], [Notice("unknown-header", what, stream.source(0, len(stream.text)))]
    columns = [
        in_printed_order([part.column(column_id) for column_id in ids], header)
        for part, ids in zip(choice.layout.parts, choice.columns, strict=True)
    ]
    parts, notices = ragged_parts(choice.layout, columns, body, context.names, context.organisations)
    return choice.layout.name, parts, notices


def _ruled(
    grids: Sequence[Grid], form: FormDescription, context: Context
) -> tuple[str, list[RecognisedPart], list[Notice]] | None:
    """The parts of a form by the positions of its cells; None where no header tells the positions."""
    layout: Layout | None = None
    readers: list[PartRows] = []
    notices: list[Notice] = []
    width = 0
    for grid in grids:
        header, numbering, body = _parted(grid, form)
        read = _columns(header, numbering, body, form)
        if layout is None and read is None:
            return None
        if layout is None and read is not None:
            layout = read[0]
            readers = part_readers(layout, read[1], context.organisations)
        elif not _goes_on(readers, layout, read, grid.width == width):
            where = next((cell.source for row in grid.rows for cell in row if cell), None)
            notices.append(Notice("unknown-header", "the table does not go on with the columns it began with", where))
            continue
        width = grid.width
        printed = {_texts(row) for row in (*header, *([numbering] if numbering else ()))}
        for row in body:
            if _texts(row) in printed:
                continue
            for reader in readers:
                reader.add(row)
    if layout is None:
        return None
    parts = []
    for reader in readers:
        rows = with_parents(reader.finished(), reader.part)
        parts.append(RecognisedPart(reader.part.side, reader.part.classification, reader.columns, rows))
        notices.extend(reader.notices)
    return layout.name, parts, notices


def _texts(row: GridRow) -> tuple[str, ...]:
    """What a row prints: a header that returns on the next page is printed in the same words."""
    return tuple(squeeze(cell.text) if cell else "" for cell in row)


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


def _parted(grid: Grid, form: FormDescription) -> tuple[list[GridRow], GridRow | None, list[GridRow]]:
    """Header rows, the row that numbers the columns, and the rows below."""
    for index, row in enumerate(grid.rows):
        if _is_numbering(row):
            return list(grid.rows[:index]), row, list(grid.rows[index + 1 :])
        if _is_data(row, form):
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


def _is_item(text: str, layout: Layout) -> bool:
    return any(ItemReader(part).find(text) is not None for part in layout.parts)


def _is_header_word(text: str, form: FormDescription) -> bool:
    return any(
        text in column.labels or text in column.groups
        for layout in form.layouts
        for part in layout.parts
        for column in part.every_column
    )


def _columns(
    header: Sequence[GridRow], numbering: GridRow | None, body: Sequence[GridRow], form: FormDescription
) -> tuple[Layout, dict[int, Leaf]] | None:
    """The layout whose columns the header names, each at its position; None where none fits."""
    words = [[cell.text for cell in row if cell is not None] for row in header]
    for layout in form.layouts:
        found, unknown = read_header(words, layout)
        known = [leaf for leaf in found if not leaf.is_key]
        if len(unknown) > MOST_UNKNOWN or len(known) < len(unknown) + 1:
            continue
        positions = _positions(found, numbering, [*header, *body])
        if positions is not None:
            return layout, positions
    return None


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
