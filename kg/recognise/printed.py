"""Runs of tokens put together again: neighbours of one line become one span with the blanks that were printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.provenance import Source, Span
from kg.recognise.stream import Token

MAX_GAP = 4
"""A wider gap may hold a head that was cut out of the line."""


def printed_run(tokens: Sequence[Token]) -> Source:
    """The place of neighbouring tokens; pieces of one line are one span with their blanks."""
    spans: list[Span] = []
    for token in tokens:
        for span in token.source.spans:
            gap = _gap(spans[-1], span) if spans else None
            if gap is None:
                spans.append(span)
            else:
                spans[-1] = _merged(spans[-1], span, gap)
    return Source(tuple(spans))


def _gap(left: Span, right: Span) -> int | None:
    """How many characters of white space part two spans of one line, None where they cannot be joined."""
    if left.start < 0 or (left.file, left.line, left.page) != (right.file, right.line, right.page):
        return None
    gap = right.start - left.end
    return gap if 0 <= gap <= MAX_GAP else None


def _merged(left: Span, right: Span, gap: int) -> Span:
    return replace(left, text=left.text + " " * gap + right.text, end=right.end)
