"""Glyphs to lines of text: one baseline, left to right, cut into runs where the gaps are wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.provenance import Box, Source, Span
from kg.read.geometry import Glyph

Run = tuple[Glyph, ...]
"""neighbouring glyphs of one line"""

_SAME_LINE = 0.35  # baselines nearer than this part of the font size are one line
_SAME_PLACE = 0.2  # the same character so near is drawn twice to look bold
_BLANK_LATIN = 0.2  # a gap between two half-width characters from which a blank is meant
_BLANK_WIDE = 0.6  # the same where a full-width character stands at one side
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]|[\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on one page, outside or inside a table."""

    page: int
    runs: tuple[Run, ...]

    @property
    def box(self) -> Box:
        """The smallest box around the line."""
        return box_of(glyph for run in self.runs for glyph in run)

    @property
    def size(self) -> float:
        """The usual height of its ideographs, close to the font size; of all characters where it has none.

        Latin fonts often claim a taller box than the ideographs of the same size beside them.
        """
        glyphs = [glyph for run in self.runs for glyph in run]
        heights = sorted([g.size for g in glyphs if is_wide(g.text)] or [g.size for g in glyphs])
        return heights[len(heights) // 2]

    @property
    def baseline(self) -> float:
        """The y of its first character's baseline."""
        return self.runs[0][0].baseline

    @property
    def text(self) -> str:
        """The line as printed, one blank between runs."""
        return " ".join(run_text(run) for run in self.runs)

    @property
    def source(self) -> Source:
        """A span for each run; all but the last end in the blank that stands for the gap."""
        last = len(self.runs) - 1
        return Source(
            tuple(
                Span(run_text(run) + (" " if index < last else ""), page=self.page, box=box_of(run))
                for index, run in enumerate(self.runs)
            )
        )


def box_of(glyphs: Iterable[Glyph]) -> Box:
    """The smallest box around the glyphs, to a hundredth of a point."""
    all_of_them = list(glyphs)
    return (
        round(min(g.left for g in all_of_them), 2),
        round(min(g.top for g in all_of_them), 2),
        round(max(g.right for g in all_of_them), 2),
        round(max(g.bottom for g in all_of_them), 2),
    )


def baseline_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs by line, from top to bottom and from left to right, each drawn once."""
    lines: list[list[Glyph]] = []
    start: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: (g.baseline, g.left)):
        if start is None or glyph.baseline - start.baseline > _SAME_LINE * min(start.size, glyph.size):
            lines.append([])
            start = glyph
        lines[-1].append(glyph)
    return [_once(sorted(line, key=lambda g: g.left)) for line in lines]


def runs_of(line: Sequence[Glyph], gap: float) -> Iterator[Run]:
    """The line cut wherever the distance between two glyphs is `gap` font sizes or more."""
    run: list[Glyph] = []
    for glyph in line:
        if run and glyph.left - run[-1].right >= gap * min(glyph.size, run[-1].size):
            yield tuple(run)
            run = []
        run.append(glyph)
    if run:
        yield tuple(run)


def run_text(run: Sequence[Glyph]) -> str:
    """The characters with a blank wherever the print shows one.

    Between half-width characters a fifth of the font size is a blank; beside an ideograph more than half of it,
    because typesetters set ideographs and figures a little apart.
    """
    parts: list[str] = []
    for before, glyph in zip((None, *run), run, strict=False):
        if before is not None and _is_blank_between(before, glyph):
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def is_wide(character: str) -> bool:
    """Whether it is an ideograph or a full-width sign."""
    return character >= "\u2e80" and bool(_WIDE.match(character))


def _is_blank_between(before: Glyph, after: Glyph) -> bool:
    gap, size = after.left - before.right, min(before.size, after.size)
    if gap < _BLANK_LATIN * size:
        return False
    needed = _BLANK_WIDE if is_wide(before.text) or is_wide(after.text) else _BLANK_LATIN
    return gap >= needed * size


def _once(line: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in line:
        near = _SAME_PLACE * glyph.size
        if not any(k.text == glyph.text and abs(k.left - glyph.left) < near for k in kept[-2:]):
            kept.append(glyph)
    return kept
