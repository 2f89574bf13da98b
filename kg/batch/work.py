"""The unit of work of a batch: one file to a file of N-Quads, wherever it is done; only a small row comes back."""

from __future__ import annotations

import hashlib
import json
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.batch.rows import FAILED, NEW, Row, Shard
from kg.batch.settings import Settings
from kg.errors import BadInput
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.records.model import Disclosure
from kg.records.succession import Office, office_of


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert: what people call it, where it stands, where its N-Quads go."""

    file: str
    path: Path
    shard: Path
    settings: Settings
    temporary: bool = False
    """it was unpacked for this run and goes when it is converted"""


def run(task: Task) -> Row | Shard:
    """Converts one file. Whatever is wrong with it, or with us, is told in its row, and the batch goes on."""
    begin = time.perf_counter()
    try:
        return _converted(task, begin)
    except BadInput as error:
        return Row(task.file, FAILED, seconds=time.perf_counter() - begin, error=str(error))
    except Exception as error:  # noqa: BLE001 - told with its trace; one document must not end a batch of thousands
        what = f"{task.file}: an internal error ({type(error).__name__}: {error}); please report it with the file"
        seconds = time.perf_counter() - begin
        return Row(task.file, FAILED, seconds=seconds, error=what, defect=True, trace=traceback.format_exc())


def _converted(task: Task, begin: float) -> Shard:
    settings = task.settings
    record = convert(task.path)
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
        ),
        path=task.shard,
        source=record.sha256,
        content=hashlib.sha256(data).hexdigest(),
        conversion=settings.fingerprint([task.path.name]),
        region=office.region if office else "",
        office=json.dumps(asdict(office), ensure_ascii=False, sort_keys=True) if office else "",
    )


def _write(path: Path, data: bytes) -> None:
    # whole or not at all: a worker that is killed is replaced by another that writes the same file
    part = path.with_name(f"{path.name}.{time.monotonic_ns()}")
    part.write_bytes(data)
    part.replace(path)


def _office(record: Disclosure) -> Office | None:
    return office_of(record.prose.department) if record.prose is not None else None


def office(told: str) -> Office:
    """The department again from the JSON of a shard or a mark."""
    found = json.loads(told)
    return Office(**{**found, "names": tuple(found["names"])})
