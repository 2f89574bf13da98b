"""A picture of one PDF page with the recognised grid drawn over it, to see what was understood."""

from __future__ import annotations

import io
from contextlib import closing
from typing import Any

from kg.errors import BadArgument
from kg.read.pdf import read_page
from kg.read.pdfium import load_page, open_pdf
from kg.tables.blocks import Document
from kg.tables.grid import Grid
from kg.tables.page_table import PageTable
from kg.tables.ruled import page_layout

DPI = 110
MAX_PIXELS = 40_000_000

_INCH = 72.0
_EDGE = (214, 39, 40)
_TEXT = (31, 119, 180)
_LABEL = (148, 103, 189)


def pdf_overlay(data: bytes, document: Document, page_number: int, dpi: int = DPI) -> bytes:
    """The page (counted from 1) as PNG: red the cells, blue the text read in them, and each cell's row and column.

    Rows and columns are those of the joined grids of `document`, which must have been read from the same bytes.
    Raises BadArgument when the page does not exist, UnreadableFile as reading does, and BadArgument when the
    optional drawing library (Pillow) is not installed.
    """
    draw_module = _drawing_library()
    with closing(open_pdf(data, document.file_name)) as pdf:
        if not 1 <= page_number <= len(pdf):
            raise BadArgument(f"page {page_number}", f"the document has {len(pdf)} pages", "choose one of them")
        with closing(load_page(pdf, page_number - 1, document.file_name)) as page:
            seen = read_page(page, page_number)
            scale = min(dpi / _INCH, (MAX_PIXELS / max(1.0, seen.width * seen.height)) ** 0.5)
            image = page.render(scale=scale).to_pil().convert("RGB")
    canvas = draw_module.Draw(image)
    labels = _positions(document, page_number)
    for table in page_layout(seen).tables:
        _draw_table(canvas, table, labels, scale)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    return buffer.getvalue()


def _drawing_library() -> Any:
    try:
        from PIL import ImageDraw
    except ImportError as error:
        raise BadArgument("the overlay", "Pillow is not installed", "install budget-kg[overlay]") from error
    return ImageDraw


def _positions(document: Document, page_number: int) -> dict[tuple[float, float], str]:
    """For the upper left corner of each piece of text on the page the cell it was read into."""
    found: dict[tuple[float, float], str] = {}
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    for number, grid in enumerate(grids, start=1):
        for row, column, cell in grid.cells():
            for span in cell.source.spans:
                if span.page == page_number and span.box is not None:
                    found[span.box[0], span.box[1]] = f"{number}:{row},{column}"
    return found


def _draw_table(canvas: Any, table: PageTable, labels: dict[tuple[float, float], str], scale: float) -> None:
    canvas.rectangle([v * scale for v in table.box], outline=_EDGE, width=3)
    for (row, column), cell in table.cells.items():
        left, top, right, bottom = table.box_of(row, column)
        canvas.rectangle([v * scale for v in (left, top, right, bottom)], outline=_EDGE, width=2)
        for span in cell.source.spans:
            if span.box is not None:
                canvas.rectangle([v * scale for v in span.box], outline=_TEXT)
                label = labels.get((span.box[0], span.box[1]))
                if label:
                    canvas.text((left * scale + 3, top * scale + 2), label, fill=_LABEL)
