"""The best one-to-one assignment of things on the left to things on the right, by the sum of their scores."""

from __future__ import annotations

from collections.abc import Mapping

_NEVER = 1e6


def best_assignment(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Which right each left is given: as many pairs as the scores allow, the sum of their scores the largest.

    Only pairs that have a score are given; the time grows with the cube of the larger side (Kuhn and Munkres, with
    potentials).

    >>> best_assignment({(0, 0): 0.9, (0, 1): 0.85, (1, 0): 0.88})
    {0: 1, 1: 0}
    """
    lefts = sorted({left for left, _ in scores})
    rights = sorted({right for _, right in scores})
    size = max(len(lefts), len(rights))
    cost = [[_NEVER] * size for _ in range(size)]
    for (left, right), score in scores.items():
        cost[lefts.index(left)][rights.index(right)] = -score
    given = _matched(cost)
    pairs = ((lefts[row], rights[column]) for row, column in given if row < len(lefts) and column < len(rights))
    return {left: right for left, right in pairs if (left, right) in scores}


def total(scores: Mapping[tuple[int, int], float], given: Mapping[int, int]) -> float:
    """The sum of the scores of the pairs given."""
    return sum(scores[pair] for pair in given.items())


def _matched(cost: list[list[float]]) -> list[tuple[int, int]]:
    """Row and column of every pair of a square matrix whose sum is the smallest."""
    size = len(cost)
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        way = _grow(cost, row_of, row_potential, column_potential)
        column = way[-1][0]
        back = dict(way)
        while column:
            row_of[column] = row_of[back[column]]
            column = back[column]
    return sorted((row_of[column] - 1, column - 1) for column in range(1, size + 1))


def _grow(
    cost: list[list[float]], row_of: list[int], row_potential: list[float], column_potential: list[float]
) -> list[tuple[int, int]]:
    """Grows the cheapest path from the row in column 0 to a free column; each column with the one before it."""
    size = len(cost)
    slack = [float("inf")] * (size + 1)
    before = [0] * (size + 1)
    done = [False] * (size + 1)
    column = 0
    while True:
        done[column] = True
        row = row_of[column]
        for each in range(1, size + 1):
            if not done[each]:
                reduced = cost[row - 1][each - 1] - row_potential[row] - column_potential[each]
                if reduced < slack[each]:
                    slack[each], before[each] = reduced, column
        following = min((each for each in range(1, size + 1) if not done[each]), key=slack.__getitem__)
        step = slack[following]
        for each in range(size + 1):
            if done[each]:
                row_potential[row_of[each]] += step
                column_potential[each] -= step
            else:
                slack[each] -= step
        column = following
        if not row_of[column]:
            done[column] = True
            chain = [(each, before[each]) for each in range(1, size + 1) if done[each] and each != column]
            return [*chain, (column, before[column])]
