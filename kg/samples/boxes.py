"""Tables as boxes with spans, the shape that office programs, web pages and ruled pages print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.samples.model import Budget
from kg.samples.table import Table

_INDICATORS = "一级指标"


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell: where it begins, what it covers; `amount` where it holds an amount of money."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    amount: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """A whole table: every position is covered by one box; the first `header` rows may be repeated on a new page."""

    cells: tuple[Box, ...]
    rows: int
    columns: int
    header: int

    def by_row(self) -> list[list[Box]]:
        """The boxes that begin in each row, from the left."""
        rows: list[list[Box]] = [[] for _ in range(self.rows)]
        for box in sorted(self.cells, key=lambda each: each.column):
            rows[box.row].append(box)
        return rows


def form_boxes(budget: Budget, table: Table) -> Boxes:
    """A statutory form: its header with merged cells, the row that numbers the columns, its rows."""
    header = [Box(head.text, head.row, head.column, head.rowspan, head.colspan) for head in table.heads()]
    at = table.header_rows
    if budget.style.numbered_columns and table.numbers_columns:
        header += [Box(text, at, column) for column, text in enumerate(table.numbering())]
        at += 1
    body = [
        Box(cell.text, at + row, column, amount=cell.claim is not None)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
    ]
    return Boxes((*header, *body), at + len(table.rows), len(table.columns), at)


def sheet_boxes(rows: Sequence[Sequence[str]], merged: bool) -> Boxes:
    """A goal table; `merged` joins its labels and texts with the blanks that they stand over, as a form prints it."""
    width = len(rows[0])
    if not merged:
        cells = [Box(text, at, column) for at, row in enumerate(rows) for column, text in enumerate(row)]
        return Boxes(tuple(cells), len(rows), width, 0)
    split = next(at for at, row in enumerate(rows) if row[0] == _INDICATORS)
    open_boxes: dict[int, Box] = {}
    found: list[Box] = []
    starts: list[int] = []
    for at, row in enumerate(rows):
        first = next(column for column, text in enumerate(row) if text)
        above = [column for column in starts if column < first]
        starts = list(range(width)) if at >= split else sorted({0, *above, *(c for c in range(width) if row[c])})
        for column, end in zip(starts, [*starts[1:], width], strict=True):
            upper = open_boxes.get(column)
            if column < first and upper is not None and upper.colspan == end - column:
                open_boxes[column] = replace(upper, rowspan=upper.rowspan + 1)
                found[found.index(upper)] = open_boxes[column]
                continue
            open_boxes[column] = Box(row[column], at, column, 1, end - column)
            found.append(open_boxes[column])
    return Boxes(tuple(found), len(rows), width, 0)
