"""What every reader of tables produces: a grid of cells, each with its text and its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.provenance import Source


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: text as printed (wrapped lines joined), place, and how many rows and columns it covers."""

    text: str
    source: Source
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of positions; a position is a cell, or None where nothing is printed or a span covers it.

    `ruled` says that the columns are known (cells by position); a ragged grid has lost its empty cells and its
    rows hold only what was printed. `captions` are the lines above the table (title, compiler, unit), `notes`
    those below it that still belong to it.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    ruled: bool = True
    captions: tuple[Source, ...] = ()
    notes: tuple[Source, ...] = ()
    breaks: frozenset[int] = field(default_factory=frozenset)
    """rows before which a page (and often a repeated header) begins"""

    @property
    def width(self) -> int:
        """The number of positions of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every printed cell with its row and column, counted from 0."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell is not None:
                    yield r, c, cell
