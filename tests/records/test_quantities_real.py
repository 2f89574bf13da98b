"""Quantities of the objectives of the real documents against what a person found in them, goal by goal.

All goal tables of the five text documents and of the one PDF that has some were read by eye; what else is printed in
their objectives are years, shares, money, numbers of lists and the name of a regiment.
"""

from __future__ import annotations

import pytest

from kg.records.goal_model import Goal
from tests.pipeline import families, seeds

READ: dict[str, list[tuple[str, str]]] = {
    "000": [],
    # Fence, cameras and transformers, of which only the transformers' indicator is named like them (and is not 50);
    # then the patrols, which four indicators of once each make up together.
    "001": [("9.6公里", ""), ("60个", ""), ("50个", "30个"), ("4次", "")],
    # The border line, and the boundary stones: no indicator is in these units.
    "002": [("1133.7公里", ""), ("172个", "")],
    "003": [],
    # The days of running, in an indicator too, but under other words.
    "004": [("150个工作日", "")],
}


def brief(goals: tuple[Goal, ...]) -> list[tuple[str, str]]:
    """Each quantity, and the target of the indicator that measures the same things."""
    return [
        (f"{each.printed}{each.unit}", "" if each.indicator is None else goal.indicators[each.indicator].target_text)
        for goal in goals
        for each in goal.quantities
    ]


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_the_quantities_of_a_document_are_those_a_person_found(number: str) -> None:
    record = seeds.unchanged(number)
    assert [(each, target.strip()) for each, target in brief(record.goals)] == READ[number]
    operators = [each.operator for goal in record.goals for each in goal.quantities]
    assert operators == (["gte"] if number == "004" else [None] * len(READ[number]))


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_each_stands_where_it_says(number: str) -> None:
    text, record = seeds.seed(number), seeds.unchanged(number)
    assert record.numbers is not None
    claimed = {each.occurrence.span.start for each in record.numbers.entries if each.by == "quantity"}
    for goal in record.goals:
        for each in goal.quantities:
            (span,) = each.source.spans
            assert text[span.start : span.end] == span.text
            assert span.text.startswith(each.printed)
            assert span.text.endswith(each.unit)
            assert span.start in claimed
    assert len(claimed) == len(READ[number])


def test_no_objective_of_the_goal_tables_in_pdf_states_a_quantity() -> None:
    if not families.FOLDER.is_dir():
        pytest.skip(families.WITHOUT)
    goals = families.record("shanghai-wanli-2023.pdf").goals
    assert len(goals) == 5
    assert all(goal.objective is not None for goal in goals)
    assert brief(goals) == []


def test_one_indicator_of_the_real_documents_counts_in_its_name_and_agrees() -> None:
    """Three more have a number before what they count, which is not what their targets count."""
    if not families.FOLDER.is_dir():
        pytest.skip(families.WITHOUT)
    records = [families.record("shanghai-wanli-2023.pdf"), *map(seeds.unchanged, seeds.NUMBERS)]
    own = [
        (f"{each.quantity.printed}{each.quantity.unit}", each.operator, each.target_value)
        for record in records
        for goal in record.goals
        for each in goal.indicators
        if each.quantity is not None
    ]
    assert own == [("300场", "eq", 300)]
