"""Pages of a PDF being filled: lines of text, ruled tables that break over pages, footers, pages on their side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.samples.boxes import Box, Boxes
from kg.samples.packages import missing

FONT = "STSong-Light"
"""A font that every reader of PDFs knows by name: no file is needed, and the bytes are the same everywhere."""
_A4 = (595.0, 842.0)
_MARGIN = 50.0
_PADDING = 2.5
_LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Printed:
    """A table ready to be printed: its boxes, the widths of its columns in points, and the size of its letters."""

    boxes: Boxes
    widths: tuple[float, ...]
    size: float
    over: tuple[str, ...] = ()
    """the lines over the table that are said again on each of its pages, left and right parted by a tab"""
    repeated: bool = True


@dataclass
class Press:
    """One PDF. `footer` is a text with a place for the number of the page; `turned` writes wide pages by rotation."""

    footer: str
    turned: bool
    wide: bool = False
    top: float = _MARGIN
    number: int = 0
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Any = None

    def __post_init__(self) -> None:
        try:
            from reportlab.pdfbase import pdfmetrics
            from reportlab.pdfbase.cidfonts import UnicodeCIDFont
            from reportlab.pdfgen.canvas import Canvas
        except ModuleNotFoundError as error:
            raise missing("pdf", "reportlab") from error
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas = Canvas(self.buffer, pagesize=_A4, invariant=1)
        self._begin()

    @property
    def width(self) -> float:
        """The width of the page as seen, in points."""
        return _A4[1] if self.wide else _A4[0]

    @property
    def height(self) -> float:
        """The height of the page as seen."""
        return _A4[0] if self.wide else _A4[1]

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * _MARGIN

    def bytes(self) -> bytes:
        """The finished file."""
        self._end()
        self.canvas.save()
        return self.buffer.getvalue()

    def new_page(self, wide: bool = False) -> None:
        """Ends the page, and begins one that stands or lies on its side."""
        self._end()
        self.wide = wide
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        self.top = _MARGIN
        turned = self.wide and self.turned
        # the library exchanges the sides of a page that it marks as rotated
        self.canvas.setPageSize((self.width, self.height))
        self.canvas.setPageRotation(90 if turned else 0)
        if turned:
            self.canvas.translate(_A4[0], 0)
            self.canvas.rotate(90)

    def _end(self) -> None:
        if self.footer:
            text = self.footer.format(self.number)
            self._text((self.width - wide(text, 9)) / 2, self.height - 28, text, 9)
        self.canvas.showPage()

    def _text(self, x: float, baseline: float, words: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - baseline, words)

    def _rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def left(self, needed: float) -> bool:
        """Whether so many points are left on the page."""
        return self.top + needed <= self.height - _MARGIN

    def line(self, words: str, size: float, centred: bool = False) -> None:
        """One line; text after a tab stands at the right margin."""
        if not self.left(size * 1.6):
            self.new_page(self.wide)
        first, _, last = words.partition("\t")
        x = (self.width - wide(first, size)) / 2 if centred else _MARGIN
        self._text(x, self.top + size, first, size)
        if last:
            self._text(self.width - _MARGIN - wide(last, size), self.top + size, last, size)
        self.top += size * 1.6

    def paragraph(self, words: str, size: float = 10.5) -> None:
        """Text over the whole width; its first line begins two characters further in."""
        for at, line in enumerate(wrapped(words, self.room, size, 2 * size)):
            if not self.left(size * 1.6):
                self.new_page(self.wide)
            self._text(_MARGIN + (2 * size if at == 0 else 0), self.top + size, line, size)
            self.top += size * 1.6

    def table(self, table: Printed) -> None:
        """A ruled table; where the page ends it goes on on the next, with its header again where it is repeated."""
        heights = _heights(table)
        header = table.boxes.header
        start = 0
        while start < table.boxes.rows:
            again = list(range(header)) if start and table.repeated else []
            if not self.left(
                sum(heights[row] for row in [*again, *range(start, min(start + header + 1, len(heights)))])
            ):
                self.new_page(self.wide)
            if start == 0 or table.repeated:
                for words in table.over:
                    self.line(words, table.size + 1)
            shown = [*again, start]
            tall = sum(heights[row] for row in shown)
            while shown[-1] + 1 < len(heights) and self.left(tall + heights[shown[-1] + 1]):
                shown.append(shown[-1] + 1)
                tall += heights[shown[-1]]
            self._draw(table, shown, heights)
            start = shown[-1] + 1
            if start < table.boxes.rows:
                self.new_page(self.wide)
        self.top += 6

    def _draw(self, table: Printed, shown: Sequence[int], heights: Sequence[float]) -> None:
        xs = _edges(_MARGIN, table.widths)
        ys = dict(zip(shown, _edges(self.top, [heights[row] for row in shown]), strict=False))
        bottom = self.top + sum(heights[row] for row in shown)
        for box in table.boxes.cells:
            rows = [row for row in range(box.row, box.row + box.rowspan) if row in ys]
            if not rows:
                continue
            y2 = ys[rows[-1]] + heights[rows[-1]]
            self._box(xs[box.column], ys[rows[0]], xs[box.column + box.colspan], y2)
            if rows[0] == box.row:
                self._words(box, table, xs[box.column], xs[box.column + box.colspan], (ys[rows[0]] + y2) / 2)
        self.top = bottom

    def _box(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._rule(x1, y1, x2, y1)
        self._rule(x1, y2, x2, y2)
        self._rule(x1, y1, x1, y2)
        self._rule(x2, y1, x2, y2)

    def _words(self, box: Box, table: Printed, x1: float, x2: float, middle: float) -> None:
        size = table.size
        lines = wrapped(box.text, x2 - x1 - 2 * _PADDING, size)
        first = middle - (len(lines) - 1) * size * _LEADING / 2 + size * 0.35
        for at, line in enumerate(lines):
            x = x2 - _PADDING - wide(line, size) if box.amount else x1 + _PADDING
            self._text(x, first + at * size * _LEADING, line, size)


def _edges(begin: float, sizes: Sequence[float]) -> list[float]:
    edges = [begin]
    for size in sizes:
        edges.append(edges[-1] + size)
    return edges


def _heights(table: Printed) -> list[float]:
    """The height of each row: what its tallest cell needs; a cell over several rows adds to the last what it lacks."""
    heights = [table.size * _LEADING + 2 * _PADDING] * table.boxes.rows
    for box in sorted(table.boxes.cells, key=lambda each: each.rowspan):
        width = sum(table.widths[box.column : box.column + box.colspan]) - 2 * _PADDING
        needed = len(wrapped(box.text, width, table.size)) * table.size * _LEADING + 2 * _PADDING
        rows = range(box.row, box.row + box.rowspan)
        lacking = needed - sum(heights[row] for row in rows)
        if lacking > 0:
            heights[rows[-1]] += lacking
    return heights


@lru_cache(maxsize=50_000)
def wide(words: str, size: float) -> float:
    """The width of words in points."""
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(words, FONT, size))


def wrapped(words: str, width: float, size: float, indent: float = 0) -> list[str]:
    """The words cut wherever the next character has no room, as office programs do with ideographs."""
    lines, room = [""], width - indent
    for character in words:
        needed = wide(character, size)
        if lines[-1] and needed > room:
            lines.append("")
            room = width
        lines[-1] += character
        room -= needed
    return lines if lines != [""] else []
