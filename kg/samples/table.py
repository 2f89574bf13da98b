"""Logical tables: header words above each other, rows of cells, and what each printed amount claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.samples.model import Style


@dataclass(frozen=True, slots=True)
class Claim:
    """What a printed amount stands for: side, row and column as the records of the converter key them, in yuan."""

    side: str
    row: str
    column: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and what it claims where it is an amount."""

    text: str = ""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell and those below it; `key` where the column names the row; `wide` over so many columns at once."""

    text: str
    below: tuple[Head, ...] = ()
    key: bool = False
    wide: int = 1

    @property
    def leaves(self) -> tuple[Head, ...]:
        """The columns under it (itself where there are none)."""
        return tuple(leaf for head in self.below for leaf in head.leaves) if self.below else (self,) * self.wide

    @property
    def depth(self) -> int:
        """How many rows of the header it takes at least."""
        return 1 + max((head.depth for head in self.below), default=0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A header cell at its place, with what it spans."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory form of one budget, before it is printed in any format.

    `unit` is the unit of money that it names where that is not the one it is printed in (a mistake put in on purpose).
    """

    form: str
    title: str
    header: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    statement: str = ""
    unit: str = ""

    @property
    def columns(self) -> tuple[Head, ...]:
        """The columns from left to right."""
        return tuple(leaf for head in self.header for leaf in head.leaves)

    @property
    def header_rows(self) -> int:
        """The number of rows of the header."""
        return max(head.depth for head in self.header)

    @property
    def numbers_columns(self) -> bool:
        """Whether the form may number its columns; those with two sides never do."""
        keys = [column.key for column in self.columns]
        return True in keys and True not in keys[keys.index(False) :]

    def heads(self) -> list[Placed]:
        """Every header cell with its place and its spans, from above, from the left."""
        return sorted(_placed(self.header, 0, 0, self.header_rows), key=lambda head: (head.row, head.column))

    def numbering(self) -> list[str]:
        """The row under the header that numbers the columns (`※ ※ 1 2 3`)."""
        texts, count = [], 0
        for column in self.columns:
            count += not column.key
            texts.append("※" if column.key else str(count))
        return texts

    def claims(self) -> Iterator[Claim]:
        """Every printed amount."""
        return (cell.claim for row in self.rows for cell in row if cell.claim is not None)


def _placed(heads: Sequence[Head], row: int, column: int, depth: int) -> Iterator[Placed]:
    for head in heads:
        width = len(head.leaves)
        yield Placed(head.text, row, column, 1 if head.below else depth - row, width)
        yield from _placed(head.below, row + 1, column, depth)
        column += width


def key_heads(*words: str) -> tuple[Head, ...]:
    """Header cells of columns that name the row."""
    return tuple(Head(word, key=True) for word in words)


def amount_cell(style: Style, claim: Claim, zero: bool = False) -> Cell:
    """A cell with an amount; a zero is printed only where the form prints zeros."""
    return Cell(style.printed(claim.amount), claim) if claim.amount or zero else Cell()
