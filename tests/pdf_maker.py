"""Makes small PDFs for the tests: text, ruling lines and tables that break over pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
PADDING = 3.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Spans = Mapping[tuple[int, int], tuple[int, int]]
"""for the first row and column of a merged cell how many rows and columns it covers"""


class PdfMaker:
    """A PDF under construction; y counts downwards from the top of the page, as in the reader."""

    def __init__(self, width: float = 595, height: float = 842, margin: float = 50, **options: object) -> None:
        self.width, self.height, self.margin = width, height, margin
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=(width, height), **options)
        self.top = margin

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()

    def new_page(self) -> None:
        self.canvas.showPage()
        self.top = self.margin

    def text(self, x: float, baseline: float, words: str, size: float = 10) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - baseline, words)

    def centred(self, baseline: float, words: str, size: float = 10) -> None:
        self.text((self.width - wide(words, size)) / 2, baseline, words, size)

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def paragraph(self, words: str, size: float = 10) -> None:
        """Text over the whole width with its first line indented by two characters."""
        for index, line in enumerate(wrapped(words, self.width - 2 * self.margin, size, 2 * size)):
            self.text(self.margin + (2 * size if index == 0 else 0), self.top + size, line, size)
            self.top += 1.5 * size

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        size: float = 9,
        header: int = 0,
        spans: Spans | None = None,
        least_height: float = 16,
    ) -> None:
        """A ruled table; where the page ends it goes on on the next one, with its first `header` rows again."""
        lines = [self._row_lines(row, r, widths, size, spans or {}) for r, row in enumerate(rows)]
        heights = [
            max(least_height, self._most_lines(row, r, spans or {}) * size * 1.2 + 2 * PADDING)
            for r, row in enumerate(lines)
        ]
        start = 0
        while start < len(rows):
            shown = ([*range(header)] if start else []) + [start]
            while (
                shown[-1] + 1 < len(rows)
                and self.top + sum(heights[r] for r in shown) + heights[shown[-1] + 1] <= self.height - self.margin
            ):
                shown.append(shown[-1] + 1)
            self._draw([lines[r] for r in shown], [heights[r] for r in shown], widths, size, spans or {})
            start = shown[-1] + 1
            if start < len(rows):
                self.new_page()

    def _row_lines(
        self, row: Sequence[str], r: int, widths: Sequence[float], size: float, spans: Spans
    ) -> list[list[str]]:
        found = []
        for c, words in enumerate(row):
            _, across = spans.get((r, c), (1, 1))
            found.append(wrapped(words, sum(widths[c : c + across]) - 2 * PADDING, size))
        return found

    def _most_lines(self, row: Sequence[Sequence[str]], r: int, spans: Spans) -> int:
        """The lines of the fullest cell; one that covers several rows shares its lines out among them."""
        return max(-(-len(cell) // spans.get((r, c), (1, 1))[0]) for c, cell in enumerate(row))

    def _draw(
        self,
        rows: Sequence[Sequence[Sequence[str]]],
        heights: Sequence[float],
        widths: Sequence[float],
        size: float,
        spans: Spans,
    ) -> None:
        xs = [self.margin + sum(widths[:c]) for c in range(len(widths) + 1)]
        ys = [self.top + sum(heights[:r]) for r in range(len(heights) + 1)]
        covered = {
            (r + i, c + j): (r, c)
            for (r, c), (tall, across) in spans.items()
            for i in range(tall)
            for j in range(across)
        }
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                own = covered.get((r, c), (r, c))
                if r == 0 or covered.get((r - 1, c), (r - 1, c)) != own:
                    self.rule(xs[c], ys[r], xs[c + 1], ys[r])
                if c == 0 or covered.get((r, c - 1), (r, c - 1)) != own:
                    self.rule(xs[c], ys[r], xs[c], ys[r + 1])
                tall, _ = spans.get((r, c), (1, 1))
                middle = (ys[r] + ys[min(r + tall, len(rows))]) / 2
                first = middle - (len(cell) - 1) * size * 0.6 + size * 0.35
                for index, line in enumerate(cell):
                    self.text(xs[c] + PADDING, first + index * size * 1.2, line, size)
        self.rule(xs[0], ys[-1], xs[-1], ys[-1])
        self.rule(xs[-1], ys[0], xs[-1], ys[-1])
        self.top = ys[-1]


def wide(words: str, size: float) -> float:
    """The width of the words in points."""
    return float(pdfmetrics.stringWidth(words, FONT, size))


def wrapped(words: str, width: float, size: float, indent: float = 0) -> list[str]:
    """The words cut wherever the next character has no room, as office programs do with ideographs."""
    lines = [""]
    for character in words:
        room = width - (indent if len(lines) == 1 else 0)
        if lines[-1] and wide(lines[-1] + character, size) > room:
            lines.append("")
        lines[-1] += character
    return lines if lines != [""] else []
