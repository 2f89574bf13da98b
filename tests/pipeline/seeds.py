"""The five seed documents and what was read in them by hand, for the tests of the whole way."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure, Fact, Unplaced
from kg.tables.text import text_document
from kg.text.width import squeeze

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
GOLDEN = ROOT / "tests" / "golden" / "seeds"
NUMBERS = ("000", "001", "002", "003", "004")
RAGGED = ("000", "002")
TABBED = ("003", "004")

Reading = tuple[str, ...]
"""form, side, unit, function, economic, source, kind, project, item, role, amount, printed, candidates"""


@cache
def seed(number: str) -> str:
    """The text of a seed document; skips the test where the documents are not there."""
    found = sorted(SEEDS.glob(f"{number}_*.txt")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip(f"the seed documents are not in {SEEDS.name}")
    return found[0].read_bytes().decode("utf-8")


def golden(number: str) -> Counter[Reading]:
    """Every printed amount of a seed document as read by hand."""
    lines = (GOLDEN / f"{number}.tsv").read_text("utf-8").splitlines()[1:]
    return Counter(tuple(line.split("\t")) for line in lines)


def converted(text: str | bytes) -> Disclosure:
    """The records of a text."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    return disclosure(recognise(text_document(data, "document.txt")))


@cache
def unchanged(number: str) -> Disclosure:
    """The records of a seed document as it is."""
    return converted(seed(number))


def attempted(text: str | bytes) -> Disclosure | BadInput:
    """The records of a text, or the error that it raises."""
    try:
        return converted(text)
    except BadInput as error:
        return error


def name_key(name: str) -> str:
    """A name as the golden files write it: a hash of its characters without white space, empty for no name."""
    bare = squeeze(name)
    return hashlib.sha256(bare.encode()).hexdigest()[:8] if bare else ""


def fact_reading(fact: Fact) -> Reading:
    """A fact in the form of the golden files."""
    dims = fact.dims
    return (
        fact.form,
        fact.side,
        name_key(fact.row.budget_unit),
        fact.row.function,
        fact.row.economic or dims.get("economic", ""),
        dims.get("fundingSource", ""),
        dims.get("expenditureKind", ""),
        name_key(fact.row.project),
        dims.get("item", ""),
        fact.role,
        format(fact.amount, "f"),
        fact.printed,
        "",
    )


def unplaced_reading(amount: Unplaced) -> Reading:
    """An unplaced amount in the form of the golden files: `?` for its column, the first and last candidate."""
    columns = [key for key, _ in amount.candidates]
    return (
        amount.form,
        amount.side,
        name_key(amount.row.budget_unit),
        amount.row.function,
        "?",
        "",
        "",
        name_key(amount.row.project),
        amount.row.dims.get("item", ""),
        "unplaced",
        format(amount.amount, "f"),
        amount.printed,
        f"{columns[0]}-{columns[-1]}",
    )


def readings(record: Disclosure) -> Counter[Reading]:
    """Everything a document's records say of its amounts."""
    return Counter([*map(fact_reading, record.facts), *map(unplaced_reading, record.unplaced)])


def amounts_only(read: Counter[Reading]) -> Counter[Reading]:
    """The readings without the printed form, for changes that touch it (separators, another unit)."""
    without: Counter[Reading] = Counter()
    for reading, count in read.items():
        without[(*reading[:11], reading[12])] += count
    return without
