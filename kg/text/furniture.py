"""Page marks: lines that a page prints around its text (`- 14 -`, `第 3 页`)."""

from __future__ import annotations

import re

from kg.text.width import squeeze

_MARK = re.compile(r"(?:[-—–·]+\d{1,4}[-—–·]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4})\Z")


def is_page_mark(text: str) -> bool:
    """Whether a line is a page mark by its looks; a bare number is none, it may be anything.

    >>> is_page_mark("－ 14 －"), is_page_mark("第 3 页 共 9 页"), is_page_mark("14")
    (True, True, False)
    """
    return _MARK.match(squeeze(text)) is not None
