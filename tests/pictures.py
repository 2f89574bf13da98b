"""Pages as pictures: a scan of a document, made by rendering its pages and putting the pictures into a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2
from PIL import Image

from tests.pdf_maker import PdfMaker


def scanned(data: bytes, pages: Iterable[int] | None = None, dpi: int = 200, turned: float = 0) -> bytes:
    """The pages (from 0, all where none are named) of a PDF as pictures in a PDF, turned by so many degrees."""
    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        for number in range(len(source)) if pages is None else pages:
            page = source[number]
            picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            if turned:
                picture = picture.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor="white")
            packed = io.BytesIO()
            picture.save(packed, format="JPEG", quality=88)
            image = pypdfium2.PdfImage.new(target)
            image.load_jpeg(packed, inline=True)
            image.set_matrix(pypdfium2.PdfMatrix().scale(page.get_width(), page.get_height()))
            copy = target.new_page(page.get_width(), page.get_height())
            copy.insert_obj(image)
            copy.gen_content()
        whole = io.BytesIO()
        target.save(whole)
        return whole.getvalue()


def has_chinese_font() -> bool:
    """Whether two ideographs look different when they are rendered here; without a font both are squares."""
    shown = []
    for word in "一龍":
        maker = PdfMaker(width=40, height=40)
        maker.text(10, 30, word, 20)
        with pypdfium2.PdfDocument(maker.bytes()) as pdf:
            shown.append(pdf[0].render(scale=2).to_pil().tobytes())
    return shown[0] != shown[1]
