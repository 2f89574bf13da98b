"""Budgets are the same for the same seed, vary between seeds, and keep the sums that forms must keep."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from kg.samples.flavours import FLAVOURS
from kg.samples.material import material
from kg.samples.random_budget import new_maker, random_budget
from kg.samples.tables import expected, tables

BUDGETS = [random_budget(seed, year) for seed in range(60) for year in (2024, 2019)]


def test_the_same_seed_gives_the_same_bytes() -> None:
    for render in FLAVOURS.values():
        assert render(random_budget(5), 3) == render(random_budget(5), 3)
        assert render(random_budget(5), 3) != render(random_budget(6), 3)


def test_budgets_vary_in_all_that_forms_can_show() -> None:
    sources = {line.source for budget in BUDGETS for line in budget.lines}
    assert {"general-own", "general-transfer", "government-fund-own", "state-capital-own", "special-account"} <= sources
    assert {"unit-other", "fiscal-carry-over-general", "non-fiscal-carry-over-unit", "carry-over"} <= sources
    assert {len(budget.units) for budget in BUDGETS} == {1, 2, 3}
    assert {budget.style.decimals for budget in BUDGETS} == {None, 0, 2}
    assert {budget.style.total_first for budget in BUDGETS} == {True, False}
    assert {budget.style.money_word for budget in BUDGETS} == {"元", "万元"}
    assert {budget.scope for budget in BUDGETS} == {"department", "unit"}
    statements = {table.form for budget in BUDGETS for table in tables(budget) if table.statement}
    assert {"government-fund", "state-capital", "carry-over", "general-project"} <= statements


def test_every_family_has_its_forms_in_statutory_order() -> None:
    new, old = tables(BUDGETS[0]), tables(BUDGETS[1])
    assert [table.form for table in new] == [
        "summary", "revenue", "expenditure", "appropriation", "general", "general-basic", "general-project",
        "government-fund", "state-capital", "three-public", "carry-over",
    ]  # fmt: skip
    assert [table.form for table in old] == [
        "summary", "revenue", "expenditure", "appropriation", "general", "general-basic", "general-project",
        "three-public", "government-fund",
    ]  # fmt: skip


def test_an_amount_is_claimed_once() -> None:
    for budget in BUDGETS:
        keys = [each[:4] for each in expected(budget)]
        assert len(keys) == len(set(keys))


def test_totals_are_the_sums_of_their_leaves() -> None:
    for budget in BUDGETS:
        amounts: dict[tuple[str, str, str, str], Decimal] = defaultdict(Decimal)
        amounts.update({each[:4]: each.amount for each in expected(budget)})
        whole = amounts["summary", "revenue", "total", "amount"]
        assert whole == amounts["summary", "expenditure", "total", "amount"] == amounts["revenue", "", "total", "total"]
        assert whole == amounts["expenditure", "", "total", "basic"] + amounts["expenditure", "", "total", "project"]
        items = [v for key, v in amounts.items() if key[0::3] == ("revenue", "total") and len(key[2]) == 7]
        assert sum(items) == whole
        general = amounts["general", "", "total", "total"]
        project = amounts["general-project", "", "total", "total"]
        assert general == amounts["general-basic", "", "total", "total"] + project
        economic = [
            v for (form, _, row, column), v in amounts.items()
            if (form, row) == ("general-project", "total") and column != "total"
        ]  # fmt: skip
        assert sum(economic) == project


def test_contact_persons_are_clearly_made_up() -> None:
    text = "".join(FLAVOURS["tabs"](budget, 0) for budget in BUDGETS[:20])
    assert not re.search(r"1[3-9]\d{9}", text)
    assert "样例联系人" in text
    assert all(name.startswith("样例") and number.startswith("000-") for name, number in material()["contacts"])


def test_departments_of_a_large_corpus_have_names_of_their_own() -> None:
    names = [new_maker(number, 2024).department for number in range(1, 1001)]
    assert len(set(names)) > 800  # a hundred are made of ten places and fewer kinds of departments
    assert {new_maker(number, 2024).region for number in range(1, 100)} <= set(material()["regions"])
