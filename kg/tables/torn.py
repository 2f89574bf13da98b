"""Was a row torn in two by the end of a page? Only its shape can tell, so the test is strict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.tables.columns import united
from kg.tables.grid import Cell
from kg.tables.page_table import PageTable
from kg.text.numbers import read_number
from kg.text.width import squeeze

_PADDING = 12.0  # office programs keep up to 5.4 points free at both sides of a cell
_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]+[、.]|[(][一二三四五六七八九十\d]+[)]|\d+[、.)]|\d{3,}|其中|其他|[收支][入出]合计|[收支][入出]总计)"
)
"""how the label of a new row begins"""
_TOTAL = re.compile(r"[小合总]计\Z")


def is_torn(above: Mapping[int, Cell], below: Mapping[int, Cell], parts: Sequence[PageTable], part: PageTable) -> bool:
    """Whether the first row of a page (`below`) is the rest of the last row of the page before it (`above`).

    It is when every label below goes on from a label above that filled its cell to the last character and
    does not open like a row of its own, and amounts stand on one side only; or when only amounts stand
    below labels that have none.
    """
    if not above or not below:
        return False
    numbers_above = {c for c, cell in above.items() if _is_figure(cell.text)}
    numbers_below = {c for c, cell in below.items() if _is_figure(cell.text)}
    labels_below = below.keys() - numbers_below
    first_label = min((above.keys() - numbers_above) | labels_below, default=0)
    if any(c < first_label for c in numbers_below):
        return False  # a code of its own opens a row
    numbers_above = {c for c in numbers_above if c > first_label}
    if numbers_above and numbers_below:
        return False
    if not labels_below:
        return not numbers_above
    if any(_TOTAL.match(squeeze(below[c].text)) for c in labels_below) and below.keys() != {0}:
        return False  # "subtotal" closes a torn label only where nothing else was left of its row
    edges = united([p.xs for p in parts])
    return all(
        c in above and not _is_figure(above[c].text) and _goes_on(above[c], below[c], _width(part, edges, c, above[c]))
        for c in labels_below
    )


def _width(part: PageTable, edges: Sequence[float], column: int, cell: Cell) -> float:
    whole = part.xs[-1] - part.xs[0]
    return (edges[min(column + cell.colspan, len(edges) - 1)] - edges[column]) * whole


def _goes_on(above: Cell, below: Cell, width: float) -> bool:
    if _OPENING.match(squeeze(below.text)):
        return False
    last = above.source.spans[-1]
    if last.box is None or above.colspan != below.colspan:
        return False
    left, top, right, bottom = last.box
    return width - (right - left) < (bottom - top) + _PADDING


def _is_figure(text: str) -> bool:
    return read_number(text) is not None
