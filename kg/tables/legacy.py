"""Old office files (.doc, .wps, .et, .xls, OpenDocument, RTF) to blocks, through the readers of the
new formats.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from kg.errors import UnreadableFile
from kg.read import sniff
from kg.read.libreoffice import converted
from kg.tables.blocks import Document
from kg.tables.docx import docx_document
from kg.tables.spreadsheet import xls_document, xlsx_document

_TEXTS = {sniff.DOC: "doc", sniff.ODT: "odt", sniff.RTF: "rtf", sniff.WORD_XML: "xml"}
_SHEETS = {sniff.ODS: "ods", sniff.XLSB: "xlsb", sniff.EXCEL_XML: "xml"}

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
    document = read(converted(data, file_name, *formats), file_name)
    return replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind,
        notices=(*document.notices, "converted by LibreOffice; places count in the converted file"),
    )
