"""Page numbers that stand bare in their lines, known by counting through the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.provenance import Source
from kg.text.width import squeeze

_LONE = re.compile(r"[1-9]\d{0,2}\Z")
LEAST = 3
"""Numbers that count on from each other, before they are taken for page numbers."""


def page_number_lines(paragraphs: Iterable[Source]) -> frozenset[int]:
    """The lines of the longest run of lone numbers in which each is one more than that before it."""
    lone = [(source.line, int(text)) for source in paragraphs if _LONE.match(text := squeeze(source.text))]
    before: list[int | None] = []
    length: list[int] = []
    latest: dict[int, int] = {}
    for at, (_, value) in enumerate(lone):
        previous = latest.get(value - 1)
        before.append(previous)
        length.append(1 if previous is None else length[previous] + 1)
        if value not in latest or length[at] >= length[latest[value]]:
            latest[value] = at
    end: int | None = max(range(len(lone)), key=lambda at: length[at], default=None)
    if end is None or length[end] < LEAST:
        return frozenset()
    lines = set()
    while end is not None:
        lines.add(lone[end][0])
        end = before[end]
    return frozenset(lines)
