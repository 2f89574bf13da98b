"""Several years of one department tell of each other what each of them tells of itself."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.samples.figures import figures
from kg.samples.history import history
from kg.samples.model import Budget
from kg.samples.tables import FAMILIES, expected

YEARS = {"xinjiang-2019": (2018, 2019)}
HISTORIES = {
    family: [[*history(number, family, YEARS.get(family, (2024, 2025, 2026)))] for number in range(12)]
    for family in FAMILIES
}


def pairs(family: str) -> list[tuple[Budget, Budget]]:
    return [pair for budgets in HISTORIES[family] for pair in pairwise(budgets)]


@pytest.mark.parametrize("family", list(FAMILIES))
def test_the_year_before_is_what_it_was(family: str) -> None:
    compared = 0
    for before, budget in pairs(family):
        published = figures(before)
        for key, figure in figures(budget).items():
            if key in published:
                assert figure.prior == published[key].amount, (budget.seed, budget.year, key)
                compared += figure.prior != 0
    assert compared > 50


@pytest.mark.parametrize("family", list(FAMILIES))
def test_a_department_stays_itself_and_its_money_moves(family: str) -> None:
    for before, budget in pairs(family):
        assert (before.department, before.units, before.style) == (budget.department, budget.units, budget.style)
        assert budget.year == before.year + 1
        assert budget.staffing.serving == before.staffing.serving + budget.staffing.serving_change
        assert expected(budget) != expected(before)


@pytest.mark.parametrize("family", ["xinjiang-2024", "xinjiang-2019"])
def test_what_is_carried_over_was_a_project_of_the_year_before(family: str) -> None:
    found = 0
    for before, budget in pairs(family):
        for line in budget.lines:
            if line.comes_from("carry-over"):
                same = [each for each in before.lines if (each.project, each.unit) == (line.project, line.unit)]
                assert same
                assert line.amount <= same[0].amount
                found += 1
    assert found > 5


def test_families_without_a_form_for_it_carry_nothing_over() -> None:
    for family in ("shanghai", "jiangsu", "university"):
        assert not any(line.comes_from("carry-over") for _, b in pairs(family) for line in b.lines)
