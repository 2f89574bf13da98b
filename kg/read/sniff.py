"""The format of a file by its content; its extension is only a hint."""

from __future__ import annotations

import re
from pathlib import PurePath

from kg.errors import UnreadableFile
from kg.read import ole
from kg.read.package import Package, not_a_package

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
XLS = "application/vnd.ms-excel"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
RTF = "application/rtf"
WORD_XML = "application/vnd.ms-word.2003+xml"
EXCEL_XML = "application/vnd.ms-excel.2003+xml"
HTML = "text/html"
TEXT = "text/plain"

_OLE_STREAMS = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS}
_OLE_EXTENSIONS = {".doc": DOC, ".wps": DOC, ".wpt": DOC, ".xls": XLS, ".et": XLS, ".ett": XLS}
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
_TAG = re.compile(
    r"<(!doctype\s+html|html|head|body|meta|title|style|script|link|table|div|center|p|h[1-6]|span|font)\b",
    re.IGNORECASE,
)
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"\x1f\x8b", "an archive"),
)
_ADVICE = {"a picture": "read its text into a PDF first", "an archive": "unpack it first"}


def media_type(data: bytes, file_name: str) -> str:
    """The media type of a file, one of the constants of this module.

    Raises UnreadableFile for an empty or encrypted file, an archive, a picture, or bytes nobody can name.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile(file_name, "the file is empty", "download it again")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(ole.MAGIC):
        return _ole_type(data, file_name)
    if data.startswith(b"PK"):
        return _zip_type(data, file_name)
    if _BIFF.match(data):
        return XLS
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableFile(file_name, f"the file is {kind}", _ADVICE[kind])
    return _text_type(data, file_name)


def _ole_type(data: bytes, file_name: str) -> str:
    if ole.stream_names(data, ("EncryptedPackage", "EncryptionInfo")):
        raise not_a_package(data, file_name)
    found = ole.stream_names(data, tuple(_OLE_STREAMS))
    for name, kind in _OLE_STREAMS.items():
        if name in found:
            return kind
    hinted = _OLE_EXTENSIONS.get(PurePath(file_name).suffix.lower())
    if hinted is None:
        raise UnreadableFile(
            file_name, "the OLE container holds neither a text nor a sheet", "save it as .docx or .xlsx"
        )
    return hinted


def _zip_type(data: bytes, file_name: str) -> str:
    package = Package(data, file_name)
    if "xl/workbook.bin" in package.names:
        return XLSB
    declared = (package.part("mimetype", 1024) or b"").decode("ascii", "replace").strip()
    if declared in (ODT, ODS):
        return declared
    types = package.part("[Content_Types].xml") or b""
    if b"wordprocessingml" in types:
        return DOCX
    if b"spreadsheetml" in types:
        return XLSX
    raise UnreadableFile(file_name, "the zip container is no office file", "unpack it first")


def _text_type(data: bytes, file_name: str) -> str:
    head = _head(data)
    if head.startswith("{\\rtf"):
        return RTF
    if "\0" in head:
        raise UnreadableFile(file_name, "the format cannot be told from the bytes", "save it as PDF, .docx or .xlsx")
    if head.startswith("<?xml"):
        if "Word.Document" in head or "schemas.microsoft.com/office/word/2003" in head:
            return WORD_XML
        if "Excel.Sheet" in head or "urn:schemas-microsoft-com:office:spreadsheet" in head.split("<html", 1)[0]:
            return EXCEL_XML
    if re.match(r"MIME-Version:", head, re.IGNORECASE) and "multipart/related" in head.lower():
        raise UnreadableFile(file_name, "the file is a web archive (MHTML)", "save it as .docx, .xlsx or .html")
    if "<html" in head.lower() or (head.startswith("<") and _TAG.search(head)):
        return HTML
    return TEXT


def _head(data: bytes) -> str:
    """The first characters, read well enough to see tags: any superset of ASCII, UTF-16 by its mark
    or its zeros.
    """
    start = data[:8192]
    if start.startswith(b"\xff\xfe") or (start[1:2] == b"\0" and start[3:4] == b"\0"):
        text = start.decode("utf-16-le", "replace")
    elif start.startswith(b"\xfe\xff") or (start[:1] == b"\0" and start[2:3] == b"\0"):
        text = start.decode("utf-16-be", "replace")
    else:
        text = start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return text.lstrip("\ufeff \t\r\n")
