"""Page numbers that stand bare in their lines, known by counting through the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.provenance import Source
from kg.recognise.ragged_rows import class_codes
from kg.text.width import squeeze

_LONE = re.compile(r"[1-9]\d{0,2}\Z")
LEAST = 3
"""Numbers that count on from each other, before they are taken for page numbers."""
PAGE = 10
"""The fewest lines of a page: codes that count on from row to row stand nearer."""
REACH = 0.5
"""The share of the document's lines over which its page numbers reach; those of one table do not."""

_PARTIAL = re.compile(r"\d\.\d?\Z")

PageLines = frozenset[tuple[str, int]]
"""lines that hold nothing but a page number, each with its file"""


class _Lone(NamedTuple):
    line: int
    value: int
    under_number: bool
    """whether it may be the rest of a number in the line above"""


@cache
def every_class() -> frozenset[str]:
    """The codes of the 类 of every classification that forms print."""
    return class_codes("function") | class_codes("economic-department")


def page_number_lines(paragraphs: Iterable[Source]) -> frozenset[int]:
    """The lines of the longest run of lone numbers in which each is one more than that before it.

    A number that is the code of a class (201, 301, …) is none of them: classes are numbered on, too, and a table's
    codes may each stand in a line of their own. Of two equal numbers one under `835.7` is rather the rest of that.
    """
    every = list(paragraphs)
    lone = [
        _Lone(source.line, int(text), bool(_PARTIAL.search(above.text.rstrip())) if above else False)
        for source, above in zip(every, [None, *every], strict=False)
        if _LONE.match(text := squeeze(source.text)) and text not in every_class()
    ]
    before: list[int | None] = []
    length: list[int] = []
    latest: dict[int, int] = {}
    for at, (line, value, _) in enumerate(lone):
        previous = latest.get(value - 1)
        if previous is not None and line - lone[previous].line < PAGE:
            previous = None
        before.append(previous)
        length.append(1 if previous is None else length[previous] + 1)
        rival = latest.get(value)
        if rival is None or (length[at], not lone[at].under_number) >= (length[rival], not lone[rival].under_number):
            latest[value] = at
    end: int | None = max(range(len(lone)), key=lambda at: length[at], default=None)
    if end is None or length[end] < LEAST:
        return frozenset()
    lines = set()
    while end is not None:
        lines.add(lone[end].line)
        end = before[end]
    return frozenset(lines if max(lines) - min(lines) >= REACH * (every[-1].line - every[0].line) else ())
