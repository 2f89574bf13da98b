"""Random budgets, printed in every flavour, come back as what they are."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.samples.flavours import FLAVOURS
from kg.samples.random_budget import random_budget
from tests.roundtrip import assert_exact, assert_safe, read_back

SEEDS = st.integers(0, 10**6)
YEARS = st.sampled_from([2024, 2024, 2019])
BOUNDED = settings(
    max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.parametrize("flavour", ["tabs", "cells"])
@BOUNDED
@given(seed=SEEDS, year=YEARS, layout=SEEDS)
def test_columns_that_are_printed_are_found(flavour: str, seed: int, year: int, layout: int) -> None:
    budget = random_budget(seed, year)
    assert_exact(budget, read_back(FLAVOURS[flavour](budget, layout).encode()))


@BOUNDED
@given(seed=SEEDS, year=YEARS, layout=SEEDS)
def test_columns_that_are_lost_are_proven_or_left_open(seed: int, year: int, layout: int) -> None:
    budget = random_budget(seed, year)
    assert_safe(budget, read_back(FLAVOURS["lines"](budget, layout).encode()))


def test_most_lost_columns_are_proven() -> None:
    """Leaving everything open would be safe and useless."""
    budgets = [random_budget(seed) for seed in range(200, 204)]
    records = [read_back(FLAVOURS["lines"](budget, 0).encode()) for budget in budgets]
    facts = sum(len(record.facts) for record in records)
    unplaced = sum(len(record.unplaced) for record in records)
    assert facts > 700
    assert unplaced < facts * 0.2


@pytest.mark.parametrize("flavour", list(FLAVOURS))
def test_the_header_says_what_the_budget_is(flavour: str) -> None:
    for seed, year in ((1, 2024), (2, 2024), (3, 2019)):
        budget = random_budget(seed, year)
        header = read_back(FLAVOURS[flavour](budget, 0).encode()).header
        assert header.fiscal_year == year
        assert header.department == budget.department
        assert header.template == budget.template
        assert header.scope == budget.scope
        assert header.kind == "budget"
        assert header.issued is not None
        assert header.issued.year == year


def test_a_consistent_budget_raises_no_finding_where_columns_are_printed() -> None:
    for seed in range(5):
        for flavour in ("tabs", "cells"):
            record = read_back(FLAVOURS[flavour](random_budget(seed), 0).encode())
            assert [finding.message for finding in record.findings] == []
