"""The way of a document through the rooms; the only module that knows their order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
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


def convert_parallel(
    paths: Sequence[Path], workers: int, base: str = iris.DATA, with_concepts: bool = True, contacts: bool = False
) -> Iterator[Converted]:
    """The same as `convert_all`, in the same order, by several processes; memory holds a few documents at a time.

    A process that dies (for want of memory, by a crash of a library) takes only its own document with it: those
    that were under way beside it are converted again, one by one, and the one that kills again is told as failed.
    """
    if workers < 2:
        yield from convert_all(paths, base, with_concepts, contacts)
        return
    one = partial(_convert_one, base=base, with_concepts=with_concepts, contacts=contacts)
    waiting = deque(paths)
    while waiting:
        broken: list[Path] = []
        with _pool(workers) as pool:
            yield from _in_order(pool, one, waiting, 2 * workers, broken)
        for path in broken:
            yield _alone(one, path)


def _convert_one(path: Path, base: str, with_concepts: bool, contacts: bool) -> Converted:
    return next(convert_all([path], base, with_concepts, contacts))


def _in_order(
    pool: ProcessPoolExecutor,
    one: Callable[[Path], Converted],
    waiting: deque[Path],
    ahead: int,
    broken: list[Path],
) -> Iterator[Converted]:
    """Results in the order of the paths; ends where a process dies, with the paths then under way in `broken`."""
    running: deque[tuple[Path, Future[Converted]]] = deque()
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                running.append((waiting[0], pool.submit(one, waiting[0])))
                waiting.popleft()
            result = running[0][1].result()
            running.popleft()
            yield result
    except BrokenProcessPool:
        broken.extend(path for path, _ in running)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(one: Callable[[Path], Converted], path: Path) -> Converted:
    try:
        with _pool(1) as pool:
            return pool.submit(one, path).result()
    except BrokenProcessPool:
        what, advice = "the process that converted it died", "convert it by itself, with more memory"
        return Converted(path, None, "", UnreadableFile(path.name, what, advice))


def _pool(workers: int) -> ProcessPoolExecutor:
    # not by fork: the store that the parent has open keeps threads, and a fork would copy their locks
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker ends when the process that started it is killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
