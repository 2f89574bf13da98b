"""The files of a batch that came by, kept on disk: memory does not grow with the batch."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kg.batch.entry import Entry
from kg.batch.rows import Row
from kg.records.joining import Holding

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE file (source TEXT PRIMARY KEY, name TEXT, path BLOB, temporary INTEGER) WITHOUT ROWID;
CREATE TABLE holding (key TEXT, source TEXT, told TEXT);
CREATE INDEX by_key ON holding (key);
CREATE INDEX by_source ON holding (source);
CREATE TABLE aside (source TEXT PRIMARY KEY, line BLOB);
CREATE TABLE part (whole TEXT, source TEXT);
"""


_HELD = "SELECT source, told FROM holding WHERE key = ? GROUP BY source ORDER BY MIN(rowid)"


class Register:
    """What a batch has seen; a source is the hash of a file's bytes, or of those of several files."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "register.sqlite", isolation_level=None)
        self._base.executescript(_TABLES)

    def close(self) -> None:
        """Closes its file."""
        self._base.close()

    def add(self, source: str, entry: Entry | None = None) -> None:
        """A file came by, or a document of several was made."""
        name, path = (entry.file, os.fsencode(entry.path)) if entry else ("", b"")
        temporary = entry is not None and entry.temporary
        self._base.execute("INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?)", (source, name, path, temporary))

    def entry(self, source: str) -> Entry | None:
        """The file of these bytes that came by first."""
        found = self._base.execute("SELECT name, path, temporary FROM file WHERE source = ?", (source,)).fetchone()
        return None if found is None else Entry(found[0], Path(os.fsdecode(found[1])), bool(found[2]))

    def hold(self, source: str, told: str) -> None:
        """What a file holds, as JSON."""
        holding = held(source, told)
        if holding is not None and holding.key is not None:
            self._base.execute("INSERT INTO holding VALUES (?, ?, ?)", (repr(holding.key), source, told))

    def told(self, source: str) -> str:
        """What a file holds, as JSON again; empty where it does not say whose it is."""
        found = self._base.execute("SELECT told FROM holding WHERE source = ?", (source,)).fetchone()
        return "" if found is None else str(found[0])

    def shared(self) -> Iterator[list[Holding]]:
        """The holdings of files that speak of the same disclosure, where there are several."""
        keys = "SELECT key FROM holding GROUP BY key HAVING COUNT(DISTINCT source) > 1 ORDER BY MIN(rowid)"
        for (key,) in self._base.execute(keys).fetchall():
            rows = self._base.execute(_HELD, (key,))
            yield [holding for source, told in rows if (holding := held(source, told)) is not None]

    def put_aside(self, source: str, row: Row) -> None:
        """Keeps a row of which is not yet known what becomes of its file."""
        self._base.execute("INSERT OR REPLACE INTO aside VALUES (?, ?)", (source, pickle.dumps(row)))

    def take(self, source: str) -> None:
        """Forgets a row that was put aside: its file was joined."""
        self._base.execute("DELETE FROM aside WHERE source = ?", (source,))

    def aside(self) -> Iterator[Row]:
        """The rows put aside and not taken."""
        for (line,) in self._base.execute("SELECT line FROM aside ORDER BY rowid"):
            yield pickle.loads(line)

    def add_part(self, whole: str, source: str) -> None:
        """A file came by that is a part of a document of the store."""
        self._base.execute("INSERT INTO part VALUES (?, ?)", (whole, source))

    def parts(self) -> Iterator[tuple[str, list[str]]]:
        """Documents of the store made of several files, and which of these came by."""
        for (whole,) in self._base.execute("SELECT whole FROM part GROUP BY whole ORDER BY MIN(rowid)").fetchall():
            rows = self._base.execute("SELECT source FROM part WHERE whole = ?", (whole,))
            yield whole, [source for (source,) in rows]


def held(source: str, told: str) -> Holding | None:
    """A holding again from its JSON; its path is its hash, by which the register finds the file."""
    if not told:
        return None
    department, year, kind, scope, forms = json.loads(told)
    return Holding(Path(source), source, department, year, kind, scope, frozenset(forms))
