"""What stands in a table without being its data: layout, title rows, unit lines, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.tables.blocks import Block, Paragraph
from kg.tables.grid import Grid
from kg.tables.spans import Anchor, compacted, grid_of
from kg.text.numbers import read_number, read_unit

_NOTE = re.compile(r"[（(]?(注|备注|说明)[:：\d０-９一]")
_UNIT_LINE = re.compile(r"[（(]?(金额)?(计量)?单位[:：]?(人民币)?(百|千|万|亿)*元[）)]?\Z")
_MOST_IN_UNIT_ROW = 3

Edges = tuple[int, int]
"""first column of a table, and the column after its last"""

Rows = Sequence[Sequence[Anchor]]


def table_blocks(anchors: Sequence[Anchor], file_name: str, lost: list[str]) -> Iterator[Block]:
    """A table of a text document as blocks in reading order.

    A table of one cell is a box and gives its content. A table around other tables is layout and gives
    its cells' content, unless at least two of its own cells hold a number: then it is data, its cells
    keep their own text and the inner tables follow it. Every other table is data; leading title and
    unit rows become paragraphs before it, notes below it paragraphs after it.
    """
    filled = [anchor for anchor in compacted(anchors) if anchor.content]
    inner = [block for anchor in filled for block in anchor.content if isinstance(block, Grid)]
    if len(filled) == 1 or (inner and not _has_numbers(filled)):
        for anchor in filled:
            yield from anchor.content
        return
    yield from form_blocks(rows_of(filled), file_name)
    if inner:
        lost.append(f"{len(inner)} tables inside table cells were put after the table that holds them")
    yield from inner


def _has_numbers(anchors: Iterable[Anchor]) -> bool:
    return sum(read_number(anchor.text) is not None for anchor in anchors) >= 2


def rows_of(anchors: Iterable[Anchor]) -> list[list[Anchor]]:
    """The filled cells by row, left to right."""
    filled = sorted((a for a in anchors if a.lines), key=lambda a: (a.row, a.column))
    return [list(row) for _, row in groupby(filled, key=lambda a: a.row)]


def form_blocks(rows: Rows, file_name: str, loose: bool = False) -> Iterator[Block]:
    """The rows of one form: title and unit rows as paragraphs, the rest as a grid, notes as paragraphs.

    `loose` takes a leading row of one cell for a title, and a last one that is a note or a sentence for text below
    the table, however narrow the cell: for sheets, where such cells are often not merged. Rows of one cell each
    are no table and become paragraphs.
    """
    if max((len(row) for row in rows), default=0) < 2:
        yield from _paragraphs(rows)
        return
    edges = _edges(rows)
    first = 0
    while is_title(rows[first], edges, loose) and first < len(rows) - 1:
        first += 1
    last = _data_end(rows, edges, loose)
    yield from _paragraphs(rows[:first])
    if first < last:
        yield grid_of((anchor for row in rows[first:last] for anchor in row), file_name)
    yield from _paragraphs(rows[max(first, last) :])


def is_title(row: Sequence[Anchor], edges: Edges, loose: bool = False) -> bool:
    """Whether a row stands above the table: one text over the full width, or a line that states the unit."""
    if len(row) == 1:
        text = row[0].text
        return read_number(text) is None and (loose or is_wide(row[0], edges) or is_unit_line(text))
    return is_unit_row(row)


def is_unit_row(row: Sequence[Anchor]) -> bool:
    """Whether a row states the unit, with hardly anything beside it (department, number of the form)."""
    return (
        len(row) <= _MOST_IN_UNIT_ROW
        and all(anchor.rowspan == 1 for anchor in row)
        and any(is_unit_line(anchor.text) for anchor in row)
    )


def is_wide(anchor: Anchor, edges: Edges) -> bool:
    """Whether a cell covers every column of its table, of which there are several."""
    left, right = edges
    reaches = anchor.column <= left and anchor.column + anchor.colspan >= right
    return reaches and right > left + 1 and anchor.rowspan == 1


def is_unit_line(text: str) -> bool:
    """Whether a text states the unit of money and nothing else.

    >>> is_unit_line("单位：万元"), is_unit_line("预算数（单位：万元）")
    (True, False)
    """
    bare = re.sub(r"\s+", "", text)
    return _UNIT_LINE.match(bare) is not None and read_unit(bare) is not None


def _data_end(rows: Rows, edges: Edges, loose: bool) -> int:
    """The index after the last row of data: what follows is a note, a statement, or text over the full width."""
    end = max(at for at, row in enumerate(rows) if len(row) > 1) + 1
    while end < len(rows) and not _is_below(rows[end][0], edges, loose):
        end += 1
    return end


def _is_below(anchor: Anchor, edges: Edges, loose: bool) -> bool:
    if is_wide(anchor, edges):
        return True
    return loose and anchor.column == edges[0] and bool(_NOTE.match(anchor.text) or "。" in anchor.text)


def _edges(rows: Rows) -> Edges:
    columns = [anchor.column for row in rows for anchor in row]
    return min(columns), max(columns) + 1


def _paragraphs(rows: Rows) -> Iterator[Paragraph]:
    for row in rows:
        for anchor in row:
            yield from anchor.lines
