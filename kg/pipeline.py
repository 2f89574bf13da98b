"""The way of a document through the rooms; the only module that knows their order."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import BadArgument, BadInput, NoForm, UnreadableFile
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.processes import process_pool
from kg.read import pdfium, sniff
from kg.read.encoding import MAX_BYTES
from kg.recognise.document import RecognisedDocument, recognise
from kg.records.build import disclosure
from kg.records.joining import Joining, holding, holding_of, joined, reading_order
from kg.records.model import Disclosure
from kg.tables.blocks import Document
from kg.tables.docx import docx_document
from kg.tables.html import html_document
from kg.tables.legacy import LEGACY, legacy_document
from kg.tables.pdf import pdf_document
from kg.tables.spreadsheet import xlsx_document
from kg.tables.text import text_document
from kg.tables.together import together

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
_HEAD = 1024
Item = Path | tuple[Path, ...]
"""One disclosure of a batch: its file, or the files that make it up."""


@dataclass(frozen=True, slots=True)
class Converted:
    """One disclosure of a batch, from one file or several: its records and its quads, or why there are none."""

    path: Path
    record: Disclosure | None
    nquads: str
    error: BadInput | None = None
    others: tuple[Path, ...] = ()
    """the other files of the disclosure, where several make it up"""


def read_document(path: Path, optical: bool = False) -> Document:
    """The blocks of a file; with `optical` pages of a PDF that are pictures are read by an optical reader."""
    data, name = file_bytes(path), shown_name(path)
    kind = sniff.media_type(data, name)
    reader = READERS.get(kind)
    if kind == sniff.PDF:
        return pdf_document(data, name, optical)
    if reader is None:
        raise UnreadableFile(name, f"files of the type {kind} are not read yet", "give the document as text")
    return reader(data, name)


def shown_name(path: Path) -> str:
    """The name of a file as text that can be written anywhere: one that is no UTF-8 is read as GB18030.

    >>> shown_name(Path("in/预算.txt"))
    '预算.txt'
    """
    data = os.fsencode(path.name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def file_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile where it is no ordinary file, too large, or cannot be read.

    A PDF may be larger than a text: its pages may be pictures.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile(path.name, "it is no ordinary file", "give a file")
        with path.open("rb") as handle:
            head = handle.read(_HEAD)
            limit = pdfium.MAX_BYTES if head.startswith(b"%PDF-") else MAX_BYTES
            data = head + handle.read(limit + 1 - len(head))
        if len(data) > limit:
            raise UnreadableFile(path.name, f"the file is larger than {limit:,} bytes", "split it")
        return data
    except OSError as error:
        advice = "check the path and the permissions"
        raise UnreadableFile(path.name, error.strerror or "the file cannot be read", advice) from error


def recognise_file(path: Path, optical: bool = False) -> RecognisedDocument:
    """The forms of a file, before amounts are placed."""
    return recognise(read_document(path, optical))


def convert(path: Path, optical: bool = False) -> Disclosure:
    """The records of a file. Raises BadInput where it cannot be read or is no budget disclosure.

    With `optical` pages of a PDF that are pictures are read by an optical reader: what it reads becomes a fact only
    where arithmetic confirms it.
    """
    return disclosure(recognise_file(path, optical))


def convert_together(paths: Sequence[Path], optical: bool = False) -> Disclosure:
    """The records of one disclosure whose text and tables were published as several files.

    Every source names its file; the document's hash is made of those of all files, and neither it nor the records
    depend on the order of `paths`. Raises BadInput where a file cannot be read, the same bytes are given twice, no
    form stands in any of the files, or a form stands in two of them.
    """
    documents = {path: read_document(path, optical) for path in paths}
    if len({document.sha256 for document in documents.values()}) < len(paths):
        what = "the same file is given twice as a part of one disclosure"
        raise BadArgument(" + ".join(path.name for path in paths), what, "name each part once")
    parts = reading_order([holding(path, recognise(document)) for path, document in documents.items()])
    return disclosure(recognise(together([documents[part.path] for part in parts])))


def joined_files(done: Sequence[Converted], optical: bool = False) -> Joining:
    """The files of a converted batch that make up one disclosure each, and what was left apart for want of proof.

    A file without any form, refused by itself, is read once more for what it says of itself.
    """
    holdings = []
    for each in done:
        if each.record is not None:
            holdings.append(holding_of(each.path, each.record))
        elif isinstance(each.error, NoForm):
            holdings.append(holding(each.path, recognise_file(each.path, optical)))
    return joined(holdings)


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
    items: Sequence[Item],
    base: str = iris.DATA,
    with_concepts: bool = True,
    contacts: bool = False,
    optical: bool = False,
) -> Iterator[Converted]:
    """Each file, or group of files, converted; what is wrong with one is told in its place, and the rest goes on.

    Contact persons and telephone numbers stay out of the quads unless `contacts` asks for them.
    """
    for item in items:
        path, *others = item if isinstance(item, tuple) else (item,)
        try:
            record = convert_together((path, *others), optical) if others else convert(path, optical)
            yield Converted(path, record, document_nquads(record, base, with_concepts, contacts), None, tuple(others))
        except BadInput as error:
            yield Converted(path, None, "", error, tuple(others))


def convert_parallel(
    items: Sequence[Item],
    workers: int,
    base: str = iris.DATA,
    with_concepts: bool = True,
    contacts: bool = False,
    optical: bool = False,
) -> Iterator[Converted]:
    """The same as `convert_all`, in the same order, by several processes; memory holds a few documents at a time.

    A process that dies (for want of memory, by a crash of a library) takes only its own document with it: those
    that were under way beside it are converted again, one by one, and the one that kills again is told as failed.
    """
    if workers < 2:
        yield from convert_all(items, base, with_concepts, contacts, optical)
        return
    one = partial(_convert_one, base=base, with_concepts=with_concepts, contacts=contacts, optical=optical)
    waiting = deque(items)
    while waiting:
        broken: list[Item] = []
        with process_pool(workers, __name__) as pool:
            yield from _in_order(pool, one, waiting, 2 * workers, broken)
        for item in broken:
            yield _alone(one, item)


def _convert_one(item: Item, base: str, with_concepts: bool, contacts: bool, optical: bool) -> Converted:
    return next(convert_all([item], base, with_concepts, contacts, optical))


def _in_order(
    pool: ProcessPoolExecutor,
    one: Callable[[Item], Converted],
    waiting: deque[Item],
    ahead: int,
    broken: list[Item],
) -> Iterator[Converted]:
    """Results in the order of the paths; ends where a process dies, with the paths then under way in `broken`."""
    running: deque[tuple[Item, Future[Converted]]] = deque()
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                running.append((waiting[0], pool.submit(one, waiting[0])))
                waiting.popleft()
            result = running[0][1].result()
            running.popleft()
            yield result
    except BrokenProcessPool:
        broken.extend(item for item, _ in running)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(one: Callable[[Item], Converted], item: Item) -> Converted:
    try:
        with process_pool(1, __name__) as pool:
            return pool.submit(one, item).result()
    except BrokenProcessPool:
        path, *others = item if isinstance(item, tuple) else (item,)
        what, advice = "the process that converted it died", "convert it by itself, with more memory"
        return Converted(path, None, "", UnreadableFile(path.name, what, advice), tuple(others))
