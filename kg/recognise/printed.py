"""Runs of tokens put together again: neighbours of one line become one span with the blanks that were printed."""

from __future__ import annotations

from collections.abc import Sequence

from kg.provenance import Source, Span
from kg.recognise.stream import Token


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
    known = left.start >= 0 and right.start >= left.end and left.line == right.line and left.page == right.page
    return right.start - left.end if known else None


def _merged(left: Span, right: Span, gap: int) -> Span:
    return Span(left.text + " " * gap + right.text, left.line, left.start, right.end, left.page, left.box)
