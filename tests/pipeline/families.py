"""The published documents of three families and what was read by eye from their pages."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from kg.pipeline import convert
from kg.records.model import Disclosure, Fact

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "documents"
GOLDEN = ROOT / "tests" / "golden" / "families"
WITHOUT = "the published documents (../shared) are not here"

Reading = tuple[str, ...]
"""form, side, function, economic, source, kind, item, role, printed, page"""


@cache
def record(name: str) -> Disclosure:
    """The records of a published document."""
    return convert(FOLDER / name)


def reading(fact: Fact) -> Reading:
    """A fact as the golden files write it."""
    dims = fact.dims
    return (
        fact.form,
        fact.side,
        fact.row.function or dims.get("function", ""),
        fact.row.economic or dims.get("economic", ""),
        dims.get("fundingSource", ""),
        dims.get("expenditureKind", ""),
        dims.get("item", ""),
        fact.role,
        fact.printed,
        str(fact.cell.source.page),
    )


def golden(name: str) -> list[Reading]:
    """The cells of a document read by eye."""
    lines = (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]


def readings(name: str) -> Counter[Reading]:
    """Every fact of a PDF."""
    return Counter(reading(fact) for fact in record(f"{name}.pdf").facts)
