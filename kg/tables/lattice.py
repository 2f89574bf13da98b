"""Ruling lines to lattices: which lines make one table, and which rectangles of it are cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.provenance import Box
from kg.read.geometry import Rule

_COLLINEAR = 1.0  # lines so near are drawn in pieces or twice
_GAP = 3.0  # pieces of one line may be so far apart
_TOUCH = 2.5  # crossing lines may miss each other by so much
_SAME_EDGE = 4.0  # edges so near are one: no character fits between them
_OPEN_SIDE = 12.0  # crossing lines that run on so far leave room for a column or row without an outer line
_COVERED = 0.7  # the part of a cell's side that must be drawn
MAX_RULES = 40_000
"""pieces of ruling lines on one page; on a page with more no table is looked for"""
MAX_CELLS = 100_000
"""positions of one table on one page"""


@dataclass(frozen=True, slots=True)
class Area:
    """One cell of a lattice: first row and column and how many it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The edges of one ruled table on one page (in points, ascending) and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    owner: tuple[tuple[int, ...], ...]
    """for each row and column the index of the area that covers it"""

    @property
    def box(self) -> Box:
        """The outer border."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def area_at(self, x: float, y: float) -> int | None:
        """The index of the area around a point, or None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1):
            return None
        return self.owner[row][column]

    def box_of(self, area: Area) -> Box:
        """The rectangle of one of its areas."""
        return (
            self.xs[area.column],
            self.ys[area.row],
            self.xs[area.column + area.colspan],
            self.ys[area.row + area.rowspan],
        )


def lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """The ruled tables of one page, from top to bottom; a lone frame or a lone line is none."""
    if len(rules) > MAX_RULES:
        return []
    horizontal = _whole_lines(r for r in rules if r.horizontal)
    vertical = _whole_lines(r for r in rules if not r.horizontal)
    found = (_lattice(h, v) for h, v in _components(horizontal, vertical))
    return sorted((f for f in found if f is not None), key=lambda f: (f.ys[0], f.xs[0]))


def _whole_lines(pieces: Iterable[Rule]) -> list[Rule]:
    """Lines put together from the pieces they were drawn in."""
    bands: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda r: r.at):
        if bands and piece.at - bands[-1][0].at <= _COLLINEAR:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    return [line for band in bands for line in _united(band)]


def _united(band: list[Rule]) -> list[Rule]:
    lines: list[Rule] = []
    for piece in sorted(band, key=lambda r: r.start):
        if lines and piece.start <= lines[-1].end + _GAP:
            lines[-1] = lines[-1]._replace(end=max(lines[-1].end, piece.end))
        else:
            lines.append(piece)
    return lines


def _components(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch, directly or through others, belong to one table."""
    parent = list(range(len(horizontal) + len(vertical)))
    ats = [v.at for v in vertical]
    for h, line in enumerate(horizontal):
        for v in range(bisect_left(ats, line.start - _TOUCH), bisect_right(ats, line.end + _TOUCH)):
            if vertical[v].start - _TOUCH <= line.at <= vertical[v].end + _TOUCH:
                parent[_root(parent, len(horizontal) + v)] = _root(parent, h)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, line in enumerate([*horizontal, *vertical]):
        groups.setdefault(_root(parent, index), ([], []))[0 if line.horizontal else 1].append(line)
    return [group for group in groups.values() if all(group)]


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _lattice(horizontal: list[Rule], vertical: list[Rule]) -> Lattice | None:
    xs = _edges([v.at for v in vertical], horizontal)
    ys = _edges([h.at for h in horizontal], vertical)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > MAX_CELLS:
        return None
    walls = [_drawn(vertical, x, ys) for x in xs]
    floors = [_drawn(horizontal, y, xs) for y in ys]
    areas, owner = _areas(rows, columns, walls, floors)
    if len(areas) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(areas), tuple(tuple(row) for row in owner))


def _edges(ats: list[float], across: list[Rule]) -> list[float]:
    """The distinct places of the lines, and the open sides where crossing lines run on beyond the last."""
    edges: list[list[float]] = []
    for at in sorted(ats):
        if edges and at - edges[-1][0] <= _SAME_EDGE:
            edges[-1].append(at)
        else:
            edges.append([at])
    places = [sum(group) / len(group) for group in edges]
    first, last = min(line.start for line in across), max(line.end for line in across)
    if first < places[0] - _OPEN_SIDE:
        places.insert(0, first)
    if last > places[-1] + _OPEN_SIDE:
        places.append(last)
    return places


def _drawn(lines: list[Rule], at: float, stops: list[float]) -> list[bool]:
    """For each stretch between two stops whether a line is drawn along it at this place."""
    here = [line for line in lines if abs(line.at - at) <= _SAME_EDGE]
    return [
        any(min(line.end, end) - max(line.start, start) >= _COVERED * (end - start) for line in here)
        for start, end in pairwise(stops)
    ]


def _areas(
    rows: int, columns: int, walls: list[list[bool]], floors: list[list[bool]]
) -> tuple[list[Area], list[list[int]]]:
    """Neighbouring positions without a line between them are one cell; cells are rectangles.

    A group of positions that is no rectangle (a line is missing) is cut into rectangles from the top.
    """
    owner = [[-1] * columns for _ in range(rows)]
    areas: list[Area] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            wide = 1
            while column + wide < columns and owner[row][column + wide] < 0 and not walls[column + wide][row]:
                wide += 1
            tall = 1
            while row + tall < rows and _continues_below(row + tall, column, wide, walls, floors, columns):
                tall += 1
            for r in range(row, row + tall):
                owner[r][column : column + wide] = [len(areas)] * wide
            areas.append(Area(row, column, tall, wide))
    return areas, owner


def _continues_below(
    row: int, column: int, wide: int, walls: list[list[bool]], floors: list[list[bool]], columns: int
) -> bool:
    inside = range(column, column + wide)
    open_above = not any(floors[row][c] for c in inside)
    open_within = not any(walls[c][row] for c in range(column + 1, column + wide))
    closed_left = column == 0 or walls[column][row]
    closed_right = column + wide == columns or walls[column + wide][row]
    return open_above and open_within and closed_left and closed_right
