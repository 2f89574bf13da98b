"""The text of one cell from its lines: what was wrapped is joined, what was set apart stays apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.layout.lines import box_of, is_wide, run_text
from kg.provenance import Source, Span
from kg.read.geometry import Glyph

_NUMBER_END = re.compile(r"[-\d.,]*[\d.,]\Z")
_NUMBER_START = re.compile(r"[\d.,][\d.,]*")
_COMPLETE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_CENTS = re.compile(r"\.\d\d\Z")
_PADDING = 12.0  # office programs keep up to 5.4 points free at both sides of a cell


def cell_source(lines: Sequence[Sequence[Glyph]], page: int) -> Source:
    """One span for each printed line."""
    return Source(tuple(Span(run_text(line), page=page, box=box_of(line)) for line in lines))


def cell_text(lines: Sequence[Sequence[Glyph]], width: float) -> str:
    """The lines joined: ideographs and wrapped numbers without a blank, everything else with one.

    `width` is that of the cell in points: a number was wrapped only if its next figure had no room.
    """
    text = ""
    for before, line in zip((None, *lines), lines, strict=False):
        part = run_text(line)
        if before is None:
            text = part
        else:
            room = width - (before[-1].right - before[0].left)
            text += part if joins(text, part, room < line[0].right - line[0].left + _PADDING) else " " + part
    return text


def joins(text: str, part: str, was_full: bool) -> bool:
    """Whether the next line continues the text without a blank; `was_full`: the line had no more room.

    >>> joins("机关事业单位", "养老保险", False), joins("1,234,5", "67.00", True)
    (True, True)
    >>> joins("1,234.50", "2,000.00", True)
    False
    """
    if is_wide(text[-1]) or is_wide(part[0]):
        return True
    end, start = _NUMBER_END.search(text), _NUMBER_START.match(part)
    if end and start:
        return _is_one_number(end.group(), start.group(), was_full)
    return not (text[-1].isalnum() and part[0].isalnum())


def _is_one_number(end: str, start: str, was_full: bool) -> bool:
    whole = end + start
    if not _COMPLETE.match(whole):
        return False
    if not _COMPLETE.match(end) or start[0] in ".,":
        return True  # the first line alone is no number: "1,23", "1,234."
    if _GROUPED.match(end) and not _GROUPED.match(whole):
        return False
    # two whole numbers below each other look alike; the rest of a wrapped one is shorter or carries the cents
    return was_full and not _CENTS.search(end) and (bool(_CENTS.search(start)) or len(start) < len(end))
