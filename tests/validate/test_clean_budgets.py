"""Invented budgets without a mistake: nothing in them is a violation or a warning, whatever the reading lacks."""

from __future__ import annotations

import pytest

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.samples.flavours import FLAVOURS
from kg.samples.history import history
from kg.samples.model import Budget
from kg.samples.random_budget import random_budget
from kg.validate.run import validate_nquads
from tests.roundtrip import read_back

FAMILIES = {"xinjiang-2024": 2024, "xinjiang-2019": 2018, "shanghai": 2024, "jiangsu": 2024, "university": 2024}


def wrong(budget: Budget, flavour: str) -> list[tuple[str, str]]:
    record = read_back(FLAVOURS[flavour](budget, budget.seed).encode())
    report = validate_nquads(document_nquads(record), iris.document(record.sha256))
    return [(each.rule.code, each.messages["en"]) for each in report.findings if each.severity != "info"]


@pytest.mark.parametrize("flavour", ["tabs", "lines"])
@pytest.mark.parametrize("family", FAMILIES)
def test_two_years_of_a_department(family: str, flavour: str) -> None:
    first = FAMILIES[family]
    for budget in history(1000, family, range(first, first + 2)):
        assert wrong(budget, flavour) == []


@pytest.mark.parametrize("year", [2019, 2024])
def test_the_years_before_of_single_budgets(year: int) -> None:
    """What the text says of the year before agrees: sources with expenditure, functions with their forms."""
    for seed in range(4):
        assert wrong(random_budget(seed, year), "tabs") == []
