"""PDF bytes to pages of characters and ruling lines, one page in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from kg.read.geometry import Page
from kg.read.pdf_frame import as_seen
from kg.read.pdf_glyphs import read_glyphs
from kg.read.pdf_rules import read_drawings
from kg.read.pdfium import load_page, open_pdf


def pdf_pages(data: bytes, file_name: str) -> Iterator[Page]:
    """The pages of a PDF in order; UnreadableFile when it is no PDF, encrypted, damaged or too large."""
    with closing(open_pdf(data, file_name)) as document:
        for index in range(len(document)):
            with closing(load_page(document, index, file_name)) as page:
                yield read_page(page, index + 1)


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
