"""Lines of running text to paragraphs: a full line goes on in the next one that starts at the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.layout.lines import Line, is_wide
from kg.provenance import Source, Span

_NEARLY_FULL = 1.7  # a line that ends within so many characters of the right margin is full
_FLUSH = 0.8  # a line that starts within so many characters of the left margin is not indented
_SAME_SIZE = 0.12
_LEADING = 2.7  # lines of one paragraph stand at most so many characters apart
_LEAST_MEASURE = 0.7  # running text reaches at least so far across the page
_LONG = 0.6  # of the widest line: such lines show the margins
_SENTENCE_END = "。；：;:！？"
_OPENING = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_LEADERS = re.compile(r"[.…·．]{3,}\s*\d*\Z")


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the text of a page begins and ends."""

    left: float
    right: float


def measure(lines: Sequence[Line], page_width: float) -> Measure:
    """The margins that the lines of one page keep; a page of short lines does not show its right one."""
    boxes = [line.box for line in lines]
    widest = max((right - left for left, _, right, _ in boxes), default=0.0)
    long = [box for box in boxes if box[2] - box[0] >= _LONG * widest]  # labels of charts stand anywhere
    left = min((box[0] for box in long), default=0.0)
    right = max((box[2] for box in long), default=0.0)
    return Measure(left, max(right, _LEAST_MEASURE * page_width))


def paragraphs(lines: Iterable[Line], measures: dict[int, Measure]) -> Iterator[Source]:
    """The paragraphs of consecutive lines, of one page or several, with a span for each printed line."""
    current: list[Line] = []
    for line in lines:
        if current and not _goes_on(current[-1], line, measures):
            yield _one(current)
            current = []
        current.append(line)
    if current:
        yield _one(current)


def _goes_on(before: Line, line: Line, measures: dict[int, Measure]) -> bool:
    size = before.size
    if abs(line.size - size) > _SAME_SIZE * size or _LEADERS.search(before.text):
        return False
    if before.page == line.page and not 0 < line.baseline - before.baseline <= _LEADING * size:
        return False
    if line.page > before.page + 1:
        return False
    left = measures[line.page].left
    if line.page != before.page:
        left = min(left, measures[before.page].left)
    if _OPENING.match(line.text) and (before.text[-1] in _SENTENCE_END or _OPENING.match(before.text)):
        return False
    room = measures[before.page].right - before.box[2]
    full = room <= _NEARLY_FULL * size + _unbreakable(line)
    flush = line.box[0] <= left + _FLUSH * size
    return full and flush


def _unbreakable(line: Line) -> float:
    """The width of the figures and Latin letters at the beginning of a line, which move to it together."""
    glyphs = line.runs[0]
    end = next((i for i, glyph in enumerate(glyphs) if is_wide(glyph.text)), len(glyphs))
    return glyphs[end - 1].right - glyphs[0].left if end else 0.0


def _one(lines: Sequence[Line]) -> Source:
    spans: list[Span] = []
    for line in lines:
        if spans and _needs_blank(spans[-1].text, line.text):
            last = spans[-1]
            spans[-1] = Span(last.text + " ", page=last.page, box=last.box)
        spans.extend(line.source.spans)
    return Source(tuple(spans))


def _needs_blank(before: str, after: str) -> bool:
    """Latin words are parted by the end of a line; ideographs and figures are not."""
    end, start = before[-1], after[0]
    if is_wide(end) or is_wide(start) or (end in "0123456789.,-" and start in "0123456789.,%"):
        return False
    return end.isalnum() and start.isalnum()
