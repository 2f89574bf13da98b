"""All rows of a table at once: a row that sums up others equals their sum in every column.

The rows form a tree (total, classes, groups, items, projects). Every row has a set of possible placements; a set is
reduced from the leaves up to those that some choice below can make true, then from the root down to those that some
choice above and beside needs. On a tree these two passes are exact: what is left of a row stands in some solution of
the whole table, so an amount left with one column is proven, and one left with several is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.place.rows import Anchor, Equation, Placement, Vector, placements, vector

Option = dict[Placement, Vector]
MAX_WORK = 2_000_000
"""Partial sums looked at for one table; beyond that nothing more is concluded, so that damaged tables end too."""
MAX_STATES = 20_000
"""Partial sums kept for one row; beyond that nothing is concluded from the row, which is always safe."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A row to be solved: its amounts, its placement where the columns are known, and the rows it sums up."""

    values: tuple[int, ...]
    children: tuple[int, ...]
    known: Placement | None = None


@dataclass(slots=True)
class Solution:
    """What is left: for each row its possible placements; and which rows contradict themselves or their parts."""

    possible: list[list[Placement]]
    conflicts: list[str] = field(default_factory=list)
    work: int = 0
    """partial sums looked at so far"""
    signed: bool = False
    """whether some amount is negative, so that parts may cancel out"""


def solve(rows: Sequence[TreeRow], width: int, sums: Sequence[Equation], anchors: Sequence[Anchor]) -> Solution:
    """The placements of each row that stand in some solution of the whole table."""
    solution = Solution([], signed=any(value < 0 for row in rows for value in row.values))
    for at, row in enumerate(rows):
        own = [anchor for anchor in anchors if anchor.row == at]
        solution.possible.append(_row_placements(row, at, width, sums, own, solution))
    order = _deepest_first(rows)
    slack = {at: _upwards(rows, at, width, solution) for at in order if rows[at].children}
    for at in reversed(order):
        if rows[at].children and slack[at] is not None:
            _downwards(rows, at, width, solution, slack[at] or 0)
    return solution


def _row_placements(
    row: TreeRow,
    at: int,
    width: int,
    sums: Sequence[Equation],
    anchors: Sequence[Anchor],
    solution: Solution,
) -> list[Placement]:
    if row.known is not None:
        return [row.known]
    for slack in (0, 1):
        found = placements(row.values, width, sums, anchors, slack)
        if found:
            return found
    found = placements(row.values, width, sums, (), 1)
    if found:
        solution.conflicts.append(f"row {at}: no placement agrees with the other forms")
        return found
    solution.conflicts.append(f"row {at}: no placement keeps the sums of the columns")
    return placements(row.values, width, (), ())


def _deepest_first(rows: Sequence[TreeRow]) -> list[int]:
    depth = [0] * len(rows)
    parent = {child: at for at, row in enumerate(rows) for child in row.children}
    for at in range(len(rows)):
        above = parent.get(at)
        while above is not None:
            depth[at] += 1
            above = parent.get(above)
    return sorted(range(len(rows)), key=lambda at: -depth[at])


def _upwards(rows: Sequence[TreeRow], at: int, width: int, solution: Solution) -> int | None:
    """Keeps the placements of a row that its parts can add up to; gives the slack that it took, None for no use."""
    options = [_vectors(rows, child, width, solution) for child in rows[at].children]
    for slack in (0, len(options) + 1):
        kept = []
        for placement in solution.possible[at]:
            target, near = _projected(vector(rows[at].values, placement, width), options, solution.signed)
            sums = _sums(near, target, slack, solution)
            if sums is None:
                return None
            if any(_near(total, target, slack) for total in sums[-1]):
                kept.append(placement)
        if kept:
            solution.possible[at] = kept
            return slack
    solution.conflicts.append(f"row {at}: the rows below do not add up to it in any placement")
    return None


def _downwards(rows: Sequence[TreeRow], at: int, width: int, solution: Solution, slack: int) -> None:
    """Keeps the placements of the parts that some placement of the row needs."""
    children = rows[at].children
    options = [_vectors(rows, child, width, solution) for child in children]
    needed: list[set[Placement]] = [set() for _ in children]
    for placement in solution.possible[at]:
        target, near = _projected(vector(rows[at].values, placement, width), options, solution.signed)
        ahead = _sums(near, target, slack, solution)
        behind = _sums(near[::-1], target, slack, solution)
        if ahead is None or behind is None:
            return
        for index, option in enumerate(near):
            rest = behind[len(near) - 1 - index]
            for candidate, amounts in option.items():
                if candidate not in needed[index] and _meets(ahead[index], amounts, rest, target, slack):
                    needed[index].add(candidate)
    for child, kept in zip(children, needed, strict=True):
        if kept:
            solution.possible[child] = [each for each in solution.possible[child] if each in kept]


def _vectors(rows: Sequence[TreeRow], at: int, width: int, solution: Solution) -> Option:
    return {each: vector(rows[at].values, each, width) for each in solution.possible[at]}


def _projected(target: Vector, options: Sequence[Option], signed: bool) -> tuple[Vector, list[Option]]:
    """Only the columns in which the sum prints something: where it is blank its parts are blank too.

    With negative amounts parts may cancel out, and every column is kept.
    """
    if signed:
        return target, list(options)
    columns = [at for at, value in enumerate(target) if value]
    blank = [at for at, value in enumerate(target) if not value]
    near = [
        {
            placement: tuple([amounts[at] for at in columns])
            for placement, amounts in option.items()
            if not any(amounts[at] for at in blank)
        }
        for option in options
    ]
    return tuple([target[at] for at in columns]), near


def _sums(options: Sequence[Option], target: Vector, slack: int, solution: Solution) -> list[set[Vector]] | None:
    """The sums that the first 0, 1, 2, … parts can make without going beyond the target; None where too many."""
    most = tuple(value + slack for value in target)
    reached: list[set[Vector]] = [{(0,) * len(target)}]
    for option in options:
        distinct = set(option.values())
        solution.work += len(distinct) * len(reached[-1])
        if solution.work > MAX_WORK:
            return None
        sums = {tuple(map(int.__add__, before, amounts)) for amounts in distinct for before in reached[-1]}
        if not solution.signed:
            sums = {total for total in sums if all(map(int.__le__, total, most))}
        if len(sums) > MAX_STATES:
            return None
        reached.append(sums)
    return reached


def _near(total: Vector, target: Vector, slack: int) -> bool:
    """Rounding explains a difference only where the sum is printed: a blank is no rounded number."""
    return all(abs(a - b) * 2 <= (slack if b else 0) for a, b in zip(total, target, strict=True))


def _meets(ahead: set[Vector], amounts: Vector, behind: set[Vector], target: Vector, slack: int) -> bool:
    before = {tuple(map(int.__add__, each, amounts)) for each in ahead}
    if slack == 0:
        return any(tuple(map(int.__sub__, target, each)) in behind for each in before)
    return any(_near(tuple(map(int.__add__, first, rest)), target, slack) for first in before for rest in behind)
