"""Formats are told by content, whatever the extension says."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
import xlwt

from kg.errors import UnreadableFile
from kg.read import sniff
from tests.tables.office_files import ole_container, saved_docx, saved_xlsx, zipped


def _xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, 1)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


CASES = {
    "pdf": (b"\n%PDF-1.7\n", sniff.PDF),
    "docx": (saved_docx(docx.Document()), sniff.DOCX),
    "xlsx": (saved_xlsx(openpyxl.Workbook()), sniff.XLSX),
    "xls": (_xls(), sniff.XLS),
    "xls before OLE": (b"\x09\x08\x10\x00\x00\x06", sniff.XLS),
    "doc": (ole_container("WordDocument"), sniff.DOC),
    "ods": (zipped({"mimetype": sniff.ODS}), sniff.ODS),
    "odt": (zipped({"mimetype": sniff.ODT}), sniff.ODT),
    "xlsb": (zipped({"xl/workbook.bin": "x"}), sniff.XLSB),
    "rtf": (b"{\\rtf1 a}", sniff.RTF),
    "Word 2003": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', sniff.WORD_XML),
    "Excel 2003": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><a/>', sniff.EXCEL_XML),
    "html": (b"<!DOCTYPE html><p>a", sniff.HTML),
    "html in GBK": ("<html><p>预算".encode("gbk"), sniff.HTML),
    "html in UTF-16": ("\ufeff<html><p>预算".encode("utf-16-le"), sniff.HTML),
    "xhtml": (b'<?xml version="1.0"?>\n<html xmlns="x">', sniff.HTML),
    "Excel as html": (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', sniff.HTML),
    "bare table": (b"<table><tr><td>1", sniff.HTML),
    "text": ("部门预算\n一、收入 <100".encode(), sniff.TEXT),
    "text in GBK": ("部门预算".encode("gbk"), sniff.TEXT),
}


@pytest.mark.parametrize("extension", ["", ".pdf", ".docx", ".xls", ".html", ".doc", ".txt"])
@pytest.mark.parametrize("case", CASES)
def test_the_content_decides(case: str, extension: str) -> None:
    data, expected = CASES[case]
    assert sniff.media_type(data, f"file{extension}") == expected


@pytest.mark.parametrize(("name", "expected"), [("a.WPS", sniff.DOC), ("a.et", sniff.XLS)])
def test_an_ole_container_without_known_streams_goes_by_its_extension(name: str, expected: str) -> None:
    assert sniff.media_type(ole_container("Unknown"), name) == expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\0 \n\0", "empty"),
        (ole_container("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (ole_container("PowerPoint Document"), "neither a text nor a sheet"),
        (zipped({"a.txt": "b"}), "no office file"),
        (b"\x89PNG\r\n\x1a\n12", "a picture"),
        (b"Rar!\x1a", "an archive"),
        (b"\x01\x02\x00\x01" * 9, "cannot be told"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
        (b"PK\x03\x04broken", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what) as refused:
        sniff.media_type(data, "file.xyz")
    assert refused.value.where == "file.xyz"
    assert refused.value.advice
