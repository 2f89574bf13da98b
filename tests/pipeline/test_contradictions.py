"""Tables without columns that contradict themselves: no amount goes where it is not printed, and it is said."""

from __future__ import annotations

import random
import time

import pytest

from kg.place.rows import Anchor, Equation
from kg.place.tree import TreeRow, solve
from kg.records.model import Fact, Unplaced
from tests.pipeline import seeds

TWELVE = [Equation(0, (1, 8, 9, 10, 11)), Equation(1, (2, 3, 4, 5, 6, 7))]
ANCHORS: list[Anchor] = []


def _place(amount: Fact | Unplaced) -> int:
    return amount.cell.source.spans[0].start


@pytest.mark.parametrize("number", seeds.RAGGED)
def test_a_wrong_digit_moves_no_amount_into_another_column(number: str) -> None:
    chance, text, record = random.Random(7), seeds.seed(number), seeds.unchanged(number)
    true = {_place(fact): (fact.form, fact.side, fact.row.key, fact.column_key) for fact in record.facts}
    amounts = [*record.facts, *record.unplaced]
    for _ in range(8):
        span = chance.choice(chance.choice(amounts).cell.source.spans)
        at = chance.choice([index for index in range(span.start, span.end) if text[index].isdigit()])
        digit = chance.choice([each for each in "123456789" if each != text[at]])
        changed = seeds.converted(text[:at] + digit + text[at + 1 :])
        moved = [fact for fact in changed.facts if true.get(_place(fact), fact.column_key) != (
            fact.form, fact.side, fact.row.key, fact.column_key) and _place(fact) in true]  # fmt: skip
        assert not moved
        assert len(changed.facts) + len(changed.unplaced) == len(amounts)


@pytest.mark.parametrize("number", seeds.RAGGED)
def test_a_wrong_leading_digit_is_reported(number: str) -> None:
    chance, text, record = random.Random(9), seeds.seed(number), seeds.unchanged(number)
    facts = [fact for fact in record.facts if fact.form in ("expenditure", "general", "general-basic")]
    for fact in chance.sample(facts, 8):
        at = _place(fact)
        changed = seeds.converted(text[:at] + ("9" if text[at] != "9" else "8") + text[at + 1 :])
        assert [each for each in changed.findings if each.code in ("contradiction", "sum-down", "sum-across")]


def test_many_rows_are_solved_in_bounded_time() -> None:
    rows = [TreeRow((50_000, 50_000, 50_000), tuple(range(1, 501)))]
    rows += [TreeRow((100, 100, 100), ()) for _ in range(500)]
    begin = time.monotonic()
    solution = solve(rows, 12, TWELVE, ANCHORS)
    assert time.monotonic() - begin < 20
    assert all(len(found) >= 1 for found in solution.possible)


def test_equal_amounts_that_nothing_tells_apart_stay_open() -> None:
    rows = [TreeRow((200, 200), (1, 2)), TreeRow((100, 100), ()), TreeRow((100, 100), ())]
    solution = solve(rows, 3, [Equation(0, (1, 2))], ANCHORS)
    assert all(set(found) == {(0, 1), (0, 2)} for found in solution.possible)
