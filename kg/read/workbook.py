"""Sheets as their cells show them, whatever format they were stored in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Range = tuple[int, int, int, int]
"""first row, first column, last row, last column, counted from 0, all within"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the texts its cells show by row and column (counted from 0), merged ranges, what
    is hidden.
    """

    name: str
    number: int
    cells: dict[tuple[int, int], str]
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets in their order, and what could not be read, in plain words."""

    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts what happened in which cells, and names the first three places of each."""

    _places: dict[str, list[str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, place: str) -> None:
        """Note that this happened there."""
        self._counts[what] = self._counts.get(what, 0) + 1
        places = self._places.setdefault(what, [])
        if len(places) < 3:
            places.append(place)

    def notices(self) -> tuple[str, ...]:
        """One sentence for each kind of thing noted."""
        return tuple(f"{what}: {count} ({_listed(self._places[what], count)})" for what, count in self._counts.items())


def _listed(places: Iterable[str], count: int) -> str:
    shown = list(places)
    return ", ".join(shown) + (", …" if count > len(shown) else "")


def place(sheet: str, row: int, column: int) -> str:
    """A cell's address for people.

    >>> place("收入", 0, 27)
    '收入!AB1'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row + 1}"
