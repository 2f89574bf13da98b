"""The best assignment, against every possible one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records.assignment import best_assignment, total

_PAIRS = st.tuples(st.integers(0, 3), st.integers(0, 3))


@given(st.dictionaries(_PAIRS, st.integers(1, 100).map(lambda whole: whole / 100), min_size=1, max_size=10))
def test_it_is_the_best_of_all(scores: dict[tuple[int, int], float]) -> None:
    given_to = best_assignment(scores)
    assert len(set(given_to.values())) == len(given_to)
    best = (0, 0.0)
    for rights in product([None, 0, 1, 2, 3], repeat=4):
        pairs = [(left, right) for left, right in enumerate(rights) if right is not None]
        if all(pair in scores for pair in pairs) and len({right for _, right in pairs}) == len(pairs):
            best = max(best, (len(pairs), sum(scores[pair] for pair in pairs)))
    assert (len(given_to), total(scores, given_to)) == (best[0], pytest.approx(best[1]))
