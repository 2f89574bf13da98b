"""Broken and malicious files: a clear refusal or a document, in bounded time, and never anything else."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.read import limits
from kg.tables.blocks import Document
from kg.tables.docx import docx_document
from kg.tables.html import html_document
from kg.tables.spreadsheet import xls_document, xlsx_document
from tests.tables.office_files import (
    Put,
    docx_table,
    html_table,
    ole_container,
    only_grid,
    outline,
    raw_docx,
    raw_xlsx,
    shape,
    xlsx_table,
    zipped,
)

TABLE = [[Put("项目"), Put("预算数")], [Put("甲"), Put(1.5, shown="1.50")]]
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
Reader = Callable[[bytes, str], Document]


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for r, row in enumerate(TABLE):
        for c, put in enumerate(row):
            sheet.write(r, c, put.value)
    sheet.write_merge(3, 4, 0, 1, "注")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def _whole(kind: str) -> tuple[bytes, Reader]:
    made: dict[str, tuple[Callable[[], bytes], Reader]] = {
        "docx": (lambda: docx_table(TABLE), docx_document),
        "xlsx": (lambda: xlsx_table(TABLE), xlsx_document),
        "html": (lambda: html_table(TABLE), html_document),
        "xls": (_xls, xls_document),
    }
    write, read = made[kind]
    return write(), read


def _outcome(read: Reader, data: bytes) -> Document | None:
    """The document, or None where the file was refused; anything else fails the test."""
    try:
        return read(data, "file")
    except UnreadableFile:
        return None


@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls", "html"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_cut_and_damaged_files(kind: str, data: st.DataObject) -> None:
    whole, read = _whole(kind)
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 8))):
        if broken:
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    _outcome(read, bytes(broken))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "xls"])
def test_a_file_cut_in_the_middle_is_refused(kind: str) -> None:
    whole, read = _whole(kind)
    with pytest.raises(UnreadableFile, match=r"damaged|cut short"):
        read(whole[: len(whole) // 2], "file")


@pytest.mark.parametrize("read", [docx_document, xlsx_document])
def test_encrypted_office_files_are_refused(read: Reader) -> None:
    with pytest.raises(UnreadableFile, match="encrypted") as refused:
        read(ole_container("EncryptionInfo", "EncryptedPackage"), "a.docx")
    assert "password" in refused.value.advice


def test_an_old_format_under_a_new_name_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableFile, match="old binary Office format"):
        docx_document(ole_container("WordDocument"), "a.docx")


def test_an_encrypted_zip_member_is_refused() -> None:
    data = bytearray(raw_docx("<w:p/>"))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            data[at + offset] |= 1
    with pytest.raises(UnreadableFile, match="encrypted"):
        docx_document(bytes(data), "a.docx")


@pytest.mark.parametrize("prologue", [BOMB, OUTSIDE])
@pytest.mark.parametrize(("make", "read"), [(raw_docx, docx_document), (raw_xlsx, xlsx_document)])
def test_document_types_and_entities_are_refused(make: Callable[..., bytes], read: Reader, prologue: str) -> None:
    with pytest.raises(UnreadableFile, match="document type or entities"):
        read(make("", prologue=prologue), "a")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_entity_bomb_in_another_encoding_is_refused(encoding: str) -> None:
    part = ("\ufeff" + BOMB + "<a>&c;</a>").encode(encoding)
    with pytest.raises(UnreadableFile, match="document type or entities"):
        docx_document(zipped({"word/document.xml": part}), "a.docx")


def test_entities_of_a_web_page_are_not_expanded() -> None:
    for prologue in (BOMB, OUTSIDE):
        page = html_document(f"{prologue}<p>&a;&c;</p>".encode(), "a.html")
        assert outline(page)[-1] == "&a;&c;"


@pytest.mark.parametrize("part", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(part: str) -> None:
    size = max(limits.TREE_BYTES, limits.STREAM_BYTES) + 1
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw_docx("") if part.startswith("word") else raw_xlsx(""))) as small:
        kept = {name: small.read(name) for name in small.namelist() if name != part}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in kept.items():
            package.writestr(name, content)
        with package.open(part, "w", force_zip64=True) as stream:
            for _ in range(size // 2**20 + 1):
                stream.write(b" " * 2**20)
    read = docx_document if part.startswith("word") else xlsx_document
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="unpacks to more"):
        read(target.getvalue(), "bomb")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20


def test_a_part_of_wild_ratio_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="unpacks to more"):
        docx_document(raw_docx(" " * (limits.RATIO_FROM + 1)), "a.docx")


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(raw_docx("<w:p/>" * 5000))
    at = data.rfind(b"PK\x01\x02")
    while data[at + 46 : at + 63] != b"word/document.xml":
        at = data.rfind(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(UnreadableFile, match="damaged"):
        docx_document(bytes(data), "a.docx")


def test_a_container_of_countless_members_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for number in range(limits.MEMBERS + 1):
            package.writestr(str(number), "")
    with pytest.raises(UnreadableFile, match=f"holds {limits.MEMBERS + 1} files"):
        docx_document(target.getvalue(), "a.docx")


@pytest.mark.parametrize("span", ["1000000000", "99999999999999999999999", "-5", "two", ""])
def test_absurd_spans_change_no_table(span: str) -> None:
    page = f"<table><tr><td colspan='{span}'>甲<td rowspan='{span}'>1</table>"
    assert shape(only_grid(html_document(page.encode(), "a.html"))) == [[("甲", 1, 1), ("1", 1, 1)]]
    row = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    row += "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    assert outline(docx_document(raw_docx(f"<w:tbl>{row}</w:tbl>"), "a.docx")) == [[["甲", "1"]]]


def test_a_sheet_of_two_far_corners_is_small() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>'
    document = xlsx_document(raw_xlsx(rows, after=merges), "a.xlsx")
    assert outline(document) == ["表", "1", "2"]


@pytest.mark.parametrize("address", ["ZZZ1", "A9999999"])
def test_cells_outside_every_sheet_are_refused(address: str) -> None:
    with pytest.raises(UnreadableFile, match="more cells"):
        xlsx_document(raw_xlsx(f'<row><c r="{address}"><v>1</v></c></row>'), "a.xlsx")


def test_countless_merged_ranges_are_refused() -> None:
    merges = '<mergeCell ref="A1:B1"/>' * (limits.MERGES + 1)
    with pytest.raises(UnreadableFile, match="merged ranges"):
        xlsx_document(raw_xlsx("", after=f"<mergeCells>{merges}</mergeCells>"), "a.xlsx")


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<b x>", "<span>"])
def test_a_web_page_nested_too_deep_is_refused(tag: str) -> None:
    with pytest.raises(UnreadableFile, match="too deep"):
        html_document((tag * 100_000 + "1").encode(), "a.html")


@pytest.mark.parametrize("depth", [20, 60, 100_000])
def test_nested_word_tables_are_read_or_refused(depth: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>1</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    document = _outcome(docx_document, raw_docx(body))
    assert (document is None) == (depth > 80)
    if document is not None:
        assert outline(document) == ["1"]


def test_deep_runs_and_content_controls_are_read_or_refused() -> None:
    for opening, closing in (
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:ins>", "</w:ins></w:p>"),
    ):
        for depth in (100, 100_000):
            _outcome(docx_document, raw_docx(opening * depth + closing * depth))


def test_a_page_of_countless_cells_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="absurdly many"):
        html_document(b"<table>" + b"<td>" * (limits.CELLS + 1), "a.html")


def test_a_page_beyond_the_size_limit_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too large"):
        html_document(b" " * (limits.PAGE_BYTES + 1), "a.html")


@pytest.mark.parametrize("read", [docx_document, xlsx_document, xls_document, html_document])
@pytest.mark.parametrize("data", [b"", b"\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xff\xff\xff" * 99])
def test_nonsense_is_refused(read: Reader, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(data, "file")
