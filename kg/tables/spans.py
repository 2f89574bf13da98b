"""Cells that cover several rows and columns, put on the positions of a grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import UnreadableFile
from kg.provenance import Source, joined
from kg.read import limits
from kg.tables.blocks import Block, Paragraph
from kg.tables.grid import Cell, Grid

WIDEST = 1000
"""columns that one cell may cover; what HTML allows, and no office program reaches it"""

TALLEST = 65_534
"""rows that one cell may cover; what HTML allows"""

_NUMERIC = frozenset("0123456789.,%-０１２３４５６７８９．，％－")


PlainCell = tuple[Sequence[Block], int, int]
"""what stands in a cell, and how many rows and columns it covers"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One cell of the source at its upper left position, with what stands in it."""

    row: int
    column: int
    content: tuple[Block, ...]
    rowspan: int = 1
    colspan: int = 1

    @property
    def lines(self) -> tuple[Paragraph, ...]:
        """The lines of text in the cell, tables inside it left out."""
        return tuple(block for block in self.content if isinstance(block, Paragraph) and block.text)

    @property
    def text(self) -> str:
        """The cell's lines as one text."""
        return one_text(line.text for line in self.lines)

    @property
    def source(self) -> Source:
        """The place of the cell's lines."""
        return joined(line.source for line in self.lines)


def one_text(lines: Iterable[str]) -> str:
    """Lines of one cell as one text: nothing between them, but a blank where two numbers or words would
    grow together.

    >>> one_text(["一般公共", "预算"]), one_text(["12", "34"])
    ('一般公共预算', '12 34')
    """
    text = ""
    for line in lines:
        text += " " + line if text and line and _grow_together(text[-1], line[0]) else line
    return text


def _grow_together(left: str, right: str) -> bool:
    return _wordlike(left) and _wordlike(right)


def _wordlike(sign: str) -> bool:
    return sign in _NUMERIC or (sign.isascii() and sign.isalnum())


def placed(rows: Sequence[Sequence[PlainCell]], file_name: str, top: int = 0) -> list[Anchor]:
    """Cells put on the first free column of their row, as HTML does it; `top` is the number of the first row.

    Spans beyond what HTML allows are cut. Raises UnreadableFile where the table would grow beyond all bounds.
    """
    anchors: list[Anchor] = []
    blocked: list[tuple[int, int, int]] = []
    work = 0
    for r, row in enumerate(rows):
        blocked = [hold for hold in blocked if hold[2] > r]
        work += len(blocked) + len(row)
        if work > limits.POSITIONS:
            raise too_large(file_name)
        column, waiting = 0, sorted(blocked)
        for content, rowspan, colspan in row:
            column, waiting = _free(column, waiting)
            tall, wide = min(max(rowspan, 1), TALLEST, len(rows) - r), min(max(colspan, 1), WIDEST)
            anchors.append(Anchor(top + r, column, tuple(content), tall, wide))
            if tall > 1:
                blocked.append((column, column + wide, r + tall))
            column += wide
    return anchors


def _free(column: int, waiting: list[tuple[int, int, int]]) -> tuple[int, list[tuple[int, int, int]]]:
    """The first column from `column` on that no cell above holds, and the holds still to come."""
    at = 0
    while at < len(waiting) and waiting[at][0] <= column:
        column = max(column, waiting[at][1])
        at += 1
    return column, waiting[at:]


def compacted(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The same cells without the columns in which no cell begins: nothing can be told of such a column.

    An absurd colspan thus widens no table, and the many narrow columns of a Word grid become those one sees.
    """
    starts = sorted({anchor.column for anchor in anchors})
    compact = []
    for anchor in anchors:
        left = bisect_left(starts, anchor.column)
        wide = bisect_left(starts, anchor.column + anchor.colspan) - left
        compact.append(Anchor(anchor.row, left, anchor.content, anchor.rowspan, wide))
    return compact


def grid_of(anchors: Iterable[Anchor], file_name: str) -> Grid:
    """The grid of the filled cells.

    Rows without a filled cell and columns right of the last filled cell are dropped and spans counted
    over what stays, so that no span, however absurd, makes a table large. A position without text is
    None.
    """
    filled = [anchor for anchor in anchors if anchor.lines]
    kept = sorted({anchor.row for anchor in filled})
    width = max((anchor.column for anchor in filled), default=-1) + 1
    if len(kept) * width > limits.POSITIONS:
        raise too_large(file_name)
    places: list[list[Cell | None]] = [[None] * width for _ in kept]
    for anchor in filled:
        top = bisect_left(kept, anchor.row)
        tall = bisect_left(kept, anchor.row + anchor.rowspan) - top
        wide = min(anchor.colspan, width - anchor.column)
        places[top][anchor.column] = Cell(anchor.text, anchor.source, tall, wide)
    return Grid(tuple(tuple(row) for row in places))


def too_large(file_name: str) -> UnreadableFile:
    """What to say of a table that no budget needs."""
    return UnreadableFile(
        file_name,
        "one of its tables has absurdly many rows and columns",
        "remove it or check the file's origin",
    )
