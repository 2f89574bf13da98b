"""PDF bytes to pages: geometry as seen, and clear errors for what cannot be read."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import textwrap
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from kg.errors import UnreadableFile
from kg.read.geometry import Page
from kg.read.pdf import pdf_pages
from kg.read.pdfium import MAX_PAGES
from kg.tables.blocks import Paragraph
from kg.tables.lattice import MAX_RULES
from kg.tables.pdf import pdf_document
from tests.pdf_maker import PdfMaker


def one_page(maker: PdfMaker) -> Page:
    (page,) = pdf_pages(maker.bytes(), "made.pdf")
    return page


def words(page: Page) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def test_glyphs_stand_where_they_were_drawn() -> None:
    maker = PdfMaker()
    maker.text(100, 200, "预算12", 10)
    page = one_page(maker)
    assert words(page) == "预算12"
    first, second = page.glyphs[:2]
    assert (first.left, first.baseline) == (pytest.approx(100, abs=0.1), pytest.approx(200, abs=0.1))
    assert second.left == pytest.approx(110, abs=0.1)
    assert first.top < 200 < first.bottom + 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_seen(turn: int) -> None:
    maker = PdfMaker(width=600, height=400)
    canvas = maker.canvas
    # what is drawn is turned the other way, so that the page as seen reads upright
    canvas.saveState()
    if turn == 90:
        canvas.translate(600, 0)
    elif turn == 180:
        canvas.translate(600, 400)
    else:
        canvas.translate(0, 400)
    canvas.rotate(turn)
    canvas.setFont("STSong-Light", 10)
    seen_height = 400 if turn == 180 else 600
    canvas.drawString(50, seen_height - 80, "收入总计")
    canvas.line(50, seen_height - 100, 250, seen_height - 100)
    canvas.restoreState()
    (page,) = pdf_pages(maker.bytes().replace(b"/Rotate 0", b"/Rotate %d" % turn), "made.pdf")
    assert (round(page.width), round(page.height)) == ((600, 400) if turn == 180 else (400, 600))
    assert words(page) == "收入总计"
    assert [g.left for g in page.glyphs] == pytest.approx([50, 60, 70, 80], abs=0.1)
    assert {round(g.baseline) for g in page.glyphs} == {80}
    (rule,) = page.rules
    assert rule.horizontal
    assert (rule.at, rule.start, rule.end) == pytest.approx((100, 50, 250), abs=0.1)


def test_every_way_to_draw_a_line_is_a_rule() -> None:
    maker = PdfMaker()
    canvas = maker.canvas
    canvas.line(50, 700, 200, 700)
    canvas.rect(50, 600, 150, 0.5, stroke=0, fill=1)
    canvas.rect(50, 500, 150, 40, stroke=1, fill=0)
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.line(50, 450, 200, 450)
    rules = one_page(maker).rules
    horizontal = sorted(round(842 - r.at) for r in rules if r.horizontal)
    assert horizontal == [500, 540, 600, 700]
    assert sorted(round(r.at) for r in rules if not r.horizontal) == [50, 200]


def test_lines_inside_a_form_object_are_found() -> None:
    maker = PdfMaker()
    maker.canvas.beginForm("stamp")
    maker.canvas.line(0, 0, 100, 0)
    maker.canvas.endForm()
    maker.canvas.translate(40, 300)
    maker.canvas.doForm("stamp")
    (rule,) = one_page(maker).rules
    assert (rule.at, rule.start, rule.end) == pytest.approx((542, 40, 140), abs=0.1)


def test_invisible_text_is_left_out_and_counted() -> None:
    maker = PdfMaker()
    text = maker.canvas.beginText(50, 700)
    text.setFont("STSong-Light", 10)
    text.setTextRenderMode(3)
    text.textOut("一二三")
    text.setTextRenderMode(0)
    text.textOut("四五")
    maker.canvas.drawText(text)
    page = one_page(maker)
    assert words(page) == "四五"
    assert page.hidden == 3


def test_text_outside_the_page_is_left_out_and_counted() -> None:
    maker = PdfMaker()
    maker.text(50, 100, "页内")
    maker.text(50, 900, "页外文字")
    page = one_page(maker)
    assert words(page) == "页内"
    assert page.hidden == 4


def test_a_lone_ideograph_of_a_font_that_is_nowhere_is_read() -> None:
    maker = PdfMaker()
    for index, character in enumerate("类款项一"):
        maker.text(50 + 40 * index, 100, character)
    assert words(one_page(maker)) == "类款项一"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04 something else", "not a PDF"),
        (b"%PDF-1.7\nnothing follows", "truncated"),
        (b"%PDF-1.7\nnothing follows\n%%EOF", "truncated or damaged"),
    ],
)
def test_what_is_no_pdf_says_so(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        pdf_document(data, "x.pdf")
    assert caught.value.where == "x.pdf"
    assert caught.value.advice


def test_an_encrypted_file_says_so() -> None:
    maker = PdfMaker(encrypt=StandardEncryption("secret", "owner"))
    maker.text(50, 50, "预算")
    with pytest.raises(UnreadableFile, match="encrypted"):
        pdf_document(maker.bytes(), "locked.pdf")


def test_a_truncated_file_gives_an_error() -> None:
    maker = PdfMaker()
    for page in range(5):
        maker.text(50, 50, f"第{page}部分预算")
        maker.new_page()
    data = maker.bytes()
    for part in (0.2, 0.5, 0.9):
        with pytest.raises(UnreadableFile, match="truncated"):
            pdf_document(data[: int(len(data) * part)], "cut.pdf")


def test_an_update_cut_off_is_not_read_as_the_version_before_it() -> None:
    maker = PdfMaker()
    maker.text(50, 50, "预算总计100.00万元")
    whole = maker.bytes()
    assert pdf_document(whole, "whole.pdf").blocks[0].text == "预算总计100.00万元"
    with pytest.raises(UnreadableFile, match="its end is missing"):
        pdf_document(whole + b"\n9 0 obj\n<< /Length 12 >>", "cut.pdf")


def test_pictures_without_text_say_so() -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow makes the picture").new("RGB", (40, 40), "grey")
    picture = io.BytesIO()
    image.save(picture, "PNG")
    maker = PdfMaker()
    maker.canvas.drawImage(ImageReader(picture), 50, 50)
    with pytest.raises(UnreadableFile, match="without a text layer"):
        pdf_document(maker.bytes(), "scan.pdf")


def test_too_many_pages_are_refused() -> None:
    maker = PdfMaker()
    for _ in range(MAX_PAGES + 1):
        maker.new_page()
    with pytest.raises(UnreadableFile, match="the limit is"):
        pdf_document(maker.bytes(), "long.pdf")


def test_two_thousand_pages_need_little_memory() -> None:
    maker = PdfMaker()
    for page in range(2000):
        maker.text(50, 60, f"第{page}段：预算总计{page}.00万元。")
        maker.new_page()
    data = maker.bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pages = sum(1 for _ in pdf_pages(data, "long.pdf"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert pages == 2000
    assert after - before < 60_000  # kilobytes


def test_hostile_actions_open_and_write_nothing(tmp_path: object) -> None:
    maker = PdfMaker()
    maker.text(50, 60, "预算总计100.00万元")
    maker.canvas.linkURL("http://192.0.2.1/steal", (0, 0, 595, 842))
    data = maker.bytes().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/true) >>")
    program = """
        import sys
        from kg.tables.pdf import pdf_document
        data = sys.stdin.buffer.read()
        pdf_document(data, "warm.pdf")
        def guard(event, args):
            if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.spawn")):
                raise RuntimeError(event)
            if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
                raise RuntimeError(str(args))
        sys.addaudithook(guard)
        print(pdf_document(data, "x.pdf").blocks[0].text)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().strip() == "预算总计100.00万元"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=30))
def test_damaged_bytes_give_a_document_or_a_clear_error(damage: list[tuple[int, int]]) -> None:
    data = bytearray(small_form())
    for place, value in damage:
        data[place % len(data)] = value
    try:
        read = pdf_document(bytes(data), "damaged.pdf")
    except UnreadableFile as error:
        told = error.where
    else:
        told = read.file_name
    assert told.startswith("damaged.pdf")


@cache
def small_form() -> bytes:
    maker = PdfMaker()
    maker.table([["项目", "预算数"], ["教育支出", "1,234.56"], ["合计", "1,234.56"]], [100, 80])
    return maker.bytes()


def test_a_page_with_more_lines_than_are_looked_at_says_so() -> None:
    maker = PdfMaker()
    maker.text(50, 820, "预算总计100.00万元")
    path = maker.canvas.beginPath()
    for n in range(MAX_RULES + 1):
        if n % 300 == 0:
            maker.canvas.drawPath(path)
            path = maker.canvas.beginPath()
        path.moveTo(5, 5 + n % 800)
        path.lineTo(50, 5 + n % 800)
    maker.canvas.drawPath(path)
    made = pdf_document(maker.bytes(), "crowded.pdf")
    assert [block.text for block in made.blocks if isinstance(block, Paragraph)] == ["预算总计100.00万元"]
    assert any("no table was looked for" in notice for notice in made.notices)


def test_a_page_crowded_with_lines_is_read_in_bounded_time() -> None:
    maker = PdfMaker()
    maker.text(50, 820, "预算总计100.00万元")
    for n in range(30_000):
        x, y = 5 + (n * 7) % 580, 5 + (n * 13) % 800
        maker.rule(x, y, x + (9 if n % 2 else 0), y + (0 if n % 2 else 9))
    data = maker.bytes()
    start = time.perf_counter()
    texts = [block.text for block in pdf_document(data, "crowded.pdf").blocks if isinstance(block, Paragraph)]
    assert time.perf_counter() - start < 20
    assert texts == ["预算总计100.00万元"]
