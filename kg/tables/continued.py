"""Tables that go on over pages: joined into one grid, repeated headers dropped, torn rows rejoined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.provenance import Source, joined
from kg.tables.cell_text import joins
from kg.tables.columns import places, same_columns, united
from kg.tables.grid import Cell, Grid
from kg.tables.page_table import PageTable
from kg.tables.torn import is_torn
from kg.text.numbers import read_number
from kg.text.width import squeeze

Row = dict[int, Cell]
"""the cells that begin in a row, by column"""

_HEADER_ROWS = 8  # statutory headers have at most five rows


@dataclass(slots=True)
class Joined:
    """A table under construction: its parts page by page."""

    parts: list[PageTable] = field(default_factory=list)

    def takes(self, table: PageTable, titled: bool) -> bool:
        """Whether the table is the rest of this one: next page, same columns, and no new copy of the form.

        `titled` says that the captions are printed again above it: then the header must be as well.
        """
        first, last = self.parts[0], self.parts[-1]
        if table.page != last.page + 1 or not (table.ruled and last.ruled):
            return False
        widest = max((part.xs for part in self.parts), key=len)
        if not same_columns(widest, table.xs) or _has_title_inside(first, table):
            return False
        return not _is_new_copy(first, table) and not (titled and _texts(first, 0) != _texts(table, 0))


def joined_grid(
    parts: Sequence[PageTable], captions: tuple[Source, ...], notes: tuple[Source, ...]
) -> tuple[Grid, tuple[str, ...]]:
    """One grid from a table's parts, and notices about rows that were put together."""
    edges = united([part.xs for part in parts])
    rows: list[Row] = []
    breaks: set[int] = set()
    notices: list[str] = []
    header: list[Row] = []
    for part in parts:
        own = _rows(part, places(part.xs, edges))
        if not rows:
            rows, header = own, _header(own)
            continue
        own = own[_repeated(header, own) :]
        if own and is_torn(rows[-1], own[0], parts, part):
            rows[-1] = _rejoined(rows[-1], own[0])
            notices.append(f"page {part.page}: its first row goes on from the last row of page {part.page - 1}")
            own = own[1:]
        breaks.add(len(rows))
        rows.extend(own)
    width = len(edges) - 1
    positions = tuple(tuple(row.get(column) for column in range(width)) for row in rows)
    inside = frozenset(b for b in breaks if b < len(rows))
    return Grid(positions, True, captions, notes, inside), tuple(notices)


def _rows(part: PageTable, column_of: Sequence[int]) -> list[Row]:
    rows: list[Row] = [{} for _ in range(part.rows)]
    for (r, c), cell in sorted(part.cells.items()):
        start, end = column_of[c], column_of[c + cell.colspan]
        rows[r][start] = replace(cell, colspan=max(1, end - start))
    return rows


def _has_title_inside(first: PageTable, table: PageTable) -> bool:
    """A title printed inside the border, over all columns, opens a table of its own on every page."""
    opening = table.cells.get((0, 0))
    same = first.cells.get((0, 0))
    if opening is None or same is None:
        return False
    whole = opening.colspan == len(table.xs) - 1 and same.colspan == len(first.xs) - 1
    return whole and squeeze(opening.text) == squeeze(same.text)


def _is_new_copy(first: PageTable, table: PageTable) -> bool:
    """After the rows both have in common the same question is asked again (项目名称: …): another form filled in."""
    row = 0
    while row < min(first.rows, table.rows, _HEADER_ROWS) and _texts(first, row) == _texts(table, row):
        row += 1
    asked, again = _texts(first, row)[:1], _texts(table, row)[:1]
    return bool(asked) and asked == again and not asked[0].isdigit()


def _texts(part: PageTable, row: int) -> list[str]:
    return [squeeze(cell.text) for (r, _), cell in sorted(part.cells.items()) if r == row]


def _header(rows: Sequence[Row]) -> list[Row]:
    """The rows before the first amount, which the next page may print again."""
    header: list[Row] = []
    for row in rows[:_HEADER_ROWS]:
        if any(_is_amount(cell.text) for cell in row.values()):
            break
        header.append(row)
    return header


def _is_amount(text: str) -> bool:
    number = read_number(text)
    return number is not None and (number.decimals > 0 or "," in text)


def _repeated(header: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many of the first rows of a page are the header over again (from its first row or a later one)."""
    for start in range(len(header)):
        count = 0
        while start + count < len(header) and count < len(rows) and _same(header[start + count], rows[count]):
            count += 1
        if count:
            return count
    return 0


def _same(first: Row, second: Row) -> bool:
    words = {column: squeeze(cell.text) for column, cell in first.items()}
    return bool(words) and words == {column: squeeze(cell.text) for column, cell in second.items()}


def _rejoined(above: Row, below: Row) -> Row:
    row = dict(above)
    for column, cell in below.items():
        if column in row:
            start = row[column]
            blank = "" if joins(start.text, cell.text, True) else " "
            row[column] = replace(
                start, text=start.text + blank + cell.text, source=joined([start.source, cell.source])
            )
        else:
            row[column] = cell
    return row
