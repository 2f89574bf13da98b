"""The pages of a PDF as pictures with what was recognised drawn over them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from kg.errors import BadArgument
from kg.overlay.marks import page_marks, understood
from kg.overlay.picture import drawing, drawn
from kg.read.pdf import read_page
from kg.read.pdfium import library, load_page, open_pdf
from kg.recognise.document import RecognisedDocument
from kg.records.model import Disclosure

DPI = 110
MAX_PIXELS = 40_000_000
MAX_PAGES = 300
_INCH = 72.0


def overlays(data: bytes, recognised: RecognisedDocument, record: Disclosure | None, dpi: int = DPI) -> Iterator[Any]:
    """A picture (of Pillow) for each page of the PDF in `data`, from which the records were made.

    Without a record (the document is no budget) the grid is drawn and every number is marked as not understood.
    Raises UnreadableFile as reading does, and BadArgument where there are more pages than are drawn, or Pillow is
    not installed.
    """
    drawing()
    name = recognised.document.file_name
    known = understood(recognised, record)
    with closing(open_pdf(data, name)) as pdf:
        if len(pdf) > MAX_PAGES:
            what = f"{len(pdf)} pages, the limit of an overlay is {MAX_PAGES}"
            raise BadArgument(name, what, "split the file and look at a part of it")
        for index in range(len(pdf)):
            with closing(load_page(pdf, index, name)) as page:
                seen = read_page(page, index + 1)
                scale = min(dpi / _INCH, (MAX_PIXELS / max(1.0, seen.width * seen.height)) ** 0.5)
                picture = page.render(scale=scale).to_pil().convert("RGB")
            yield drawn(picture, page_marks(seen, known), known.units)


def pdf_of(pictures: Iterable[Any], dpi: int = DPI) -> bytes:
    """A PDF with a page for each picture."""
    with closing(library.PdfDocument.new()) as pdf:
        for picture in pictures:
            packed = io.BytesIO()
            picture.save(packed, format="JPEG", quality=85)
            width, height = picture.width * _INCH / dpi, picture.height * _INCH / dpi
            image = library.PdfImage.new(pdf)
            image.load_jpeg(packed, inline=True)
            image.set_matrix(library.PdfMatrix().scale(width, height))
            page = pdf.new_page(width, height)
            page.insert_obj(image)
            page.gen_content()
            page.close()
        whole = io.BytesIO()
        pdf.save(whole)
        return whole.getvalue()


def png_of(picture: Any) -> bytes:
    """A picture as PNG."""
    packed = io.BytesIO()
    picture.save(packed, format="PNG")
    return packed.getvalue()
