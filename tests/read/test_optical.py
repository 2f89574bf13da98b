"""Pieces of text that an optical reader gives become characters; without the reader it is said what to install."""

from __future__ import annotations

import sys

import pytest

from kg.errors import BadArgument, UnreadableFile
from kg.layout.lines import run_text
from kg.read import optical, pdf
from kg.read.optical import Piece, glyphs_of
from kg.tables.pdf import pdf_document
from tests.pdf_maker import PdfMaker
from tests.pictures import scanned


def printed(text: str, box: tuple[float, float, float, float] = (100, 50, 300, 80)) -> str:
    return run_text(tuple(glyphs_of(Piece(box, text, 1.0), 0.36)))


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("1,333,000", "1,333,000"), ("1, 333,000", "1,333,000"), ("12 .50", "12.50"), ("教育支出", "教育支出"),
        ("12.50 13.40", "12.50 13.40"), ("205 教育支出", "205教育支出"), ("", ""),
    ],
)  # fmt: skip
def test_characters_keep_their_order_and_two_numbers_stay_two(read: str, kept: str) -> None:
    assert printed(read).replace(" 教", "教") == kept


def test_characters_stand_within_their_box_in_points() -> None:
    glyphs = list(glyphs_of(Piece((100, 50, 300, 80), "支出12.50", 1.0), 0.36))
    assert [glyph.text for glyph in glyphs] == list("支出12.50")
    assert abs(glyphs[0].left - 36) < 1e-9
    assert abs(glyphs[-1].right - 108) < 1e-9
    assert all(18 <= glyph.top < glyph.bottom <= 28.8 for glyph in glyphs)
    assert abs((glyphs[0].right - glyphs[0].left) - 2 * (glyphs[-1].right - glyphs[-1].left)) < 1e-9


def picture_pdf(pages: int = 1) -> bytes:
    maker = PdfMaker(width=200, height=100)
    for number in range(pages):
        maker.rule(20, 50, 180, 50)
        if number < pages - 1:
            maker.new_page()
    return scanned(maker.bytes(), dpi=40)


def test_a_picture_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFile, match=r"without a text layer.*--ocr"):
        pdf_document(picture_pdf(), "scan.pdf")


def test_without_the_reader_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    optical._engine.cache_clear()
    with pytest.raises(BadArgument, match=r"the optical reader is not installed; install budget-kg\[ocr\]"):
        pdf_document(picture_pdf(), "scan.pdf", optical=True)
    optical._engine.cache_clear()


def test_too_many_pictures_are_refused_before_they_take_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rapidocr")
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(UnreadableFile, match="more than 1 pages are pictures; split the file"):
        pdf_document(picture_pdf(pages=2), "scan.pdf", optical=True)


def test_an_empty_picture_gives_no_text_and_says_so() -> None:
    pytest.importorskip("rapidocr")
    with pytest.raises(UnreadableFile, match="without a text layer"):
        pdf_document(picture_pdf(), "scan.pdf", optical=True)
