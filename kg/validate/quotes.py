"""Sentences in which the numbers that a finding compares are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.validate.findings import Quote

Number = tuple[str, int | None]
"""A number as printed, and where it begins in the sentence (None where the format does not tell)."""


def quote(text: str, numbers: Iterable[Number], page: int | None = None, line: int | None = None) -> Quote:
    """A sentence with numbers marked, also where a line end breaks them.

    One whose place is not known is marked wherever it stands as a number of its own.

    >>> quote("共 12.5 万元，其中 2.5 万元", [("2.5", None)]).pieces
    (('共 12.5 万元，其中 ', False), ('2.5', True), (' 万元', False))
    """
    return Quote(tuple(_pieces(text, {each for each in numbers if each[0]})), page, line)


def _pieces(text: str, numbers: set[Number]) -> Iterator[tuple[str, bool]]:
    # the longest first, so that none is taken for the beginning of another
    printed = sorted({words for words, _ in numbers}, key=lambda each: (-len(each), each))
    words = [r"\s*".join(map(re.escape, each)) for each in printed]
    at = 0
    for found in re.finditer(rf"(?<![\d.,])(?:{'|'.join(words)})(?![\d,]|\.\d)", text) if words else ():
        bare = re.sub(r"\s", "", found[0])
        if not {(bare, None), (bare, found.start())} & numbers:
            continue
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
