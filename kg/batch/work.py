"""The unit of work of a batch: one file to a file of N-Quads, wherever it is done; only a small row comes back."""

from __future__ import annotations

import hashlib
import json
import time
import traceback
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.batch.room import no_room
from kg.batch.rows import FAILED, NEW, Row, Shard
from kg.batch.settings import Settings
from kg.errors import BadInput, NoForm
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert, convert_together, recognise_file
from kg.records.joining import Holding, holding, holding_of
from kg.records.model import Disclosure
from kg.records.succession import Office, office_of


@dataclass(frozen=True, slots=True)
class Task:
    """A disclosure to convert: the files that make it up, what people call the first, where its N-Quads go."""

    file: str
    paths: tuple[Path, ...]
    shard: Path
    settings: Settings
    unpacked: tuple[Path, ...] = ()
    """files that were unpacked for this run and go when it is converted"""
    files: tuple[str, ...] = ()
    """what people call the files, where there are several"""
    parts: tuple[tuple[str, str], ...] = ()
    """hash and holding of each file, where there are several"""


class _NoRoom(Exception):
    """What was converted could not be put down."""


def run(task: Task) -> Row | Shard:
    """Converts one file. Whatever is wrong with it, or with us, is told in its row, and the batch goes on."""
    begin = time.perf_counter()
    try:
        return _converted(task, begin)
    except NoForm as error:
        row = Row(task.file, FAILED, seconds=time.perf_counter() - begin, error=str(error), files=task.files)
        return _bare(task, row) if len(task.paths) == 1 else row
    except BadInput as error:
        seconds = time.perf_counter() - begin
        return Row(task.file, FAILED, seconds=seconds, error=str(error), files=task.files)
    except _NoRoom as error:
        seconds = time.perf_counter() - begin
        return Row(task.file, FAILED, seconds=seconds, error=f"{task.file}: {error}", files=task.files)
    except Exception as error:  # noqa: BLE001 - told with its trace; one document must not end a batch of thousands
        what = f"{task.file}: an internal error ({type(error).__name__}: {error}); please report it with the file"
        seconds = time.perf_counter() - begin
        return Row(task.file, FAILED, seconds=seconds, error=what, defect=True, trace=traceback.format_exc())


def _converted(task: Task, begin: float) -> Shard:
    settings = task.settings
    alone = len(task.paths) == 1
    record = convert(task.paths[0], settings.ocr) if alone else convert_together(task.paths, settings.ocr)
    names = [path.name for path in task.paths]
    data = document_nquads(record, settings.base, with_concepts=False, contacts=settings.contacts).encode()
    _write(task.shard, data)
    office = _office(record)
    return Shard(
        Row(
            task.file,
            NEW,
            record.sha256,
            iris.document(record.sha256, settings.base),
            time.perf_counter() - begin,
            len(record.facts),
            len(record.unplaced),
            len(record.findings),
            data.count(b"\n"),
            files=task.files,
            holding=holding_json(holding_of(task.paths[0], record)) if alone else "",
        ),
        path=task.shard,
        source=record.sha256,
        content=hashlib.sha256(data).hexdigest(),
        conversion=settings.fingerprint(names),
        region=office.region if office else "",
        office=json.dumps(asdict(office), ensure_ascii=False, sort_keys=True) if office else "",
        parts=task.parts,
    )


def _bare(task: Task, row: Row) -> Row:
    """With what a file without any form says of itself: it may be the text to the tables of another file."""
    found = holding(task.paths[0], recognise_file(task.paths[0], task.settings.ocr))
    return replace(row, sha256=found.sha256, holding=holding_json(found))


def holding_json(found: Holding) -> str:
    """What decides which files belong together, as JSON; empty where the file does not say whose it is."""
    if found.key is None:
        return ""
    told = [found.department, found.year, found.kind, found.scope, sorted(found.forms)]
    return json.dumps(told, ensure_ascii=False)


def _write(path: Path, data: bytes) -> None:
    # whole or not at all: a worker that is killed is replaced by another that writes the same file
    part = path.with_name(f"{path.name}.{time.monotonic_ns()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise _NoRoom(str(no_room(path.parent, error))) from error


def _office(record: Disclosure) -> Office | None:
    return office_of(record.prose.department) if record.prose is not None else None


def office(told: str) -> Office:
    """The department again from the JSON of a shard or a mark."""
    found = json.loads(told)
    return Office(**{**found, "names": tuple(found["names"])})
