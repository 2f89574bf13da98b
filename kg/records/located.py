"""Text put together from several places of a document, which can still tell the place of each of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.provenance import Source, Span

BREAK = "\n"
"""Stands where a line ended between two letters or digits: whether they are one word or two is not known there."""


@dataclass(frozen=True, slots=True)
class Located:
    """Joined text and, for each of its pieces, where it begins in the text and the span it came from."""

    text: str
    pieces: tuple[tuple[int, Span], ...]

    def source(self, begin: int = 0, end: int | None = None) -> Source:
        """The place of the characters from `begin` to `end`."""
        last = len(self.text) if end is None else end
        spans = []
        for at, span in self.pieces:
            low, high = max(begin - at, 0), min(last - at, len(span.text))
            if low < high:
                spans.append(span.part(low, high))
        return Source(tuple(spans))

    def part(self, begin: int, end: int | None = None) -> Located:
        """The characters from `begin` to `end` without white space around them, with their places."""
        last = len(self.text) if end is None else end
        piece = self.text[begin:last]
        low = begin + len(piece) - len(piece.lstrip())
        return located(self.source(low, max(low, begin + len(piece.rstrip()))).spans)


def located(spans: Iterable[Span]) -> Located:
    """Joins spans in reading order: Chinese characters directly, letters and digits with a break between them."""
    text = ""
    pieces: list[tuple[int, Span]] = []
    for span in spans:
        if text and span.text and _word(text[-1]) and _word(span.text[0]):
            text += BREAK
        pieces.append((len(text), span))
        text += span.text
    return Located(text, tuple(pieces))


def _word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,")
