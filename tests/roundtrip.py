"""What the round trips share: a sample read back, and compared with what its records say."""

from __future__ import annotations

from collections import Counter

from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure
from kg.samples.model import Budget
from kg.samples.tables import Expected, expected
from kg.tables.text import text_document


def read_back(data: bytes) -> Disclosure:
    """The records of a text document."""
    return disclosure(recognise(text_document(data, "sample.txt")))


def facts_of(record: Disclosure) -> Counter[Expected]:
    """The facts found, in the shape of those expected."""
    return Counter(Expected(f.form, f.side, f.row.key, f.column_key, f.amount) for f in record.facts)


def assert_exact(budget: Budget, record: Disclosure) -> None:
    """Every amount of the budget is a fact in its place, and there is no other."""
    found, wanted = facts_of(record), Counter(expected(budget))
    assert found == wanted, f"extra {list(found - wanted)[:5]}, lost {list(wanted - found)[:5]}"
    assert not record.unplaced


def assert_safe(budget: Budget, record: Disclosure) -> int:
    """No fact is wrong, and each amount without a fact is unplaced with its true column among the candidates.

    Gives the number of unplaced amounts.
    """
    found, wanted = facts_of(record), Counter(expected(budget))
    assert not found - wanted, f"wrong facts: {list(found - wanted)[:5]}"
    missing = wanted - found
    for amount in record.unplaced:
        columns = {column for column, _ in amount.candidates}
        fitting = [
            each
            for each in missing
            if (each.form, each.side, each.row) == (amount.form, amount.side, amount.row.key)
            and each.amount == amount.amount
            and each.column in columns
        ]
        assert fitting, f"{amount.form} {amount.row.key} {amount.printed}: no true column among {sorted(columns)}"
        missing -= Counter(fitting[:1])
    assert not missing, f"lost: {list(missing)[:5]}"
    return len(record.unplaced)
