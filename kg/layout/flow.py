"""Lines of text as one run of characters: line breaks vanish, and every character remembers where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.provenance import Source, Span
from kg.text.width import narrow

_BULLET = re.compile(r"(?:[-•·*●■]+[ \t\u3000]+)+")
_CODE = re.compile(r"\d+\Z")
_LONGEST_WHOLE = 6
"""A whole number of more digits, parted from the next number by nothing but a line break, is a code."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Characters of many lines, half-width and without white space; one blank parts two numbers of one line.

    `places` gives for each character the span and the offset within it; `lines` the offsets at which lines begin.
    """

    text: str
    spans: tuple[Span, ...]
    places: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]

    def source(self, begin: int, end: int) -> Source:
        """Where the characters from `begin` to `end` stand, one span for each line that they touch."""
        found: list[Span] = []
        at = begin
        while at < end:
            index, first = self.places[at]
            at = min(end, bisect_left(self.places, (index + 1, 0), at))
            found.append(self.spans[index].part(first, self.places[at - 1][1] + 1))
        return Source(tuple(found))

    def printed(self, begin: int, end: int) -> str:
        """The characters as printed (full-width stays full-width), without white space."""
        return "".join(self.spans[i].text[o] for i, o in self.places[begin:end]).strip()

    def line_start(self, at: int) -> int:
        """Where the line that holds the character `at` begins."""
        index = bisect_right(self.lines, at)
        return self.lines[index - 1] if index else 0

    def line_end(self, at: int) -> int:
        """Where the line that holds the character `at` ends."""
        index = bisect_right(self.lines, at)
        return self.lines[index] if index < len(self.lines) else len(self.text)

    def line_starts(self, begin: int, end: int) -> tuple[int, ...]:
        """The offsets between `begin` and `end` at which lines begin."""
        return self.lines[bisect_left(self.lines, begin) : bisect_left(self.lines, end)]


def flow_of(lines: Iterable[Source]) -> Flow:
    """The lines as one run; bullets at their beginnings are left out.

    A number broken by a line end is joined, unless the joined digits would be no number (`07100133` and `1.14`).
    """
    text: list[str] = []
    spans: list[Span] = []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    for source in lines:
        if any(not _narrow(char).isspace() for char in source.text):
            starts.append(len(text))
        for order, span in enumerate(source.spans):
            spans.append(span)
            bullet = _BULLET.match(span.text) if order == 0 else None
            first = bullet.end() if bullet else 0
            if _two_numbers("".join(text[-12:]), span.text[first : first + 24]):
                text.append(" ")
                places.append((len(spans) - 1, first))
            for offset in range(first, len(span.text)):
                _append(text, places, span, offset, len(spans) - 1)
    return Flow("".join(text), tuple(spans), tuple(places), tuple(starts))


def _append(text: list[str], places: list[tuple[int, int]], span: Span, offset: int, index: int) -> None:
    char = _narrow(span.text[offset])
    if not char:
        return
    if not char.isspace():
        text.append(char)
        places.append((index, offset))
        return
    rest = narrow(span.text[offset : offset + 24]).lstrip()
    inside = text and places[-1][0] == index
    if inside and text[-1].isdigit() and rest[:1].isdigit():
        text.append(" ")
        places.append((index, offset))


def _two_numbers(before: str, after: str) -> bool:
    """Whether a line break parts two numbers rather than breaking one."""
    following = narrow(after)
    found = re.search(r"[\d.,]+\Z", before)
    if found is None or not following[:1].isdigit():
        return False
    last = found.group()
    if _CODE.match(last):
        return (last.startswith("0") and len(last) > 1) or len(last) > _LONGEST_WHOLE
    rest = re.match(r"[\d.,]+", following)
    return "." in last and rest is not None and "." in rest.group()


@cache
def _narrow(char: str) -> str:
    return narrow(char)
