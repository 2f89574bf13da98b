"""What a batch tells of each of its files: a small row, however large the document was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
DUPLICATE, FAILED, WITHDRAWN, APART = "duplicate", "failed", "withdrawn", "apart"


@dataclass(frozen=True, slots=True)
class Row:
    """One file: what became of it (`status`), its document, how long it took (seconds), and how much it held.

    `error` is the message of what was wrong; `defect` tells that the fault is ours and not the file's.
    """

    file: str
    status: str
    sha256: str = ""
    document: str = ""
    seconds: float = 0.0
    facts: int = 0
    unplaced: int = 0
    findings: int = 0
    statements: int = 0
    error: str | None = None
    defect: bool = False
    same_as: str = ""
    """the file of the batch that holds the same bytes"""
    note: str = ""
    """what a person should know of it"""
    holding: str = ""
    """what decides which other files belong to this one, as JSON; not told"""
    trace: str = ""
    """where in the program a defect came up"""
    files: tuple[str, ...] = ()
    """every file of a disclosure that several make up"""

    def as_json(self) -> dict[str, object]:
        """The row as a line of the log."""
        return {
            "file": self.file,
            "sha256": self.sha256 or None,
            "document": self.document or None,
            "status": self.status,
            "seconds": round(self.seconds, 3),
            "facts": self.facts,
            "unplaced": self.unplaced,
            "findings": self.findings,
            "statements": self.statements,
            "error": self.error,
            **({"sameAs": self.same_as} if self.same_as else {}),
            **({"note": self.note} if self.note else {}),
            **({"files": list(self.files)} if self.files else {}),
            **({"trace": self.trace} if self.trace else {}),
        }


@dataclass(frozen=True, slots=True)
class Shard:
    """A converted document on its way into the store: its N-Quads lie in a file, only this row is held."""

    row: Row
    path: Path
    source: str
    """the hash of the bytes that it was made from, in full"""
    content: str
    """the hash of its N-Quads"""
    conversion: str
    """stands for the program and the settings that made it"""
    region: str = ""
    office: str = ""
    """what the search for successions needs of its department, as JSON; empty where its region or year is unknown"""
    parts: tuple[tuple[str, str], ...] = ()
    """hash and holding of each file of a document of several"""


@dataclass(slots=True)
class Summary:
    """Counts over a batch."""

    counts: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    unplaced: int = 0
    findings: int = 0
    defects: int = 0

    def add(self, row: Row) -> None:
        """Takes one row in."""
        self.counts[row.status] += 1
        self.facts += row.facts
        self.unplaced += row.unplaced
        self.findings += row.findings
        self.defects += row.defect

    @property
    def converted(self) -> int:
        """Documents that were converted in this run."""
        return self.counts[NEW] + self.counts[CHANGED]


class Spill:
    """Rows kept on disk, for a report that is printed at the end: memory does not grow with the batch."""

    def __init__(self) -> None:
        self._file: IO[str] = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the spill

    def add(self, row: Row) -> None:
        """Keeps one row."""
        self._file.write(json.dumps(row.as_json(), ensure_ascii=False) + "\n")

    def lines(self) -> Iterator[str]:
        """Every row kept, as JSON."""
        self._file.seek(0)
        for line in self._file:
            yield line.rstrip("\n")

    def close(self) -> None:
        """Gives the disk space back."""
        self._file.close()
