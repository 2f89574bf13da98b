"""Text to lines that remember where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import UnreadableFile
from kg.provenance import Source, Span
from kg.read.limits import LINES as MAX_LINES

_BREAK = re.compile(r"\r\n|\n|\r|\f")
_WHITE = " \t\v\u3000\xa0\ufeff\u2002\u2003\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its offset in the decoded text, its characters without the line end."""

    number: int
    start: int
    text: str
    page: int | None = None

    def span(self, begin: int, end: int) -> Span | None:
        """The characters from `begin` to `end` without white space around them, None where nothing is left."""
        piece = self.text[begin:end]
        left = len(piece) - len(piece.lstrip(_WHITE))
        core = piece.strip(_WHITE)
        if not core:
            return None
        first = self.start + begin + left
        return Span(core, self.number, first, first + len(core), self.page)

    def source(self) -> Source | None:
        """The place of the whole line."""
        span = self.span(0, len(self.text))
        return Source((span,)) if span else None


def split_lines(text: str, file_name: str = "the text") -> list[Line]:
    """The lines of a text; a form feed ends a line and, where there is any, begins a page.

    Raises UnreadableFile where there are more lines than are looked at.
    """
    count = sum(text.count(mark) for mark in "\n\r\f") - text.count("\r\n")
    if count > MAX_LINES:
        what = f"the file has {count:,} lines, more than the {MAX_LINES:,} that are read"
        raise UnreadableFile(file_name, what, "split it into one file a disclosure")
    lines: list[Line] = []
    paged = "\f" in text
    page = 1
    number = 1
    start = 0
    for found in _BREAK.finditer(text):
        lines.append(Line(number, start, text[start : found.start()], page if paged else None))
        start = found.end()
        if found.group() == "\f":
            page += 1
        else:
            number += 1
    if start < len(text):
        lines.append(Line(number, start, text[start:], page if paged else None))
    return lines
