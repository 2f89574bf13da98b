"""What invented objectives count comes back as it was put down, and a mistake in it is noticed, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.records.goal_model import Goal as ReadGoal
from kg.records.model import Disclosure
from kg.samples.counting import counting
from kg.samples.flavours import FLAVOURS
from kg.samples.mistakes import spoilt
from kg.samples.model import Goal, Indicator
from kg.samples.random_budget import random_budget
from kg.samples.render_tabs import render_tabs
from kg.samples.tables import FAMILIES
from kg.validate.findings import Finding
from kg.validate.rules import rules
from kg.validate.run import validate_nquads
from tests.roundtrip import read_back
from tests.samples.test_corpus import budgets
from tests.samples.test_round_trip import BOUNDED, SEEDS, YEARS

Read = tuple[Decimal, str, str]


def quantities(goal: ReadGoal) -> list[Read]:
    """Number, unit and the name of the indicator of each quantity."""
    labels = [each.label.text if each.label else "" for each in goal.indicators]
    return [
        (each.value, each.unit, "" if each.indicator is None else labels[each.indicator]) for each in goal.quantities
    ]


def counted(goal: Goal) -> list[Read]:
    return [(each.number, each.unit, each.indicator) for each in goal.counted]


def told(record: Disclosure) -> list[Finding]:
    only = [rule for rule in rules() if rule.code == "GOL-16"]
    return list(validate_nquads(document_nquads(record), iris.document(record.sha256), only).findings)


@pytest.mark.parametrize("flavour", ["tabs", "cells"])
@BOUNDED
@given(seed=SEEDS, year=YEARS, layout=SEEDS)
def test_what_objectives_count_is_read_and_tied(flavour: str, seed: int, year: int, layout: int) -> None:
    budget = random_budget(seed, year)
    record = read_back(FLAVOURS[flavour](budget, layout).encode())
    assert [quantities(goal) for goal in record.goals] == [counted(goal) for goal in budget.goals]
    assert told(record) == []


def test_where_cells_are_lost_few_are_lost_and_none_is_wrong_or_tied_wrongly() -> None:
    """A number that a line end cuts in two may be two numbers."""
    made, found = 0, 0
    for seed in range(460, 467):
        budget = random_budget(seed)
        record = read_back(FLAVOURS["lines"](budget, 98953).encode())
        for read, goal in zip(record.goals, budget.goals, strict=True):
            tie = {each[:2]: each[2] for each in counted(goal)}
            assert all(each[2] in ("", tie[each[:2]]) for each in quantities(read))
            made, found = made + len(tie), found + len(read.quantities)
        assert told(record) == []
    assert made > 12
    assert 0.8 * made < found <= made


def test_invented_objectives_count_nothing_one_thing_or_two() -> None:
    lengths = [len(goal.counted) for seed in range(20) for goal in random_budget(seed).goals]
    assert {0, 1, 2} == set(lengths)
    assert len(lengths) > 40


@BOUNDED
@given(seed=SEEDS)
def test_the_first_of_them_is_that_of_the_first_indicator(seed: int) -> None:
    bare = Goal("示范项目", "示范局", "办好各项工作。", (Indicator("产出指标", "数量指标", "名", "1", "", 100),) * 2)
    goal = counting(bare, Random(seed))
    assert goal.indicators[1] == bare.indicators[1]
    if goal.counted:
        first = goal.counted[0]
        assert first.indicator == goal.indicators[0].name
        assert goal.indicators[0].value.lstrip(">=") == f"{first.number}{first.unit}"
        assert all(f"{each.number}{each.unit}" in goal.objective for each in goal.counted)
    else:
        assert goal == bare


def test_a_mistake_is_told_with_both_numbers_in_every_family() -> None:
    looked_at = []
    for budget in budgets():
        found = spoilt(budget, "goal-quantity", Random(11))
        assert found is not None, budget.template
        blocks, mistake = found
        (finding,) = told(read_back(render_tabs(budget, 0, blocks).encode()))
        assert finding.figures["amount"] == mistake.wrong
        assert mistake.right in finding.figures["target"]
        assert finding.figures["label"] == mistake.place["label"]
        looked_at.append(budget.template)
    assert sorted(looked_at) == sorted(FAMILIES)
