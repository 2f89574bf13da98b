"""Text dumps to blocks: rows with tabs, cells on lines of their own, bare lines."""

from __future__ import annotations

from kg.tables.blocks import Paragraph
from kg.tables.grid import Grid
from kg.tables.text import text_document


def _blocks(text: str) -> list[Paragraph | Grid]:
    return list(text_document(text.encode(), "a.txt").blocks)


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


def test_tabs_part_the_cells_of_a_row() -> None:
    first, grid, last = _blocks("表 1\n\n项目\t预算数\t\n工资\t12.30\t\n\n合计\t\t4\n\n说明。\n")
    assert isinstance(first, Paragraph)
    assert isinstance(grid, Grid)
    assert _texts(grid) == [["项目", "预算数", ""], ["工资", "12.30", ""], ["合计", "", "4"]]
    assert isinstance(last, Paragraph)
    assert last.text == "说明。"


def test_a_line_a_cell_and_a_blank_line_ends_the_row() -> None:
    (grid,) = _blocks("\t项目\n\t预算数\n\n\t工资\n\t　12.30\n\n\n\t\n\t4\n")
    assert isinstance(grid, Grid)
    assert _texts(grid) == [["项目", "预算数"], ["工资", "12.30"], ["", "4"]]


def test_a_second_line_of_a_cell_belongs_to_it() -> None:
    (grid,) = _blocks("\t公务用车\n购置费\n\t1\n\n\t接待费\n\t2\n")
    assert isinstance(grid, Grid)
    assert _texts(grid) == [["公务用车购置费", "1"], ["接待费", "2"]]


def test_every_cell_stands_where_it_says() -> None:
    text = "表\r\n\u3000项目\t 预算数 \r\n工资\t12.30\r\n"
    (_, grid) = _blocks(text)
    assert isinstance(grid, Grid)
    for _, _, cell in grid.cells():
        (span,) = cell.source.spans
        assert text[span.start : span.end] == span.text == cell.text
    assert [cell.source.line for _, _, cell in grid.cells()] == [2, 2, 3, 3]


def test_bare_lines_are_paragraphs() -> None:
    blocks = _blocks("201 03 行政运行 1.00\n\n208 养老 2.00\n")
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["201 03 行政运行 1.00", "208 养老 2.00"]
