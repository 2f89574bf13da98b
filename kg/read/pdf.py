"""PDF bytes to pages of characters and ruling lines, one page in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from kg.errors import UnreadableFile
from kg.read.geometry import Page
from kg.read.optical import MAX_PAGES, optical_page
from kg.read.pdf_frame import as_seen
from kg.read.pdf_glyphs import read_glyphs
from kg.read.pdf_rules import read_drawings
from kg.read.pdfium import load_page, open_pdf

_FEW = 20
"""So few characters on a page with a picture are a stamp or a page number: the page itself is the picture."""


def pdf_pages(data: bytes, file_name: str, optical: bool = False) -> Iterator[Page]:
    """The pages of a PDF in order; with `optical` those that are pictures are read by an optical reader.

    Raises UnreadableFile when it is no PDF, encrypted, damaged or too large, or has too many pages to be read so, and
    BadArgument when the optical reader is not installed.
    """
    pictures = 0
    with closing(open_pdf(data, file_name)) as document:
        for index in range(len(document)):
            with closing(load_page(document, index, file_name)) as page:
                seen = read_page(page, index + 1)
                if optical and _is_picture(seen):
                    pictures += 1
                    if pictures > MAX_PAGES:
                        what = f"more than {MAX_PAGES} pages are pictures"
                        raise UnreadableFile(file_name, what, "split the file")
                    seen = optical_page(page, seen)
                yield seen


def _is_picture(page: Page) -> bool:
    return len(page.glyphs) < _FEW and bool(page.images)


def read_page(page: Any, number: int) -> Page:
    """One opened page, its number counted from 1."""
    frame, width, height = as_seen(page)
    drawings = read_drawings(page, frame)
    found = read_glyphs(page, frame, width, height, drawings.invisible_text)
    return Page(
        number=number,
        width=width,
        height=height,
        glyphs=found.glyphs,
        rules=tuple(drawings.rules),
        images=drawings.images,
        hidden=found.hidden,
        unmapped=found.unmapped,
        crowded=found.crowded or drawings.crowded,
    )
