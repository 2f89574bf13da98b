"""The small lists of the contract: complete, bilingual, and trees without a circle."""

from __future__ import annotations

import re

import pytest

from kg.codes.small import MARKS, SmallConcept, SmallList, small_lists
from kg.errors import Defect

# The keys that the contract names; more may be added, none renamed.
CONTRACT = {
    "report-table": "summary revenue expenditure appropriation general general-basic general-project "
    "government-fund state-capital three-public carry-over department-goals project-goals",
    "expenditure-kind": "total basic project personnel public",
    "three-public": "total abroad reception vehicle vehicle-purchase vehicle-operation operating-cost",
    "side": "revenue expenditure",
    "aggregate-role": "leaf subtotal total of-which",
    "disclosure-status": "disclosed zero not-arranged empty-table withheld",
    "document-kind": "budget final-accounts",
    "scope": "department unit",
    "claim-kind": "amount share change growth composition",
    "direction": "increase decrease flat",
    "funding-source": "total current-revenue fiscal-appropriation general-public-budget general-own "
    "general-transfer government-fund government-fund-own government-fund-transfer state-capital "
    "state-capital-own state-capital-transfer special-account unit-funds unit-business unit-superior "
    "unit-subordinate unit-operating unit-other fund-balance-use carry-over fiscal-carry-over "
    "fiscal-carry-over-general fiscal-carry-over-fund fiscal-carry-over-capital non-fiscal-carry-over "
    "non-fiscal-carry-over-account non-fiscal-carry-over-unit",
}


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_keys_of_the_contract(name: str) -> None:
    assert set(CONTRACT[name].split()) <= {concept.key for concept in small_lists()[name].concepts}


def test_every_entry_is_bilingual_and_has_a_plain_key() -> None:
    for entries in small_lists().values():
        for concept in entries.concepts:
            assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", concept.key)
            assert re.search(r"[\u4e00-\u9fff]", concept.zh)
            assert concept.en.isascii()


def test_marks_of_funding_sources_are_keys_of_their_lists() -> None:
    lists = small_lists()
    for concept in lists["funding-source"].concepts:
        assert tuple(mark for mark, _ in concept.marks) == MARKS
        for mark, value in concept.marks:
            assert value in {entry.key for entry in lists[mark].concepts}


def test_ancestors_nearest_first() -> None:
    sources = small_lists()["funding-source"]
    assert sources.ancestors("general-own") == (
        "general-public-budget",
        "fiscal-appropriation",
        "current-revenue",
        "total",
    )
    assert sources.ancestors("total") == ()


def test_a_circle_is_a_defect() -> None:
    turning = SmallList("x", "甲", "x", (SmallConcept("a", "甲", "A", "b"), SmallConcept("b", "乙", "B", "a")))
    with pytest.raises(Defect, match="circle"):
        turning.ancestors("a")
