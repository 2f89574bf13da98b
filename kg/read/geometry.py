"""A page as geometry: glyphs and ruling lines in points, the origin at the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.provenance import Box


class Glyph(NamedTuple):
    """One printed character, never a blank; a tuple because a document has 100,000 of them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float

    @property
    def size(self) -> float:
        """The height of the character's box, close to the font size."""
        return self.bottom - self.top

    @property
    def box(self) -> Box:
        """The character's box, as wide as its advance."""
        return (self.left, self.top, self.right, self.bottom)


class Rule(NamedTuple):
    """A straight ruling line: horizontal at y = `at` from x = `start` to `end`, or vertical at x = `at`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page as seen: rotation and cropping are already applied; `number` counts from 1.

    `images` counts the pictures on it, `hidden` the characters drawn invisibly and left out, `unmapped` those
    whose meaning the file does not tell.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    images: int = 0
    hidden: int = 0
    unmapped: int = 0
    crowded: bool = False
    """more drawings or characters than a page may have: the rest was left out"""
    optical: bool = False
    """whether the page is a picture, its characters read by an optical reader"""
    doubtful: int = 0
    """pieces of text of which the optical reader was not sure"""
