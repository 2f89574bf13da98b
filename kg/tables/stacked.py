"""Rows that no line parts: where amounts stand below each other in one ruled cell, each baseline is a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kg.layout.lines import run_text
from kg.read.geometry import Glyph
from kg.tables.lattice import Area, Lattice
from kg.text.numbers import read_number

Lines = Sequence[Sequence[Glyph]]

_SAME_ROW = 0.5  # baselines nearer than this part of the font size are one row


def row_cuts(lattice: Lattice, lines: Mapping[int, Lines]) -> dict[int, tuple[float, ...]]:
    """For each row of the lattice that holds several printed rows, the heights at which they part.

    A row is cut only if some cell holds nothing but whole amounts, two or more, and each of them has text beside
    it in another cell; else the cell stays as it is and its text, being no number, will be reported.
    """
    found: dict[int, tuple[float, ...]] = {}
    for row in range(len(lattice.ys) - 1):
        cells = [
            lines[index]
            for index, area in enumerate(lattice.areas)
            if area.row == row and area.rowspan == 1 and lines.get(index)
        ]
        stacks = [cell for cell in cells if len(cell) > 1 and all(_is_amount(line) for line in cell)]
        if stacks and all(_has_company(line, stack, cells) for stack in stacks for line in stack):
            found[row] = _cuts(cells)
    return found


def cut_areas(
    lattice: Lattice, lines: Mapping[int, Lines], cuts: Mapping[int, tuple[float, ...]]
) -> Iterator[tuple[Area, Lines]]:
    """The printed cells with their lines, rows counted after the cuts."""
    start = [0]
    for row in range(len(lattice.ys) - 1):
        start.append(start[-1] + 1 + len(cuts.get(row, ())))
    for index, area in enumerate(lattice.areas):
        own = lines.get(index)
        if not own:
            continue
        first, end = start[area.row], start[area.row + area.rowspan]
        if area.rowspan > 1 or area.row not in cuts:
            yield Area(first, area.column, end - first, area.colspan), own
            continue
        for part in range(end - first):
            inside = [line for line in own if bisect_right(cuts[area.row], line[0].baseline) == part]
            if inside:
                yield Area(first + part, area.column, 1, area.colspan), inside


def cut_edges(lattice: Lattice, cuts: Mapping[int, tuple[float, ...]]) -> tuple[float, ...]:
    """The horizontal edges with those of the cuts."""
    return tuple(sorted([*lattice.ys, *(y for row in cuts.values() for y in row)]))


def _is_amount(line: Sequence[Glyph]) -> bool:
    text = run_text(line)
    number = read_number(text)
    return number is not None and (number.decimals > 0 or "," in text)


def _has_company(line: Sequence[Glyph], stack: Lines, cells: Sequence[Lines]) -> bool:
    near = _SAME_ROW * line[0].size
    return any(
        abs(other[0].baseline - line[0].baseline) <= near for cell in cells if cell is not stack for other in cell
    )


def _cuts(cells: Sequence[Lines]) -> tuple[float, ...]:
    starts = sorted((line[0] for cell in cells for line in cell), key=lambda glyph: glyph.baseline)
    rows: list[Glyph] = []
    cuts = []
    for glyph in starts:
        if rows and glyph.baseline - rows[-1].baseline <= _SAME_ROW * glyph.size:
            continue
        if rows:
            # just above the next row's text, where the baseline of no line of the row before can be
            cuts.append((rows[-1].baseline + glyph.baseline) / 2)
        rows.append(glyph)
    return tuple(cuts)
