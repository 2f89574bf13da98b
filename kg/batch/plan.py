"""What a batch has to do: files that the store already holds are known by their bytes before anything is converted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from pathlib import Path

from kg.batch.entry import Entry
from kg.batch.register import Register
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
    """Goes through the files of a batch once and says of each: to be converted, or already told.

    Files in `together` are listed as parts of a disclosure and wait for the others, as do those that are a part of a
    document of the store.
    """

    def __init__(
        self, store: EmbeddedStore, settings: Settings, register: Register, shards: Path, together: Collection[Path]
    ) -> None:
        self._store = store
        self._settings = settings
        self._register = register
        self._shards = shards
        self._together = together
        self._numbers = count(1)
        self.unread = 0
        """files that could not be read: without their bytes nobody knows which document they are"""

    def items(self, entries: Iterable[Entry]) -> Iterator[Row | Task]:
        """One row or one task for each file, in their order; none for one that waits for others."""
        for entry in entries:
            item = self._item(entry)
            if not isinstance(item, Task):
                entry.discard()
            if item is not None:
                yield item

    def task(self, *entries: Entry, parts: tuple[tuple[str, str], ...] = ()) -> Task:
        """The conversion of a disclosure from its files."""
        return Task(
            entries[0].file,
            tuple(entry.path.absolute() for entry in entries),
            self._shards / f"{next(self._numbers):08d}.nq",
            self._settings,
            tuple(entry.path.absolute() for entry in entries if entry.temporary),
            tuple(entry.file for entry in entries) if len(entries) > 1 else (),
            parts,
        )

    def current(self, source: str, names: Iterable[str]) -> Mark | None:
        """The mark of the document made from these bytes under these names, if the store holds it as it would be."""
        mark = self._store.mark(iris.document(source, self._settings.base))
        wanted = self._settings.fingerprint([*names])
        return mark if mark is not None and (mark.source, mark.conversion) == (source, wanted) else None

    def _item(self, entry: Entry) -> Row | Task | None:
        if entry.error is not None:
            self.unread += 1
            return Row(entry.file, FAILED, error=str(entry.error))
        try:
            sha256 = file_hash(entry.path, entry.file)
        except BadInput as error:
            self.unread += 1
            return Row(entry.file, FAILED, error=str(error))
        first = self._register.entry(sha256)
        if first is not None:
            return Row(
                entry.file, DUPLICATE, sha256, iris.document(sha256, self._settings.base), same_as=first.file
            )  # fmt: skip
        self._register.add(sha256, entry)
        if (self._together and entry.path.resolve() in self._together) or self._is_part(sha256):
            return None
        mark = self.current(sha256, [entry.path.name])
        if mark is not None:
            self._register.hold(sha256, mark.holding)
            return unchanged(entry.file, mark)
        return self.task(entry)

    def _is_part(self, sha256: str) -> bool:
        """Whether the store holds a document, as this program makes it, of which this file is a part."""
        for whole in self._store.wholes(sha256):
            if whole.graph.startswith(self._settings.base) and whole.conversion.startswith(self._settings.key()):
                self._register.hold(sha256, dict(whole.parts)[sha256])
                self._register.add_part(whole.graph, sha256)
                return True
        return False


def unchanged(file: str, mark: Mark, files: tuple[str, ...] = ()) -> Row:
    """The row of a document that the store holds as it is."""
    facts, unplaced, findings = (int(each) for each in (mark.counts or "0 0 0").split())
    document = (mark.source, mark.graph)
    return Row(file, UNCHANGED, *document, 0.0, facts, unplaced, findings, mark.statements, files=files)


def file_hash(path: Path, shown: str) -> str:
    """The SHA-256 of a regular file of bearable size. Raises UnreadableFile."""
    try:
        if not path.is_file():
            raise UnreadableFile(shown, "it is no regular file", "check the path")
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
