"""What one page holds: its tables, each for itself, and the lines of text outside them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.layout.lines import Line
from kg.provenance import Box
from kg.tables.grid import Cell


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table as it stands on one page: its edges in points and its printed cells by row and column.

    `ruled` is false where the edges were not drawn but found by alignment.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[tuple[int, int], Cell]
    ruled: bool = True

    @property
    def box(self) -> Box:
        """The outer border."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def rows(self) -> int:
        """The number of rows, empty ones included."""
        return len(self.ys) - 1

    def box_of(self, row: int, column: int) -> Box:
        """The rectangle of a printed cell."""
        cell = self.cells[row, column]
        return (self.xs[column], self.ys[row], self.xs[column + cell.colspan], self.ys[row + cell.rowspan])


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page taken apart: tables and the lines outside them, each from top to bottom."""

    number: int
    width: float
    height: float
    tables: tuple[PageTable, ...]
    lines: tuple[Line, ...]
    has_text: bool = True
