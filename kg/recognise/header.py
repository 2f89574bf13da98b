"""Header words to columns: the leaves of a header in printed order, by the form's description."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.recognise.description import Column, KeyColumn, Layout, Words

UNKNOWN = "unknown"
FOREIGN = "other-year"
"""The role of a column that tells another year, or compares years."""
ASIDE = "aside"
"""The role of a column that holds remarks or counts the rows."""
STRANGERS = frozenset({UNKNOWN, FOREIGN, ASIDE})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of a table: of which part, and what it holds."""

    part: int
    column: KeyColumn | Column

    @property
    def is_key(self) -> bool:
        """Whether the column names the row."""
        return isinstance(self.column, KeyColumn)


@dataclass(slots=True)
class _Reader:
    """Walks the header rows from above; a word that stands over others takes them from the row below."""

    leaves: list[Leaf]
    rows: list[deque[str]]
    found: list[Leaf] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def read(self) -> None:
        while self.rows[0]:
            if not self._take(0, ()):
                word = self.rows[0].popleft()
                self.unknown.append(word)
                self.found.append(unknown_leaf(word))
        for row in self.rows[1:]:
            self.unknown.extend(row)
            self.found = [] if row else self.found  # under which word they stand, and so where, cannot be told

    def _take(self, level: int, above: tuple[str, ...]) -> bool:
        label = self.rows[level][0]
        if self._opens_group(level, label, above):
            self.rows[level].popleft()
            while self.rows[level + 1] and self._take(level + 1, (*above, label)):
                pass
            return True
        leaf = next(self._fitting(label, above), None)
        if leaf is None:
            return False
        self.rows[level].popleft()
        self.found.append(leaf)
        return True

    def _opens_group(self, level: int, label: str, above: tuple[str, ...]) -> bool:
        if level + 1 >= len(self.rows) or not self.rows[level + 1]:
            return False
        inner = (*above, label)
        if not any(_under(leaf, inner) for leaf in self._unused()):
            return False
        below = self.rows[level + 1][0]
        return next(self._fitting(below, inner), None) is not None or self._opens_group(level + 1, below, inner)

    def _fitting(self, label: str, above: tuple[str, ...]) -> Iterator[Leaf]:
        return (leaf for leaf in self._unused() if label in leaf.column.labels and _under(leaf, above))

    def _unused(self) -> Iterator[Leaf]:
        return (leaf for leaf in self.leaves if leaf not in self.found)


def _under(leaf: Leaf, above: tuple[str, ...]) -> bool:
    return all(word in leaf.column.groups for word in above)


def unknown_leaf(word: str) -> Leaf:
    """A column that the description does not know: it keeps its place, and nothing in it gets a meaning."""
    return Leaf(0, KeyColumn(UNKNOWN, Words(frozenset({word})), Words(frozenset())))


def foreign_leaf(word: str) -> Leaf:
    """A column of another year: it keeps its place, and its amounts are none of this budget."""
    return Leaf(0, KeyColumn(FOREIGN, Words(frozenset({word})), Words(frozenset())))


def aside_leaf(word: str) -> Leaf:
    """A column of remarks, or one that counts the rows: it tells nothing of the amounts."""
    return Leaf(0, KeyColumn(ASIDE, Words(frozenset({word})), Words(frozenset())))


def all_leaves(layout: Layout) -> list[Leaf]:
    """Every column a layout may have, keys before amounts, part by part."""
    return [Leaf(index, column) for index, part in enumerate(layout.parts) for column in part.every_column]


def placed_leaves(layout: Layout) -> list[Leaf]:
    """The same, with the columns that only a header whose cells know their places can name."""
    return [Leaf(index, column) for index, part in enumerate(layout.parts) for column in part.placed_columns]


def read_header(rows: Sequence[Sequence[str]], layout: Layout) -> tuple[list[Leaf], list[str]]:
    """The leaves that the header words name, in printed order, and the words that the layout does not know."""
    printed = [deque(word for word in row if word) for row in rows]
    kept = [row for row in printed if row]
    if not kept:
        return [], []
    reader = _Reader(all_leaves(layout), kept)
    reader.read()
    return reader.found, reader.unknown
