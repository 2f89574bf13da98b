"""The way of a document through the rooms; the only module that knows their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadArgument, BadInput, UnreadableFile
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.read import sniff
from kg.read.encoding import MAX_BYTES
from kg.recognise.document import RecognisedDocument, recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure
from kg.tables.blocks import Document
from kg.tables.docx import docx_document
from kg.tables.html import html_document
from kg.tables.legacy import LEGACY, legacy_document
from kg.tables.pdf import pdf_document
from kg.tables.spreadsheet import xlsx_document
from kg.tables.text import text_document

ENDINGS = frozenset(
    {".txt", ".text", ".htm", ".html", ".docx", ".xlsx", ".xlsm", ".doc", ".wps", ".rtf", ".odt"}
    | {".xls", ".et", ".ods", ".pdf"}
)
"""The endings of files that a folder is searched for; what a file is, its content says."""
READERS: Mapping[str, Callable[[bytes, str], Document]] = {
    sniff.PDF: pdf_document,
    sniff.TEXT: text_document,
    sniff.HTML: html_document,
    sniff.DOCX: docx_document,
    sniff.XLSX: xlsx_document,
    sniff.PDF: pdf_document,
    **dict.fromkeys(LEGACY, legacy_document),
}
"""The reader of each media type."""


@dataclass(frozen=True, slots=True)
class Converted:
    """One file of a batch: its disclosure and its quads, or why there are none."""

    path: Path
    record: Disclosure | None
    nquads: str
    error: BadInput | None = None


def read_document(path: Path) -> Document:
    """The blocks of a file."""
    data = _bytes(path)
    kind = sniff.media_type(data, path.name)
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableFile(path.name, f"files of the type {kind} are not read yet", "give the document as text")
    return reader(data, path.name)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(path.name, f"the file is larger than {MAX_BYTES:,} bytes", "split it")
        return path.read_bytes()
    except OSError as error:
        advice = "check the path and the permissions"
        raise UnreadableFile(path.name, error.strerror or "the file cannot be read", advice) from error


def recognise_file(path: Path) -> RecognisedDocument:
    """The forms of a file, before amounts are placed."""
    return recognise(read_document(path))


def convert(path: Path) -> Disclosure:
    """The records of a file. Raises BadInput where it cannot be read or is no budget disclosure."""
    return disclosure(recognise_file(path))


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those inside the folders named, sorted; hidden files are left out."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
            files.extend(sorted(each for each in inside if each.suffix.lower() in ENDINGS))
        elif path.exists():
            files.append(path)
        else:
            raise BadArgument(str(path), "there is no such file or folder", "check the path")
    return list(dict.fromkeys(files))


def convert_all(
    paths: Sequence[Path], base: str = iris.DATA, with_concepts: bool = True, contacts: bool = False
) -> Iterator[Converted]:
    """Each file converted; what is wrong with one is told in its place, and the rest goes on.

    Contact persons and telephone numbers stay out of the quads unless `contacts` asks for them.
    """
    for path in paths:
        try:
            record = convert(path)
            yield Converted(path, record, document_nquads(record, base, with_concepts, contacts))
        except BadInput as error:
            yield Converted(path, None, "", error)
