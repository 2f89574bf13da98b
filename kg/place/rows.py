"""The ways in which the amounts of one row can stand in the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.recognise.description import Column

Placement = tuple[int, ...]
"""For each amount of a row the index of its column, ascending."""
Vector = tuple[int, ...]
"""The amounts of a row by column, in units of the table's last digit; 0 where nothing is printed."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A column that is the sum of others."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What another form says of some columns of a row together: `=`, `<=` or `>=` a value."""

    row: int
    columns: tuple[int, ...]
    sign: str
    value: int

    def holds(self, vector: Vector, slack: int = 0) -> bool:
        """Whether the amounts agree with it."""
        found = sum(vector[column] for column in self.columns)
        if self.sign == "=":
            return abs(found - self.value) <= slack
        return found <= self.value + slack if self.sign == "<=" else found >= self.value - slack


def equations(columns: Sequence[Column]) -> tuple[Equation, ...]:
    """The sums that the columns present must keep; a part that another part already contains is left out."""
    index = {column.id: at for at, column in enumerate(columns)}
    by_id = {column.id: column for column in columns}
    found = []
    for column in columns:
        parts = [part for part in column.sum if part in index]
        inner = {below for part in parts for below in by_id[part].sum}
        direct = tuple(index[part] for part in parts if part not in inner)
        if direct:
            found.append(Equation(index[column.id], direct))
    return tuple(found)


def placements(
    values: Sequence[int], width: int, sums: Sequence[Equation], anchors: Sequence[Anchor], slack: int = 0
) -> list[Placement]:
    """Every placement that keeps the order, the sums within `slack` last digits, and the anchors."""
    return [
        placement
        for placement in combinations(range(width), len(values))
        if _fits(vector(values, placement, width), sums, anchors, slack)
    ]


def vector(values: Sequence[int], placement: Placement, width: int) -> Vector:
    """The amounts by column."""
    amounts = [0] * width
    for value, column in zip(values, placement, strict=True):
        amounts[column] = value
    return tuple(amounts)


def _fits(amounts: Vector, sums: Sequence[Equation], anchors: Sequence[Anchor], slack: int) -> bool:
    for equation in sums:
        allowed = slack * (len(equation.parts) + 1) // 2 if amounts[equation.total] else 0
        if abs(amounts[equation.total] - sum(amounts[part] for part in equation.parts)) > allowed:
            return False
    return all(anchor.holds(amounts, slack) for anchor in anchors)


def by_number(found: Sequence[Placement], count: int) -> Iterator[tuple[int, ...]]:
    """For each amount of a row the columns in which it stands in any of the placements."""
    for at in range(count):
        yield tuple(sorted({placement[at] for placement in found}))
