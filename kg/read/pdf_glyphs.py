"""The printed characters of one PDF page with their boxes and baselines."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.read.geometry import Glyph
from kg.read.pdf_frame import Matrix, apply
from kg.read.pdfium import raw

MAX_GLYPHS = 60_000
"""characters read from one page; a dense A3 page of a budget has some 5,000"""

_INVISIBLE_MODE = 3
_PLAIN = range(0x3001, 0xE000)  # neither blanks nor control characters nor look-alikes
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # the library's marks for a hyphen at the end of a line
_NO_MEANING = {0x00, 0xFFFD, 0xFFFF}
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙龟",
)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What was read from one page, and how much was left out."""

    glyphs: tuple[Glyph, ...]
    hidden: int
    unmapped: int
    crowded: bool


def read_glyphs(page: Any, frame: Matrix, width: float, height: float, look_for_hidden: bool) -> Glyphs:
    """The characters of the page in the file's own order, without blanks and without invisible ones.

    `look_for_hidden` asks for each character how it is drawn, which is slow: say so only for pages that have
    invisible text at all.
    """
    textpage = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(textpage.raw)
        place = _placer(textpage.raw, frame)
        glyphs: list[Glyph] = []
        hidden = unmapped = 0
        for index, text in _characters(textpage.raw, min(count, MAX_GLYPHS)):
            glyph = place(index, text)
            seen = glyph is not None and _on_page(glyph, width, height)
            if glyph is None or not seen or (look_for_hidden and _is_invisible(textpage.raw, index)):
                hidden += 1
                continue
            unmapped += text == "\ufffd"
            glyphs.append(glyph)
        return Glyphs(tuple(glyphs), hidden, unmapped, count > MAX_GLYPHS)
    finally:
        textpage.close()


def canonical(text: str) -> str:
    """The ordinary ideograph for a radical or a compatibility form that only looks like it.

    >>> canonical("\\u2f00"), canonical("\\u2ed4"), canonical("\uff11")
    ('一', '门', '１')
    """
    code = ord(text[0])
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", text)
    return text.translate(_RADICALS) if 0x2E80 <= code <= 0x2EFF else text


def _characters(textpage: Any, count: int) -> Iterator[tuple[int, str]]:
    unicode_of, is_generated = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated
    high = 0
    for index in range(count):
        code = unicode_of(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else 0xFFFD, 0
        if code in _HYPHENS:
            yield index, _HYPHENS[code]
        elif is_generated(textpage, index) == 1:
            continue
        elif code in _NO_MEANING:
            yield index, "\ufffd"
        elif code in _PLAIN:
            yield index, chr(code)
        elif not (chr(code).isspace() or unicodedata.category(chr(code)) in ("Cc", "Cf")):
            yield index, canonical(chr(code))


def _placer(textpage: Any, frame: Matrix) -> Callable[[int, str], Glyph | None]:
    """A function that gives the glyph of an index; it uses its buffers again, being called for every character."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    get_box, get_origin = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin

    def place(index: int, text: str) -> Glyph | None:
        if not get_box(textpage, index, box):
            return None
        get_origin(textpage, index, x, y)
        x1, y1 = apply(frame, box.left, box.top)
        x2, y2 = apply(frame, box.right, box.bottom)
        if x1 > x2:
            x1, x2 = x2, x1
        if y1 > y2:
            y1, y2 = y2, y1
        return Glyph(text, x1, y1, x2, y2, apply(frame, x.value, y.value)[1])

    return place


def _on_page(glyph: Glyph, width: float, height: float) -> bool:
    across, down = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return 0 <= across <= width and 0 <= down <= height


def _is_invisible(textpage: Any, index: int) -> bool:
    drawn_by = raw.FPDFText_GetTextObject(textpage, index)
    return bool(drawn_by) and raw.FPDFTextObj_GetTextRenderMode(drawn_by) == _INVISIBLE_MODE
