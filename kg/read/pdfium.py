"""The one place that imports the PDF library, opens a file with it and turns its failures into ours."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw as pdfium_raw

from kg.errors import UnreadableFile
from kg.read.pdf_fallback import install

library: Any = pypdfium2
raw: Any = pdfium_raw
_STAND_IN = install(raw)  # kept alive: the library calls it while it reads

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 5000

_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024  # the standard's readers accept junk before the header


def open_pdf(data: bytes, file_name: str) -> Any:
    """The opened document; raises UnreadableFile when it is no PDF, broken, encrypted or too large.

    The library gets bytes, never a path, runs no scripts and opens no connection. It must not be used by two
    threads at once.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            file_name,
            f"a PDF of {len(data)} bytes, the limit is {MAX_BYTES}",
            "split it, or remove its pictures",
        )
    if _MAGIC not in data[:_MAGIC_WITHIN]:
        raise UnreadableFile(file_name, "not a PDF (no %PDF- at its beginning)", "check the file's real format")
    if _is_cut(data):
        # the library would repair it and give what is left, or an older version, without a word
        raise UnreadableFile(file_name, "a truncated PDF: its end is missing", "get the file again from its publisher")
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(file_name, error) from error
    if count == 0:
        document.close()
        raise UnreadableFile(file_name, "a PDF without pages", "get the file again from its publisher")
    if count > MAX_PAGES:
        document.close()
        raise UnreadableFile(file_name, f"a PDF of {count} pages, the limit is {MAX_PAGES}", "split the file")
    return document


def _is_cut(data: bytes) -> bool:
    """Whether the file has no end mark, or objects without one after the last mark."""
    end = data.rfind(b"%%EOF")
    return end < 0 or re.search(rb"\d\s+\d+\s+obj\b", data[end:]) is not None


def load_page(document: Any, index: int, file_name: str) -> Any:
    """One page by its index from 0; raises UnreadableFile when the file is broken at that place."""
    try:
        return document[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(
            f"{file_name}, page {index + 1}",
            "the page cannot be loaded",
            "get the file again from its publisher",
        ) from error


def _unreadable(file_name: str, error: Any) -> UnreadableFile:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return UnreadableFile(file_name, "an encrypted PDF", "save a copy without a password and use that")
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return UnreadableFile(file_name, "an encrypted PDF of an unknown kind", "save a copy without protection")
    return UnreadableFile(file_name, "a truncated or damaged PDF", "get the file again from its publisher")
