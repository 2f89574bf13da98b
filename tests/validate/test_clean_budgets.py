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


KINDS = """本年收入\t\t本年支出\t\t\t\t
项目\t预算数\t项目\t合计\t基本支出\t\t项目支出
\t\t\t\t人员经费\t公用经费\t
一、财政拨款收入\t900.00\t一、教育支出\t800.00\t500.00\t100.00\tPROJECT
二、事业收入\t\t结转下年\t100.00\t\t\t
收入总计\t900.00\t支出总计\t900.00\t500.00\t100.00\t200.00"""


@pytest.mark.parametrize(("project", "rows"), [("200.00", set()), ("210.00", {"expenditure/205"})])
def test_money_kept_for_the_next_year_has_no_kind(project: str, rows: set[str]) -> None:
    """A summary form by kinds: what is kept, and a total with it, are no sum of kinds; every other row is."""
    (budget,) = history(1000, "shanghai", [2024])
    text = FLAVOURS["tabs"](budget, 1000)
    begin = text.index("本年收入\t")
    end = text.index("\n\n", begin)
    record = read_back((text[:begin] + KINDS.replace("PROJECT", project) + text[end:]).encode())
    report = validate_nquads(document_nquads(record), iris.document(record.sha256))
    assert {each.figures["row"] for each in report.findings if each.rule.code == "TOT-02"} == rows
    assert "total" not in {each.figures["column"] for each in report.findings if each.rule.code == "FRM-33"}
