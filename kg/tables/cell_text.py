"""The text of one cell from its lines: what was wrapped is joined, what was set apart stays apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.layout.lines import box_of, is_wide, run_text
from kg.provenance import Source, Span
from kg.read.geometry import Glyph

_NUMBER_END = re.compile(r"[-\d.,]*[\d.,]\Z")
_NUMBER_START = re.compile(r"[\d.,][\d.,]*")
_COMPLETE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_CENTS = re.compile(r"\.\d\d\Z")
_CODE_END = re.compile(r"(?<![0-9A-Za-z.,])\d{1,7}\Z")
_CODE_START = re.compile(r"\d*[A-Z](?![0-9A-Za-z.,])")
_CODE = re.compile(r"\d{7}[A-Z]\Z")  # of a project in the systems of the ministry: 0770893A
_THRICE = 3
_PADDING = 12.0  # office programs keep up to 5.4 points free at both sides of a cell


def cell_source(lines: Sequence[Sequence[Glyph]], page: int) -> Source:
    """One span for each printed line."""
    return Source(tuple(Span(run_text(line), page=page, box=box_of(line)) for line in lines))


def cell_text(lines: Sequence[Sequence[Glyph]], width: float) -> str:
    """The lines joined: ideographs and wrapped numbers without a blank, everything else with one.

    `width` is that of the cell in points: a number was wrapped only if its next figure had no room.
    """
    parts = [run_text(line) for line in lines]
    full = [_is_full(line, following, width) for line, following in pairwise(lines)]
    if all(full) and _is_wrapped_thrice(parts):
        return "".join(parts)
    text = "".join(parts[:1])
    for part, was_full in zip(parts[1:], full, strict=True):
        text += part if joins(text, part, was_full) else " " + part
    return text


def _is_full(line: Sequence[Glyph], following: Sequence[Glyph], width: float) -> bool:
    """Whether the first character of the next line had no room in this one."""
    room = width - (line[-1].right - line[0].left)
    return room < following[0].right - following[0].left + _PADDING


def _is_wrapped_thrice(parts: Sequence[str]) -> bool:
    """One amount in three or more lines: cut at the same width all along, and cents in it once.

    >>> _is_wrapped_thrice(["15", "76", "02", "00.0", "0"]), _is_wrapped_thrice(["12", "76", "20"])
    (True, False)
    """
    if len(parts) < _THRICE:
        return False
    whole = "".join(parts)
    lengths = [len(part.replace(".", "").replace(",", "")) for part in parts[:-1]]
    even = max(lengths) - min(lengths) <= 1 and len(parts[-1]) <= len(parts[-2]) + 1
    return even and bool(_COMPLETE.match(whole) and _CENTS.search(whole))


def joins(text: str, part: str, was_full: bool) -> bool:
    """Whether the next line continues the text without a blank; `was_full`: the line had no more room.

    >>> joins("机关事业单位", "养老保险", False), joins("1,234,5", "67.00", True)
    (True, True)
    >>> joins("1,234.50", "2,000.00", True), joins("其他特定目标类 07", "70893A", True)
    (False, True)
    """
    if is_wide(text[-1]) or is_wide(part[0]):
        return True
    if was_full and _is_one_code(text, part):
        return True
    end, start = _NUMBER_END.search(text), _NUMBER_START.match(part)
    if end and start:
        return _is_one_number(end.group(), start.group(), was_full)
    return not (text[-1].isalnum() and part[0].isalnum())


def _is_one_code(text: str, part: str) -> bool:
    """Whether a project's code was wrapped: its letter keeps it apart from two numbers below each other."""
    end, start = _CODE_END.search(text), _CODE_START.match(part)
    return bool(end and start and _CODE.match(end.group() + start.group()))


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
