"""Classifications by edition: a code's official name, its parent, and codes by name.

Source: the government budget classifications (政府收支分类科目) as collected in `ontology/sources`; each entry
carries how well it is attested, because no complete official text was at hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.datafolders import data_folder
from kg.errors import Defect
from kg.text.width import skeleton

SCHEMES: Mapping[str, str] = {
    "function": "function.csv",
    "economic-department": "economic-department.csv",
    "economic-government": "economic-government.csv",
    "revenue": "revenue.csv",
}


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of one edition of a classification."""

    scheme: str
    edition: str
    notation: str
    name: str
    level: str
    parent: str | None
    attestation: str
    source: str
    budget: str = ""
    note: str = ""


class CodeList:
    """One edition of one classification."""

    def __init__(self, scheme: str, edition: str, codes: tuple[Code, ...]) -> None:
        self.scheme = scheme
        self.edition = edition
        self._by_notation = {code.notation: code for code in codes}
        self._by_name: dict[str, list[Code]] = {}
        for code in codes:
            self._by_name.setdefault(skeleton(code.name), []).append(code)

    def __iter__(self) -> Iterator[Code]:
        return iter(self._by_notation.values())

    def __len__(self) -> int:
        return len(self._by_notation)

    def get(self, notation: str) -> Code | None:
        """The entry of a code, or None where the edition does not list it."""
        return self._by_notation.get(notation)

    def named(self, name: str) -> list[Code]:
        """Every entry of that name, white space and punctuation forgiven."""
        return self._by_name.get(skeleton(name), [])


@cache
def code_list(scheme: str, edition: str) -> CodeList:
    """The list of a scheme (`function`, `economic-department`, …) in an edition."""
    if scheme not in SCHEMES:
        raise Defect(f"unknown classification {scheme!r}")
    rows = [code for code in _read(scheme) if code.edition == edition]
    if not rows:
        raise Defect(f"classification {scheme!r} has no edition {edition!r}")
    return CodeList(scheme, edition, tuple(rows))


@cache
def editions(scheme: str) -> tuple[str, ...]:
    """The editions of a scheme, oldest first."""
    return tuple(sorted({code.edition for code in _read(scheme)}))


def edition_for(scheme: str, fiscal_year: int | None, issued: date | None = None) -> str:
    """The edition in force for a document: the newest that is not later than its year, else the oldest there is.

    The year is the fiscal year, else that of the date of issue; a document with neither gets the newest edition.
    Source: each edition of 政府收支分类科目 is issued for one fiscal year and holds until the next.
    """
    known = editions(scheme)
    year = fiscal_year or (issued.year if issued else None)
    if year is None:
        return known[-1]
    fitting = [edition for edition in known if int(edition) <= year]
    return fitting[-1] if fitting else known[0]


@cache
def _read(scheme: str) -> tuple[Code, ...]:
    path = data_folder("ontology") / "sources" / SCHEMES[scheme]
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(_code(scheme, row) for row in csv.DictReader(handle))


def _code(scheme: str, row: dict[str, str]) -> Code:
    return Code(
        scheme=scheme,
        edition=row["edition"],
        notation=row["code"],
        name=row["name"],
        level=row["level"],
        parent=row["parent"] or None,
        attestation=row["attestation"],
        source=row["source"],
        budget=row.get("budget", ""),
        note=row.get("note", ""),
    )
