"""Random tables with merged headers, written as Word, Excel and web page, come back as the same grid."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.tables.blocks import Document
from kg.tables.docx import docx_document
from kg.tables.html import html_document
from kg.tables.spreadsheet import xlsx_document
from tests.tables.office_files import Put, Rows, Shape, docx_table, html_table, only_grid, shape, xlsx_table

DOORS: dict[str, tuple[Callable[[Rows], bytes], Callable[[bytes, str], Document]]] = {
    "docx": (docx_table, docx_document),
    "xlsx": (xlsx_table, xlsx_document),
    "html": (html_table, html_document),
}

_words = st.text("收支预算类款项基本工资福利商品和服务", min_size=1, max_size=6)
_cents = st.integers(-(10**11), 10**11)


@st.composite
def tables(draw: st.DrawFn) -> list[list[Put | None]]:
    """A two-row header (a name over both, groups over their columns), then rows of a name and amounts."""
    groups = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    width = 1 + sum(groups)
    top: list[Put | None] = [Put(draw(_words), 2, 1), *[None] * (width - 1)]
    below: list[Put | None] = [None] * width
    column = 1
    for size in groups:
        if size == 1:
            top[column] = Put(draw(_words), 2, 1)
        else:
            top[column] = Put(draw(_words), 1, size)
            below[column : column + size] = [Put(draw(_words)) for _ in range(size)]
        column += size
    if not any(below):
        top = [None if put is None else Put(put.value) for put in top]
        return [top, *draw(st.lists(_row(width), min_size=1, max_size=6))]
    return [top, below, *draw(st.lists(_row(width), min_size=1, max_size=6))]


def _row(width: int) -> st.SearchStrategy[list[Put | None]]:
    amounts = st.lists(st.none() | _cents.map(_amount), min_size=width - 1, max_size=width - 1)
    return st.tuples(_words.map(Put), amounts).map(lambda pair: [pair[0], *pair[1]])


def _amount(cents: int) -> Put:
    return Put(float(Decimal(cents) / 100), shown=f"{Decimal(cents) / 100:,.2f}")


def _expected(rows: Rows) -> Shape:
    return [[None if put is None else (put.text, put.rowspan, put.colspan) for put in row] for row in rows]


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=tables())
def test_the_grid_comes_back(door: str, rows: list[list[Put | None]]) -> None:
    write, read = DOORS[door]
    document = read(write(rows), f"table.{door}")
    assert shape(only_grid(document)) == _expected(rows)


@settings(max_examples=20, deadline=None)
@given(rows=tables())
def test_every_cell_keeps_its_text_in_its_place(rows: list[list[Put | None]]) -> None:
    for door, (write, read) in DOORS.items():
        grid = only_grid(read(write(rows), f"table.{door}"))
        assert all(cell.source.text == cell.text and cell.source.line > 0 for _, _, cell in grid.cells())
