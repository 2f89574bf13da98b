"""Invented budgets of every flavour: the narrative gives back the numbers from which it was written."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.prose_model import Claim, Prose
from kg.samples.figures import Figure, figures
from kg.samples.flavours import FLAVOURS
from kg.samples.model import Budget
from kg.samples.random_budget import random_budget
from kg.tables.text import text_document

CENT = Decimal("0.01")
WAN = Decimal(10000)
Said = tuple[str, str, Decimal, str | None]


def _read(budget: Budget, flavour: str, layout: int) -> Prose:
    text = FLAVOURS[flavour](budget, layout)
    prose = disclosure(recognise(text_document(text.encode(), "sample.txt"))).prose
    assert prose is not None
    return prose


def _rounded(amount: Decimal) -> Decimal:
    return (amount / WAN).quantize(CENT, ROUND_HALF_UP) * WAN


def _is_told(budget: Budget, figure: Figure) -> bool:
    """Whether the narrative of the samples speaks of a figure at all."""
    if figure.key.startswith("source/"):
        return figure.amount != 0 or figure.prior != 0
    if figure.key.startswith("function/"):
        lines = [line for line in budget.lines if line.comes_from("general-public-budget")]
        return any(figure.key.endswith(line.function) for line in lines)
    return True


def _expected(budget: Budget) -> set[Said]:
    said: set[Said] = set()
    for key, figure in figures(budget).items():
        if not _is_told(budget, figure):
            continue
        way = "decrease" if figure.amount < figure.prior else "increase"
        said |= {
            (key, "amount", _rounded(figure.amount), None),
            (key, "change", _rounded(figure.change), way),
            (key, "growth", figure.growth, way),
        }
        if figure.share is not None and key.startswith(("source/", "kind/")):
            said.add((key, "share", figure.share, None))
    return said


def _key(claim: Claim) -> str:
    dims = claim.about.dims
    match dims.get("reportTable"):
        case "revenue":
            source = dims.get("fundingSource", "")
            return "source/" + ("general-public-budget" if source == "general-own" else source)
        case "expenditure":
            return f"kind/{dims.get('expenditureKind')}"
        case "general":
            return f"function/{dims['function']}" if "function" in dims else f"general/{dims.get('expenditureKind')}"
        case "three-public":
            return f"three-public/{dims.get('item')}"
    return ""


@pytest.mark.parametrize("flavour", sorted(FLAVOURS))
@pytest.mark.parametrize("seed", range(4))
def test_the_narrative_of_a_sample_is_read_back(seed: int, flavour: str) -> None:
    budget = random_budget(seed, 2019 if seed == 3 else 2024)
    prose = _read(budget, flavour, seed)
    known = figures(budget)
    got = {
        (_key(claim), claim.kind, claim.value, claim.direction)
        for claim in prose.claims
        if claim.value is not None and _key(claim) in known
    }
    assert got == _expected(budget)
    people, staffing = budget.staffing, prose.staffing
    assert staffing is not None
    assert [int(measure.value) for measure in staffing.measures().values()] == [
        people.posts, people.serving + people.retired, people.serving, abs(people.serving_change),
        people.retired, abs(people.retired_change), 0, 0,
    ]  # fmt: skip
    assert [unit.text for unit in prose.department.internal_units] == list(budget.offices)
    assert [duty.text.rstrip("。") for duty in prose.department.mandate] == list(budget.duties)
