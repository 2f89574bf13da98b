"""What is known of changes in the classifications: dated notes on a code, and its names in other years.

Source: `ontology/sources/changes.csv`; each row says how well it is attested.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.datafolders import data_folder
from kg.text.width import skeleton

_CODE = re.compile(r"(?<![\d.\-])\d{3,7}(?!\d|\.\.|-\d)")
_NAMED = re.compile(r"(?:new )?(\d{3,7})?\s*([\u4e00-\u9fff（）、]+)")
_SINGLE = re.compile(r"\d{3,7}")


@dataclass(frozen=True, slots=True)
class Change:
    """One row: the year as written (`2019`, `2008-2010`, `2019->2024`), codes, what was and what is."""

    year: str
    codes: tuple[str, ...]
    old: str
    new: str
    attestation: str
    evidence: str

    @property
    def text(self) -> str:
        """The row as one sentence for readers."""
        return f"{self.year}: {self.old or '—'} → {self.new or '—'} ({self.attestation}; {self.evidence})"


@cache
def changes() -> tuple[Change, ...]:
    """Every row, in the order of the file."""
    path = data_folder("ontology") / "sources" / "changes.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(_change(row) for row in csv.DictReader(handle))


@cache
def notes_on(notation: str) -> tuple[Change, ...]:
    """The rows that name this very code."""
    return tuple(change for change in changes() if notation in change.codes)


@cache
def names_told(notation: str) -> tuple[str, ...]:
    """Every name that the rows give to a code, in the order of the rows: of earlier and of later years."""
    found: dict[str, str] = {}
    for change in changes():
        for code, name in _names(change):
            if code == notation:
                found.setdefault(skeleton(name), name)
    return tuple(found.values())


def _names(change: Change) -> Iterator[tuple[str, str]]:
    only = change.codes[0] if len(change.codes) == 1 else None
    for side in (change.old, change.new):
        for piece in side.split(";"):
            match = _NAMED.fullmatch(piece.strip())
            code = (match.group(1) or only) if match else None
            if match and code:
                yield code, match.group(2)


def _change(row: dict[str, str]) -> Change:
    codes = tuple(dict.fromkeys(_CODE.findall(row["code"])))
    return Change(row["year"], codes, row["old"], row["new"], row["attestation"], row["evidence"])
