"""Which column each cell of an indicator row belongs to: by position, and by what it says where positions slipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.recognise.goal_targets import read_target
from kg.recognise.goal_words import goal_words
from kg.tables.grid import Cell
from kg.text.numbers import read_number
from kg.text.width import squeeze

GridRow = Sequence[Cell | None]
LEVELS = ("level1", "level2")
SUBJECT = ("department", "project", "objective", "total")
"""Columns of a table that lists several projects: whose goal a row belongs to."""
MAX_WEIGHT = 100
MIN_KNOWN = 3
UNKNOWN = "column-"
"""Begins the role of a column whose head is no known word."""
MISFIT = -9
_KNOWN, _ODD = 3, -2
_NAMED = ("level1", "level2", "basis", "scoring", "evidence")


@dataclass(frozen=True, slots=True)
class Columns:
    """The heads of the columns: their positions in the grid and their roles, left to right."""

    positions: tuple[int, ...]
    roles: tuple[str, ...]

    def role_at(self, position: int) -> str | None:
        """The role of the column that covers a position: a head covers what stands right of it up to the next."""
        before = [role for at, role in zip(self.positions, self.roles, strict=True) if at <= position]
        return before[-1] if before else None


def read_columns(row: GridRow) -> Columns | None:
    """The columns where the row is the head of the indicators, else None."""
    positions: list[int] = []
    roles: list[str] = []
    for at, cell in enumerate(row):
        if cell is None:
            continue
        role = goal_words().column(squeeze(cell.text))
        positions.append(at)
        roles.append(role if role is not None and role not in roles else f"{UNKNOWN}{at}")
    known = [role for role in roles if not role.startswith(UNKNOWN)]
    if len(known) < MIN_KNOWN or not {"level3", "target"} <= set(known):
        return None
    return Columns(tuple(positions), tuple(roles))


def assigned(row: GridRow, columns: Columns, ruled: bool) -> tuple[Mapping[str, Cell], bool, bool]:
    """The cell of each role; whether cells had to be moved; whether the result is certain."""
    cells = [(at, cell) for at, cell in enumerate(row) if cell is not None]
    by_position: dict[str, Cell] = {}
    clash = not ruled
    for at, cell in cells:
        role = columns.role_at(at)
        clash |= role is None or role in by_position or fit(role, squeeze(cell.text)) == MISFIT
        if role is not None:
            by_position.setdefault(role, cell)
    if not clash:
        return by_position, False, True
    moved = _best(cells, columns)
    if moved is None:
        return by_position, False, False
    return moved, True, True


def fit(role: str, text: str) -> int:
    """How well a text stands in a column: positive where it is one of its known words, MISFIT where it cannot."""
    named = set(names(text))
    if role in named:
        return _KNOWN
    if role == "aside":
        return _KNOWN if goal_words().column(text) == "aside" else MISFIT
    if role == "total":
        return _KNOWN if read_number(text) else MISFIT
    if role == "weight":
        return _KNOWN if is_weight(text) else MISFIT
    if role in LEVELS:
        return MISFIT if named - set(LEVELS) or _compares(text) else _ODD
    if role == "target" and (read_target(text).kind != "text" or goal_words().names("qualitative", text)):
        return _KNOWN
    if role == "prior":
        return MISFIT if named else 0
    if named - set(LEVELS) or (_compares(text) and role not in ("target", "operator")):
        return MISFIT
    if named or (role in ("basis", "scoring", "evidence") and read_target(text).kind == "number"):
        return _ODD
    return 0


def names(text: str) -> Iterator[str]:
    """The roles among whose known words the text is."""
    return (role for role in _NAMED if goal_words().names(role, text))


def is_weight(text: str) -> bool:
    """Whether the text is a plain number of points up to a hundred."""
    number = read_number(text.removesuffix("%").removesuffix("分"))
    return number is not None and 0 <= number.value <= MAX_WEIGHT


def _compares(text: str) -> bool:
    return read_target(text).operator is not None


def _best(cells: Sequence[tuple[int, Cell]], columns: Columns) -> Mapping[str, Cell] | None:
    """The one best way to lay the cells on the columns in order without a misfit; None where there is none or two."""
    states: dict[int, tuple[int, int, tuple[int, ...]]] = {-1: (0, 1, ())}
    for at, cell in cells:
        text = squeeze(cell.text)
        following: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for last, (score, ways, path) in states.items():
            for index in range(last + 1, len(columns.roles)):
                gain = fit(columns.roles[index], text)
                if gain == MISFIT:
                    continue
                total = score + gain + (columns.positions[index] == at)
                known = following.get(index)
                if known is None or total > known[0]:
                    following[index] = (total, ways, (*path, index))
                elif total == known[0]:
                    following[index] = (total, known[1] + ways, known[2])
        states = following
    if not states:
        return None
    top = max(score for score, _, _ in states.values())
    best = [state for state in states.values() if state[0] == top]
    if len(best) != 1 or best[0][1] != 1:
        return None
    return {columns.roles[index]: cell for index, (_, cell) in zip(best[0][2], cells, strict=True)}
