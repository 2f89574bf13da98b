"""The solver of lost columns against brute force: what it leaves is exactly what some solution of the table needs."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.place.rows import Anchor, Equation, placements, vector
from kg.place.tree import TreeRow, solve

WIDTH = 4
SUMS = (Equation(0, (1, 2, 3)),)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """A total row and its parts, as full vectors: column 0 is the sum of the others."""
    cells = st.integers(min_value=0, max_value=4)
    parts = draw(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=3))
    rows = [(sum(part), *part) for part in parts if sum(part)]
    return [tuple(map(sum, zip(*rows, strict=True))), *rows] if rows else []


def _rows(table: list[tuple[int, ...]]) -> list[TreeRow]:
    children = tuple(range(1, len(table)))
    return [
        TreeRow(tuple(value for value in row if value), children if at == 0 else ()) for at, row in enumerate(table)
    ]


def _brute_force(rows: list[TreeRow]) -> list[set[tuple[int, ...]]]:
    """Every combination of placements in which the total equals the sum of its parts."""
    options = [placements(row.values, WIDTH, SUMS, ()) for row in rows]
    found: list[set[tuple[int, ...]]] = [set() for _ in rows]
    for chosen in product(*options):
        vectors = [vector(row.values, placement, WIDTH) for row, placement in zip(rows, chosen, strict=True)]
        if vectors[0] == tuple(map(sum, zip(*vectors[1:], strict=True))):
            for kept, placement in zip(found, chosen, strict=True):
                kept.add(placement)
    return found


@settings(max_examples=200, deadline=None)
@given(tables())
def test_what_is_left_is_what_some_solution_needs(table: list[tuple[int, ...]]) -> None:
    if not table:
        return
    rows = _rows(table)
    solution = solve(rows, WIDTH, SUMS, ())
    assert [set(possible) for possible in solution.possible] == _brute_force(rows)
    assert not solution.conflicts


@settings(max_examples=100, deadline=None)
@given(tables())
def test_the_printed_placement_is_never_lost(table: list[tuple[int, ...]]) -> None:
    if not table:
        return
    solution = solve(_rows(table), WIDTH, SUMS, ())
    for row, possible in zip(table, solution.possible, strict=True):
        assert tuple(at for at, value in enumerate(row) if value) in possible


def test_a_total_settles_what_its_parts_leave_open() -> None:
    # total 30 = 10 + 20 by column; each part shows one number that could stand in either column
    rows = [TreeRow((30, 10, 20), (1, 2)), TreeRow((10, 10), ()), TreeRow((20, 20), ())]
    solution = solve(rows, 3, (Equation(0, (1, 2)),), ())
    assert solution.possible == [[(0, 1, 2)], [(0, 1)], [(0, 2)]]


def test_equal_parts_stay_open() -> None:
    rows = [TreeRow((20, 10, 10), (1, 2)), TreeRow((10, 10), ()), TreeRow((10, 10), ())]
    solution = solve(rows, 3, (Equation(0, (1, 2)),), ())
    assert solution.possible[1:] == [[(0, 1), (0, 2)], [(0, 1), (0, 2)]]


def test_another_form_settles_a_tie() -> None:
    rows = [TreeRow((5, 5), ())]
    sums = (Equation(0, (1, 2)),)
    assert solve(rows, 3, sums, ()).possible == [[(0, 1), (0, 2)]]
    assert solve(rows, 3, sums, [Anchor(0, (1,), "=", 0)]).possible == [[(0, 2)]]
    assert solve(rows, 3, sums, [Anchor(0, (2,), ">=", 5)]).possible == [[(0, 2)]]


def test_rounding_is_allowed_where_a_sum_is_printed_and_nowhere_else() -> None:
    # the parts make 16, 17 is printed: rounding; the blank column of the total takes none of them
    rows = [TreeRow((17, 17), (1, 2)), TreeRow((3, 3), ()), TreeRow((13, 13), ())]
    solution = solve(rows, 3, (Equation(0, (1, 2)),), [Anchor(0, (1,), "=", 0)])
    assert solution.possible == [[(0, 2)], [(0, 2)], [(0, 2)]]
    assert not solution.conflicts


def test_a_contradiction_is_told_and_nothing_is_concluded_from_it() -> None:
    rows = [TreeRow((100, 40, 60), (1,)), TreeRow((7, 7), ())]
    solution = solve(rows, 3, (Equation(0, (1, 2)),), ())
    assert solution.conflicts == ["row 0: the rows below do not add up to it in any placement"]
    assert solution.possible[1] == [(0, 1), (0, 2)]


def test_negative_amounts_may_cancel_out() -> None:
    rows = [TreeRow((5, 5), (1, 2)), TreeRow((8, 8), ()), TreeRow((-3, -3), ())]
    solution = solve(rows, 3, (Equation(0, (1, 2)),), [Anchor(1, (1,), "=", 8)])
    assert solution.possible == [[(0, 1)], [(0, 1)], [(0, 1)]]
