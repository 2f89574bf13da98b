"""The stand-in font is a font that another library can open, and every ideograph of it has an extent."""

from __future__ import annotations

import io

import pytest

from kg.read.pdf_fallback import square_font


def test_the_stand_in_gives_every_character_an_extent() -> None:
    fonts = pytest.importorskip("PIL.ImageFont", reason="Pillow opens the font")
    font = fonts.truetype(io.BytesIO(square_font()), 20)
    for character in "一国龙A0￥𠀀":
        left, top, right, bottom = font.getbbox(character)
        assert right - left >= 16
        assert bottom - top >= 14
