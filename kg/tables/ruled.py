"""A page to its ruled tables and the lines of text outside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.layout.lines import Line, Run, baseline_lines, runs_of
from kg.read.geometry import Glyph, Page
from kg.tables.aligned import aligned_tables
from kg.tables.cell_text import cell_source, cell_text
from kg.tables.grid import Cell
from kg.tables.lattice import Lattice, lattices
from kg.tables.page_table import PageLayout, PageTable
from kg.tables.stacked import cut_areas, cut_edges, row_cuts

_TIGHT = 0.12  # glyphs nearer than this part of the font size were set as one piece of text
_RUN_GAP = 1.0  # a gap of one font size cuts a line outside tables into runs
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{4,})")

Place = tuple[int, int] | None
"""the index of a lattice and of an area in it, or None outside of all"""


def page_layout(page: Page) -> PageLayout:
    """The tables and lines of one page; every character of the page is in exactly one cell or line."""
    found = lattices(page.rules)
    cells: dict[Place, list[Glyph]] = defaultdict(list)
    for place, glyphs in _placed(page.glyphs, found):
        cells[place].extend(glyphs)
    outside = cells.pop(None, [])
    used = {place[0] for place in cells if place is not None}
    tables = [_page_table(page.number, found[i], i, cells) for i in sorted(used)]
    unruled, lines = aligned_tables(text_lines(outside, page.number), [table.box for table in tables])
    in_order = tuple(sorted([*tables, *unruled], key=lambda table: (table.ys[0], table.xs[0])))
    return PageLayout(page.number, page.width, page.height, in_order, lines, bool(page.glyphs))


def text_lines(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """Lines of text outside tables."""
    return tuple(Line(page, tuple(runs_of(line, _RUN_GAP))) for line in baseline_lines(glyphs))


def _page_table(page: int, lattice: Lattice, index: int, glyphs: dict[Place, list[Glyph]]) -> PageTable:
    lines = {
        number: baseline_lines(glyphs[index, number])
        for number in range(len(lattice.areas))
        if (index, number) in glyphs
    }
    cuts = row_cuts(lattice, lines)
    cells = {}
    for area, own in cut_areas(lattice, lines, cuts):
        width = lattice.xs[area.column + area.colspan] - lattice.xs[area.column]
        cells[area.row, area.column] = Cell(cell_text(own, width), cell_source(own, page), area.rowspan, area.colspan)
    return PageTable(page, lattice.xs, cut_edges(lattice, cuts), cells)


def _placed(glyphs: Sequence[Glyph], found: list[Lattice]) -> Iterator[tuple[Place, Run]]:
    """Pieces of text with the cell each belongs to.

    Text may be wider than its cell and run over the line beside it: a piece set without a gap stays
    together in the cell that holds most of it, but no amount is torn apart or taken along by such text.
    """
    if not found:
        yield None, tuple(glyphs)
        return
    for line in baseline_lines(glyphs):
        for piece in runs_of(line, _TIGHT):
            places = [_place(glyph, found) for glyph in piece]
            for start, end in _unbroken(piece, places, found):
                yield _majority(piece[start:end], places[start:end]), piece[start:end]


def _place(glyph: Glyph, found: list[Lattice]) -> Place:
    x, y = (glyph.left + glyph.right) / 2, glyph.baseline - 0.35 * glyph.size
    best: Place = None
    for index, lattice in enumerate(found):
        left, top, right, bottom = lattice.box
        if left <= x <= right and top <= y <= bottom:
            area = lattice.area_at(x, y)
            if area is not None and (best is None or _extent(lattice) < _extent(found[best[0]])):
                best = (index, area)
    return best


def _extent(lattice: Lattice) -> float:
    left, top, right, bottom = lattice.box
    return (right - left) * (bottom - top)


def _unbroken(piece: Run, places: Sequence[Place], found: list[Lattice]) -> Iterator[tuple[int, int]]:
    """Ranges of the piece that stay together: cut at each cell's side unless a character lies across."""
    if len(set(places)) == 1:
        yield 0, len(piece)
        return
    amounts = {i for match in _AMOUNT.finditer("".join(g.text[0] for g in piece)) for i in match.span()}
    start = 0
    for index in range(1, len(piece)):
        across = _lies_across(piece[index - 1], places[index - 1], found) or _lies_across(
            piece[index], places[index], found
        )
        if index in amounts or (places[index] != places[index - 1] and not across):
            yield start, index
            start = index
    yield start, len(piece)


def _lies_across(glyph: Glyph, place: Place, found: list[Lattice]) -> bool:
    if place is None:
        return True
    left, _, right, _ = found[place[0]].box_of(found[place[0]].areas[place[1]])
    return glyph.left < left - _TIGHT * glyph.size or glyph.right > right + _TIGHT * glyph.size


def _majority(piece: Run, places: Sequence[Place]) -> Place:
    widths: dict[Place, float] = defaultdict(float)
    for glyph, place in zip(piece, places, strict=True):
        widths[place] += glyph.right - glyph.left
    return max(widths, key=lambda place: widths[place])
