"""Page furniture: page numbers and running heads, recognised by what repeats over the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.layout.lines import Line
from kg.text.width import narrow, squeeze

_NUMBER_MARGIN = 0.15  # page numbers stand in this part of the page's height at its top or bottom
_HEAD_MARGIN = 0.1  # and running heads in this one
_SAME_HEIGHT = 6.0
_LEAST_REPEATS = 3
_AROUND = r"[-‐‑‒–—―─━~∼·・.|]*"
_NUMBER = re.compile(rf"{_AROUND}第?(\d{{1,4}})(?:页?(?:/|共|,共)\d{{1,4}})?页?{_AROUND}\Z")
_DECORATED = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Margin:
    """One line in the outer margin of a page."""

    page: int
    height: float
    line: Line

    @property
    def label(self) -> str:
        """The line without blanks, in half-width."""
        return squeeze(self.line.text)


def furniture(pages: Sequence[tuple[int, float, Sequence[Line]]]) -> tuple[set[int], tuple[str, ...]]:
    """The identities (`id`) of the lines that are furniture, and what was dropped in plain words.

    `pages` gives for each page its number, its height and its lines outside tables. A lone figure is a page
    number only if it counts along with the pages or is set off (第3页, - 3 -); a text only if it is repeated in the
    same words at the same height on most pages, and never if it may state a unit.
    """
    margins = [
        Margin(number, height, line)
        for number, height, lines in pages
        for line in lines
        if _in_margin(line, _NUMBER_MARGIN * height, height)
    ]
    numbers = _page_numbers(margins)
    heads = _running_heads(margins, len(pages))
    notices = []
    if numbers:
        notices.append(f"left out the page numbers of {len(numbers)} pages")
    for label, count in sorted(Counter(m.label for m in heads).items()):
        notices.append(f"left out the running head {label!r} of {count} pages")
    return {id(m.line) for m in [*numbers, *heads]}, tuple(notices)


def _in_margin(line: Line, margin: float, height: float) -> bool:
    _, top, _, bottom = line.box
    return bottom <= margin or top >= height - margin


def _page_numbers(margins: Iterable[Margin]) -> list[Margin]:
    """Figures in the margin; the distance to the page's own number must be that of another page as well."""
    figures = [(m, int(found.group(1))) for m in margins if (found := _NUMBER.match(narrow(m.label)))]
    distances = Counter(value - m.page for m, value in figures)
    return [
        m for m, value in figures if distances[value - m.page] > 1 or (_DECORATED.search(m.label) and value == m.page)
    ]


def _running_heads(margins: Iterable[Margin], pages: int) -> list[Margin]:
    by_label: dict[str, list[Margin]] = defaultdict(list)
    for margin in margins:
        if _in_margin(margin.line, _HEAD_MARGIN * margin.height, margin.height):
            by_label[margin.label].append(margin)
    return [
        margin
        for label, same in by_label.items()
        if not (label.isdigit() or "元" in label or ":" in label)
        if len(same) >= max(_LEAST_REPEATS, pages / 2)
        if max(m.line.baseline for m in same) - min(m.line.baseline for m in same) <= _SAME_HEIGHT
        for margin in same
    ]
