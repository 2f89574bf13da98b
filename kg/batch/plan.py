"""What a batch has to do: files that the store already holds are known by their bytes before anything is converted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from kg.batch.entry import Entry
from kg.batch.rows import DUPLICATE, FAILED, UNCHANGED, Row
from kg.batch.settings import Settings
from kg.batch.work import Task
from kg.errors import BadInput, UnreadableFile
from kg.graph import iris
from kg.read.encoding import MAX_BYTES
from kg.store.embedded import EmbeddedStore
from kg.store.marks import Mark

_CHUNK = 1 << 20


class Plan:
    """Goes through the files of a batch once and says of each: to be converted, or already told."""

    def __init__(self, store: EmbeddedStore, settings: Settings, shards: Path) -> None:
        self._store = store
        self._settings = settings
        self._shards = shards
        self._numbers = count(1)
        self._first: dict[bytes, str] = {}
        self.unread = 0
        """files that could not be read: without their bytes nobody knows which document they are"""

    def items(self, entries: Iterable[Entry]) -> Iterator[Row | Task]:
        """One row or one task for each file, in their order."""
        for entry in entries:
            item = self._item(entry)
            if isinstance(item, Row):
                entry.discard()
            yield item

    def holds(self, source: str) -> bool:
        """Whether a file of these bytes came by."""
        return bytes.fromhex(source) in self._first

    def _item(self, entry: Entry) -> Row | Task:
        if entry.error is not None:
            self.unread += 1
            return Row(entry.file, FAILED, error=str(entry.error))
        try:
            sha256 = file_hash(entry.path, entry.file)
        except BadInput as error:
            self.unread += 1
            return Row(entry.file, FAILED, error=str(error))
        document = iris.document(sha256, self._settings.base)
        first = self._first.get(bytes.fromhex(sha256))
        if first is not None:
            return Row(entry.file, DUPLICATE, sha256, document, same_as=first)
        self._first[bytes.fromhex(sha256)] = entry.file
        mark = self._store.mark(document)
        if mark is not None and self._is_current(mark, sha256, entry.path.name):
            return _unchanged(entry.file, mark)
        shard = self._shards / f"{next(self._numbers):08d}.nq"
        return Task(entry.file, entry.path, shard, self._settings, entry.temporary)

    def _is_current(self, mark: Mark, sha256: str, name: str) -> bool:
        return mark.source == sha256 and mark.conversion == self._settings.fingerprint([name])


def _unchanged(file: str, mark: Mark) -> Row:
    facts, unplaced, findings = (int(each) for each in (mark.counts or "0 0 0").split())
    return Row(file, UNCHANGED, mark.source, mark.graph, 0.0, facts, unplaced, findings, mark.statements)


def file_hash(path: Path, shown: str) -> str:
    """The SHA-256 of a regular file of bearable size. Raises UnreadableFile."""
    try:
        if not path.is_file():
            raise UnreadableFile(shown, "there is no such file", "check the path")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(shown, f"the file is larger than {MAX_BYTES:,} bytes", "split it")
        digest = hashlib.sha256()
        with path.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        advice = "check the path and the permissions"
        raise UnreadableFile(shown, error.strerror or "the file cannot be read", advice) from error
    return digest.hexdigest()
