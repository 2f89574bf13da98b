"""Invented budgets of every flavour: the narrative gives back the numbers from which it was written."""

from __future__ import annotations

import pytest

from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.prose_model import Prose
from kg.samples.flavours import FLAVOURS
from kg.samples.model import Budget
from kg.samples.random_budget import random_budget
from kg.tables.text import text_document
from tests.samples.doors import claims_read, claims_told


def _read(budget: Budget, flavour: str, layout: int) -> Prose:
    text = FLAVOURS[flavour](budget, layout)
    prose = disclosure(recognise(text_document(text.encode(), "sample.txt"))).prose
    assert prose is not None
    return prose


@pytest.mark.parametrize("flavour", sorted(FLAVOURS))
@pytest.mark.parametrize("seed", range(4))
def test_the_narrative_of_a_sample_is_read_back(seed: int, flavour: str) -> None:
    budget = random_budget(seed, 2019 if seed == 3 else 2024)
    prose = _read(budget, flavour, seed)
    assert claims_read(budget, prose) == claims_told(budget)
    people, staffing = budget.staffing, prose.staffing
    assert staffing is not None
    assert [int(measure.value) for measure in staffing.measures().values()] == [
        people.posts, people.serving + people.retired, people.serving, abs(people.serving_change),
        people.retired, abs(people.retired_change), 0, 0,
    ]  # fmt: skip
    assert [unit.text for unit in prose.department.internal_units] == list(budget.offices)
    assert [duty.text.rstrip("。") for duty in prose.department.mandate] == list(budget.duties)
