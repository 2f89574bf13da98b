"""Old office files (.doc, .wps, .et, .xls, OpenDocument, RTF) to blocks, through the readers of the
new formats.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from kg.errors import UnreadableFile
from kg.read import sniff
from kg.read.libreoffice import converted
from kg.read.package import Package
from kg.tables.blocks import Document
from kg.tables.docx import docx_document
from kg.tables.spreadsheet import xls_document, xlsx_document

_TEXTS = {sniff.DOC: "doc", sniff.ODT: "odt", sniff.RTF: "rtf", sniff.WORD_XML: "xml"}
_SHEETS = {sniff.ODS: "ods", sniff.XLSB: "xlsb", sniff.EXCEL_XML: "xml"}

_ROW_END = re.compile(rb"(?:[\x00-\xff][\x4e-\x9f]|[0-9.]\x00)\x07\x00\x07\x00")
"""in the UTF-16 text of a .doc: an ideograph or a figure, the end of its cell, the end of the row"""

LEGACY = frozenset({*_TEXTS, *_SHEETS, sniff.XLS})
"""The media types that `legacy_document` reads."""


def legacy_document(data: bytes, file_name: str) -> Document:
    """The blocks of a file in an old office format, told by its content.

    Binary Excel and WPS workbooks are read directly; the others are converted by LibreOffice, and
    places count in the converted file. The hash and media type are those of the file itself. Raises
    UnreadableFile where LibreOffice is missing or makes nothing of the file, or the format is none of
    these.
    """
    kind = sniff.media_type(data, file_name)
    if kind == sniff.XLS:
        return xls_document(data, file_name)
    if kind in _TEXTS:
        return _through(data, file_name, kind, (_TEXTS[kind], "docx"), docx_document)
    if kind in _SHEETS:
        return _through(data, file_name, kind, (_SHEETS[kind], "xlsx"), xlsx_document)
    raise UnreadableFile(file_name, f"it is no old office file but {kind}", "read it as what it is")


def _through(
    data: bytes,
    file_name: str,
    kind: str,
    formats: tuple[str, str],
    read: Callable[[bytes, str], Document],
) -> Document:
    modern = converted(data, file_name, *formats)
    if kind == sniff.DOC:
        _refuse_lost_tables(data, modern, file_name)
    document = read(modern, file_name)
    return replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind,
        notices=(*document.notices, "converted by LibreOffice; places count in the converted file"),
    )


def _refuse_lost_tables(data: bytes, modern: bytes, file_name: str) -> None:
    """UnreadableFile where a .doc has rows of cells and the converted file has no table at all.

    LibreOffice does that where a table ends the text, and the amounts of neighbouring cells grow together.
    """
    document = Package(modern, file_name).part("word/document.xml") or b""
    if _ROW_END.search(data) and b"<w:tbl>" not in document:
        raise UnreadableFile(
            file_name, "LibreOffice loses its tables", "open it in an office program and save it as .docx"
        )
