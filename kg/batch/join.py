"""Files of a batch that make up one disclosure: their document takes the place of what they were by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.batch.entry import Entry
from kg.batch.plan import Plan, file_hash, unchanged
from kg.batch.register import Register
from kg.batch.rows import APART, FAILED, WITHDRAWN, Row
from kg.batch.work import Task
from kg.errors import BadInput
from kg.graph import iris
from kg.records.joining import joined
from kg.store.embedded import EmbeddedStore
from kg.tables.together import hash_of

Again = Callable[[], Iterable[Entry]]
"""Gives the files of the batch once more: those of archives are gone when they are converted."""


class Joining:
    """The groups of a batch: those of a list, then those that speak of one department, year and kind."""

    def __init__(self, store: EmbeddedStore, base: str, register: Register, plan: Plan) -> None:
        self._store = store
        self._base = base
        self._register = register
        self._plan = plan
        self.groups: list[tuple[str, ...]] = []
        self.doubts: list[Row] = []

    def find(self, listed: Sequence[tuple[Path, ...]]) -> None:
        """Decides which files belong together. Files of a list that cannot be read are told as failed."""
        for group in listed:
            try:
                self.groups.append(tuple(self._registered(path) for path in group))
            except BadInput as error:
                self.doubts.append(Row(str(group[0]), FAILED, error=str(error), files=tuple(map(str, group))))
        taken = {source for group in self.groups for source in group}
        for holdings in self._register.shared():
            found = joined(each for each in holdings if each.sha256 not in taken)
            self.groups += [tuple(path.name for path in group) for group in found.groups]
            for doubt in found.doubts:
                files = tuple(self._entry(path.name).file for path in doubt.paths)
                self.doubts.append(Row(files[0], APART, files=files, note=f"{doubt.why}; join them with --join"))

    def items(self, again: Again) -> Iterator[Row | Task]:
        """Each group: converted together, or told to stand in the store as it is."""
        back = self._unpacked_again({source for group in self.groups for source in group}, again)
        for group in self.groups:
            entries = [back.get(source) or self._entry(source) for source in group]
            whole = hash_of(group)
            self._register.add(whole)
            mark = self._plan.current(whole, [entry.path.name for entry in entries])
            if mark is not None:
                yield unchanged(entries[0].file, mark, tuple(entry.file for entry in entries))
                for entry in entries:
                    entry.discard()
            else:
                parts = tuple(sorted((source, self._register.told(source)) for source in group))
                yield self._plan.task(*entries, parts=parts)

    def settle(self) -> Iterator[Row]:
        """Withdraws what the files of each document that stands were by themselves."""
        for group in self.groups:
            if self._store.mark(iris.document(hash_of(group), self._base)) is None:
                continue
            for source in group:
                self._register.take(source)
                alone = iris.document(source, self._base)
                if self._store.holds(alone):
                    self._store.withdraw(alone)
                    yield Row(self._entry(source).file, WITHDRAWN, source, alone)

    def loose(self, prune: bool, again: Again) -> Iterator[Row | Task]:
        """Files of documents of several that are joined no more, each by itself; withdrawn is what they were.

        Where some files of a document are not in the batch it stays as it is, if nothing is to be pruned.
        """
        made = {iris.document(hash_of(group), self._base) for group in self.groups}
        gone: list[str] = []
        for whole, sources in self._register.parts():
            mark = self._store.mark(whole)
            if whole in made or mark is None:
                continue
            if prune or len(sources) == len(mark.parts):
                self._store.withdraw(whole)
                gone += sources
            else:
                self._register.add(mark.source)
                yield from (unchanged(self._entry(source).file, mark) for source in sources)
        back = self._unpacked_again(set(gone), again)
        yield from (self._plan.task(back.get(source) or self._entry(source)) for source in gone)

    def _registered(self, path: Path) -> str:
        source = file_hash(path, str(path))
        self._register.add(source, Entry(str(path), path))
        return source

    def _entry(self, source: str) -> Entry:
        entry = self._register.entry(source)
        if entry is None:
            raise KeyError(source)
        return entry

    def _unpacked_again(self, sources: set[str], again: Again) -> dict[str, Entry]:
        """The files of these that stood in archives, unpacked once more."""
        wanted = {source for source in sources if self._entry(source).temporary}
        found: dict[str, Entry] = {}
        for entry in again() if wanted else ():
            source = file_hash(entry.path, entry.file) if entry.temporary and entry.error is None else ""
            if source in wanted and source not in found:
                found[source] = entry
            else:
                entry.discard()
        return found
