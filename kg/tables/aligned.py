"""Tables without ruling lines: amounts that stand below each other with free space between the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.layout.lines import Line, Run, box_of, run_text
from kg.provenance import Box, Source, Span
from kg.tables.captions import is_label
from kg.tables.grid import Cell
from kg.tables.page_table import PageTable
from kg.text.numbers import read_number

_LEAST_ROWS = 3
_HEADER_LINES = 4
_LEADING = 4.0  # rows stand at most so many font sizes apart
_FREE = 2.0  # points between two columns at least

Interval = tuple[float, float]


def aligned_tables(lines: Sequence[Line], ruled: Sequence[Box]) -> tuple[list[PageTable], tuple[Line, ...]]:
    """The unruled tables among the lines of one page, and the lines that are left.

    A table needs three rows with amounts below each other and a free strip between all columns; where two
    pieces of one row would fall into one column nothing is decided and the lines stay lines.
    """
    tables: list[PageTable] = []
    taken: set[int] = set()
    for first, last in _regions(lines, ruled):
        table = _table(lines[first : last + 1])
        if table is not None:
            tables.append(table)
            taken.update(range(first, last + 1))
    return tables, tuple(line for index, line in enumerate(lines) if index not in taken)


def _regions(lines: Sequence[Line], ruled: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Ranges of lines from a header to the last row with amounts."""
    index = 0
    while index < len(lines):
        if not _has_amount(lines[index]):
            index += 1
            continue
        last, count, ahead = index, 1, index + 1
        while ahead < len(lines) and _follows(lines[ahead - 1], lines[ahead], ruled) and _is_row(lines[ahead]):
            if _has_amount(lines[ahead]):
                last, count = ahead, count + 1
            ahead += 1
        if count >= _LEAST_ROWS:
            yield _header_start(lines, index, ruled), last
        index = last + 1


def _header_start(lines: Sequence[Line], index: int, ruled: Sequence[Box]) -> int:
    first = index
    while (
        index - first < _HEADER_LINES
        and first > 0
        and _follows(lines[first - 1], lines[first], ruled)
        and len(lines[first - 1].runs) > 1
        and not is_label(lines[first - 1].text)
    ):
        first -= 1
    return first


def _follows(above: Line, line: Line, ruled: Sequence[Box]) -> bool:
    parted = any(above.baseline < box[3] and box[1] < line.baseline for box in ruled)
    return not parted and 0 < line.baseline - above.baseline <= _LEADING * max(above.size, line.size)


def _is_row(line: Line) -> bool:
    return len(line.runs) > 1 or len(line.text) <= 20


def _has_amount(line: Line) -> bool:
    return len(line.runs) > 1 and any(_is_amount(run) for run in line.runs)


def _is_amount(run: Run) -> bool:
    text = run_text(run)
    number = read_number(text)
    return number is not None and (number.decimals > 0 or "," in text)


def _table(lines: Sequence[Line]) -> PageTable | None:
    columns = _columns([line for line in lines if _has_amount(line)])
    if len(columns) < 2:
        return None
    xs = _edges(columns)
    cells: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(lines):
        for run in line.runs:
            start, end = _reach(box_of(run), columns)
            if any((row, column) in cells for column in range(start, end)) or _is_covered(cells, row, start):
                return None
            source = Source((Span(run_text(run), page=line.page, box=box_of(run)),))
            cells[row, start] = Cell(source.text, source, 1, end - start)
    boxes = [line.box for line in lines]
    ys = (boxes[0][1], *((a[3] + b[1]) / 2 for a, b in pairwise(boxes)), boxes[-1][3])
    return PageTable(lines[0].page, xs, ys, cells, ruled=False)


def _columns(lines: Sequence[Line]) -> list[Interval]:
    """The strips that the pieces of all rows with amounts cover."""
    columns: list[Interval] = []
    for left, right in sorted((box_of(run)[0], box_of(run)[2]) for line in lines for run in line.runs):
        if columns and left < columns[-1][1] + _FREE:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _edges(columns: Sequence[Interval]) -> tuple[float, ...]:
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return (columns[0][0], *between, columns[-1][1])


def _reach(box: Box, columns: Sequence[Interval]) -> tuple[int, int]:
    """The first column a piece touches and the one after the last; the nearest one where it touches none."""
    touched = [i for i, (left, right) in enumerate(columns) if box[0] < right and left < box[2]]
    if touched:
        return touched[0], touched[-1] + 1
    middle = (box[0] + box[2]) / 2
    nearest = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - middle))
    return nearest, nearest + 1


def _is_covered(cells: dict[tuple[int, int], Cell], row: int, column: int) -> bool:
    return any(r == row and c <= column < c + cell.colspan for (r, c), cell in cells.items())
