"""Columns of a header whose cells have run together: the set of columns whose words use up its characters best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.recognise.description import Column, KeyColumn, Layout, Part, Words
from kg.text.width import skeleton

TOLERANCE = 0.06
"""The share of a header's characters that may be left over or missing (numbering, a stray page number)."""
LEAST = 3
Columns = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout with the columns of each part, and how many characters of the header it does not explain."""

    layout: Layout
    columns: Columns
    distance: int
    size: int
    named: int = 0
    """how many characters are words of the columns themselves, not of headings above them"""

    @property
    def score(self) -> tuple[int, int, bool]:
        """What to keep small; of equals, columns that usually stand together before others."""
        return self.distance, -self.named, not self.is_usual

    @property
    def is_usual(self) -> bool:
        """Whether each part has columns that its description lists together."""
        return all(ids in part.usual for part, ids in zip(self.layout.parts, self.columns, strict=True))

    @property
    def fits(self) -> bool:
        """Whether the words are those of the header, but for little."""
        return self.distance <= max(LEAST, int(self.size * TOLERANCE))


@lru_cache(maxsize=4096)
def best_choice(text: str, layouts: tuple[Layout, ...], count: int | None) -> Choice | None:
    """The columns of a header by its characters, order and breaks forgiven.

    `count` is the number of columns where the header numbers them. None where two different readings explain the
    header equally well, or none is offered.
    """
    header = Counter(skeleton(text))
    ranked = _ranked(header, [(layout, columns) for layout in layouts for columns in _usual(layout)], count)
    if not ranked or ranked[0].distance > 1:
        begun = dict.fromkeys((layout, _likely(header, layout, each)) for layout in layouts for each in _usual(layout))
        grown = [(layout, _grown(header, layout, columns)) for layout, columns in begun]
        ranked = _ranked(header, [*((choice.layout, choice.columns) for choice in ranked), *grown], count)
    if not ranked or (len(ranked) > 1 and ranked[0].score == ranked[1].score):
        return None
    return ranked[0]


def _ranked(header: Counter[str], offered: list[tuple[Layout, Columns]], count: int | None) -> list[Choice]:
    choices = {
        (layout.name, columns): _choice(header, layout, columns)
        for layout, columns in offered
        if count is None or sum(map(len, columns)) == count
    }
    return sorted(choices.values(), key=lambda choice: choice.score)


def _usual(layout: Layout) -> list[Columns]:
    return list(product(*(part.usual for part in layout.parts))) if layout.parts else []


def _likely(header: Counter[str], layout: Layout, columns: Columns) -> Columns:
    """The columns that some spelling has characters for; all of a part where none has."""
    kept = []
    for part, present in zip(layout.parts, columns, strict=True):
        spelt = tuple(
            each for each in present if any(Counter(word) <= header for word in part.column(each).labels.plain)
        )
        kept.append(spelt or present)
    return tuple(kept)


def _grown(header: Counter[str], layout: Layout, columns: Columns) -> Columns:
    """The columns after adding or leaving out one at a time as long as the header is explained better."""
    best = _choice(header, layout, columns)
    improved = True
    while improved:
        improved = False
        for candidate in _neighbours(header, layout, best.columns):
            other = _choice(header, layout, candidate)
            if other.score < best.score:
                best, improved = other, True
    return best.columns


def _neighbours(header: Counter[str], layout: Layout, columns: Columns) -> list[Columns]:
    """The columns with one left out, or with one more that the header has nearly all characters for."""
    results = []
    for index, part in enumerate(layout.parts):
        for column in part.columns:
            if column.id not in columns[index] and not _spellable(header, column):
                continue
            present = set(columns[index]) ^ {column.id}
            if present:
                ordered = tuple(each.id for each in part.columns if each.id in present)
                results.append((*columns[:index], ordered, *columns[index + 1 :]))
    return results


def _spellable(header: Counter[str], column: Column) -> bool:
    return any((Counter(word) - header).total() <= 1 for word in column.labels.plain)


def _choice(header: Counter[str], layout: Layout, columns: Columns) -> Choice:
    """Each label in the spelling that leaves least unexplained, found by changing one label at a time."""
    labels: list[Words] = []
    headings: list[Words] = []
    for part, present in zip(layout.parts, columns, strict=True):
        named = (column for column in part.columns if column.id in present)
        chosen: list[KeyColumn | Column] = [*_keys(header, part), *named]
        labels.extend(each.labels for each in chosen)
        headings.extend(each.groups for each in chosen)
        labels.extend(_headings_like_columns(part, present))
    above = _by_length(word for words in dict.fromkeys(headings) for word in words.plain)
    best = min(_climbed(header, labels, above, start) for start in _starts(header, labels))
    return Choice(layout, columns, best[0], sum(header.values()), -best[1])


def _starts(header: Counter[str], labels: list[Words]) -> tuple[list[str], list[str]]:
    """Each label in its shortest spelling, and in the longest that the header has characters for."""
    shortest = [min(words.plain, key=lambda word: (len(word), word)) for words in labels]
    longest = [
        max(
            (word for word in words.plain if Counter(word) <= header), key=lambda word: (len(word), word), default=short
        )
        for words, short in zip(labels, shortest, strict=True)
    ]
    return shortest, longest


def _climbed(header: Counter[str], labels: list[Words], above: list[str], spelling: list[str]) -> tuple[int, int]:
    """The best that changing one label at a time leads to."""
    best = _explain(header, spelling, above)
    for _ in range(2):
        for index, words in enumerate(labels):
            for word in words.plain if len(words.plain) > 1 else ():
                changed = [*spelling[:index], word, *spelling[index + 1 :]]
                other = _explain(header, changed, above)
                if other < best:
                    best, spelling = other, changed
    return best


def _keys(header: Counter[str], part: Part) -> list[KeyColumn]:
    """The columns that name rows: 类, 款 and 项 apart, or in their place one for the whole code (optional)."""
    whole = [key for key in part.keys if key.optional]
    apart = [key for key in part.keys if not key.optional]
    pieces = [key for key in apart if key.role in ("class", "group", "item")]
    if not whole or not pieces or all(set(min(key.labels.plain)) <= header.keys() for key in pieces):
        return apart
    return [*whole, *(key for key in apart if key not in pieces)]


def _headings_like_columns(part: Part, present: tuple[str, ...]) -> list[Words]:
    """A word that heads other columns here (基本支出 over 人员经费) is used up, and names no column of its own.

    The empty spelling stands for a heading that is not printed.
    """
    chosen = [column for column in part.columns if column.id in present]
    heads = {word for column in chosen for word in column.groups.plain if word not in column.labels.plain}
    return [Words(frozenset({word, ""})) for word in sorted(heads) if any(word in c.labels for c in part.columns)]


def _by_length(words: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))


def _explain(header: Counter[str], labels: list[str], above: list[str]) -> tuple[int, int]:
    """Characters left over or missing, and (negative) those that the labels themselves explain."""
    rest = Counter(header)
    rest.subtract("".join(labels))
    missing = -sum(count for count in rest.values() if count < 0)
    rest = +rest
    named = sum(header.values()) - sum(rest.values())
    for word in above:
        wanted = Counter(word)
        while wanted <= rest:
            rest -= wanted
    return missing + sum(rest.values()), -named
