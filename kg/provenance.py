"""Where a printed thing stands in its file: page, line, characters or box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]
"""left, top, right, bottom in points, the origin at the page's upper left corner"""


@dataclass(frozen=True, slots=True)
class Span:
    """One unbroken run of characters of the source.

    `line` counts from 1 over the whole file (0 where the format has no lines); `start` and `end` are offsets in
    code points of the decoded text (-1 where the format has none); `page` counts from 1 (None where unknown).
    `within` is where it begins in the run that the reader found, of which it is a part: it tells two equal numbers of
    one line apart where the format has no offsets. `file` names the file where several make up one disclosure, and is
    empty where there is but one. `column` is the column of a sheet, counted from 1 (0 elsewhere). `optical`
    says that the characters were read from a picture and may be misread.
    """

    text: str
    line: int = 0
    start: int = -1
    end: int = -1
    page: int | None = None
    box: Box | None = None
    within: int = 0
    file: str = ""
    column: int = 0
    optical: bool = False

    def part(self, begin: int, end: int) -> Span:
        """Its characters from `begin` to `end`, in their place."""
        known = self.start >= 0
        return Span(
            self.text[begin:end],
            self.line,
            self.start + begin if known else -1,
            self.start + end if known else -1,
            self.page,
            self.box,
            self.within + begin,
            self.file,
            self.column,
            self.optical,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The place of one value: its spans in reading order (several where it was wrapped)."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The characters as printed, without the breaks between spans."""
        return "".join(span.text for span in self.spans)

    @property
    def line(self) -> int:
        """The line of the first span."""
        return self.spans[0].line if self.spans else 0

    @property
    def page(self) -> int | None:
        """The page of the first span."""
        return self.spans[0].page if self.spans else None

    @property
    def file(self) -> str:
        """The file of the first span, empty where the disclosure is one file."""
        return self.spans[0].file if self.spans else ""

    @property
    def optical(self) -> bool:
        """Whether any of it was read from a picture."""
        return any(span.optical for span in self.spans)

    def within(self, file: str) -> Source:
        """The same place, told to stand in a file."""
        return Source(tuple(replace(span, file=file) for span in self.spans))


def joined(sources: Iterable[Source]) -> Source:
    """The place of a value put together from several pieces."""
    return Source(tuple(span for source in sources for span in source.spans))
