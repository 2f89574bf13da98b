"""The published documents: forms, cells read by eye from the printed page, sums that close."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from kg.tables.blocks import Document, Paragraph
from kg.tables.grid import Grid
from kg.tables.pdf import pdf_document
from kg.text.numbers import read_number
from kg.text.width import squeeze

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "documents"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published documents (../shared) are not here")

FORMS = {
    "jiangsu-renda-2017": 12,
    "jiangsu-renda-2018": 12,
    "jiangsu-renda-2019-tables": 12,
    "jiangsu-renda-2019-text": 0,
    "shanghai-commerce-2025-department": 9,
    "shanghai-commerce-2025-unit": 9,
    "shanghai-finance-2025-unit": 9,
    "shanghai-social-2024-final-accounts": 10,  # with the list of units
    "shanghai-wanli-2023": 14,  # with five goal tables
    "shanghai-wanli-2024": 9,
    "university-swu-2021": 4,
    "university-swu-2023-final-accounts": 4,
}


@cache
def document(name: str) -> Document:
    return pdf_document((FOLDER / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def grids(name: str) -> list[Grid]:
    return [block for block in document(name).blocks if isinstance(block, Grid)]


def form(name: str, title: str) -> Grid:
    (found,) = [g for g in grids(name) if any(squeeze(c.text) == title for c in g.captions)]
    return found


def row(grid: Grid, *beginning: str) -> list[str]:
    """The texts of the one row that begins with these words, empty positions left out."""
    rows = [[cell.text for cell in line if cell is not None] for line in grid.rows]
    (found,) = [words for words in rows if words[: len(beginning)] == list(beginning)]
    return found


def test_every_document_is_looked_at() -> None:
    assert sorted(FORMS) == sorted(path.stem for path in FOLDER.glob("*.pdf"))


@pytest.mark.parametrize("name", sorted(FORMS))
def test_each_form_is_one_grid_with_its_captions(name: str) -> None:
    found = grids(name)
    assert len(found) == FORMS[name]
    for grid in found:
        assert grid.ruled
        assert grid.captions or squeeze(grid.rows[0][0].text) in {  # type: ignore[union-attr]
            "财政项目支出绩效目标填报表",
            "序号",
        }


@pytest.mark.parametrize(
    ("name", "title", "beginning", "rest"),
    [
        (
            "jiangsu-renda-2017",
            "表",
            ["2,542.60"],
            "833.60 222.50 183.60 0 183.60 427.50 1,305.25 403.75",
        ),
        ("jiangsu-renda-2017", "收支预算总表", ["八、社会保障和就业支出"], "1,608.51"),
        ("jiangsu-renda-2017", "2017年政府采购预算表", ["一、货物A"], "59.00"),
        (
            "jiangsu-renda-2019-tables",
            "收支预算总表",
            ["一、财政拨款"],
            "18,330.37 一、一般公共服务支出 13,907.78 一、基本支出 9,312.90",
        ),
        (
            "jiangsu-renda-2019-tables",
            "收支预算总表",
            ["当年收入小计"],
            "18,330.37 当年支出小计 18,330.37",
        ),
        (
            "university-swu-2023-final-accounts",
            "表4:高等学校财政拨款支出决算表",
            ["2050205"],
            "高等教育 186,663.39 152,569.36 34,094.03 5,536.97",
        ),
        (
            "shanghai-commerce-2025-department",
            "2025年部门一般公共预算支出功能分类预算表",
            ["合计"],
            "371,514,655.00 19,830,655.00 351,684,000.00",
        ),
        (
            "shanghai-wanli-2023",
            "2023年部门“三公”经费和机关运行经费预算表",
            ["22.91"],
            "0 1.35 21.56 0 21.56 786.09",
        ),
        ("university-swu-2021", "西南大学收支预算总表", ["收入总计"], "490,808.40 支出总计 490,808.40"),
    ],
)
def test_cells_are_what_is_printed(name: str, title: str, beginning: list[str], rest: str) -> None:
    grid = form(name, title)
    rows = [[cell.text for cell in line if cell is not None] for line in grid.rows]
    wanted = [*beginning, *rest.split()]
    assert any(wanted == words[i : i + len(wanted)] for words in rows for i in range(len(words)))


def test_a_goal_table_keeps_its_merged_cells() -> None:
    grid = next(g for g in grids("shanghai-wanli-2023") if not g.captions)
    assert row(grid, "项目资金（元）") == [
        "项目资金（元）",
        "项目资金总额",
        "4,100,000.00",
        "年度资金申请总额",
        "4,100,000.00",
    ]
    cells = {cell.text: (cell.rowspan, cell.colspan) for _, _, cell in grid.cells()}
    assert cells["项目资金（元）"] == (4, 2)
    assert cells["财政项目支出绩效目标填报表"] == (1, 8)
    assert cells["产出指标"] == (3, 1)


def test_units_and_compilers_stand_in_the_captions() -> None:
    last = [squeeze(g.captions[-1].text) for g in grids("shanghai-finance-2025-unit")]
    assert last == ["编制单位:上海市财政局单位:元"] * 8 + ["编制单位:上海市财政局单位:万元"]
    wrapped = form("jiangsu-renda-2018", "收支预算总表")
    assert [c.text for c in wrapped.captions][-2:] == ["部门名称：江苏省人大常委会办公厅", "单位:万元"]


def test_rows_torn_by_the_end_of_a_page_are_whole() -> None:
    grid = form("jiangsu-renda-2017", "收支预算总表")
    assert row(grid, "当 年 收 入小计")[1:] == ["13,649.07", "当年支出小计", "13,649.07"]
    assert len(grid.breaks) == 2


@pytest.mark.parametrize("name", sorted(name for name, forms in FORMS.items() if forms))
def test_printed_sums_close(name: str) -> None:
    """In every form by codes the first level adds up to the total, column by column."""
    checked = 0
    for grid in grids(name):
        for top, total in _sums(grid):
            assert abs(top - total) <= Decimal("0.02")
            checked += 1
    assert checked >= 4


def _sums(grid: Grid) -> Iterator[tuple[Decimal, Decimal]]:
    """For each column of amounts the sum over three-figure codes and the printed total."""
    totals: list[dict[int, Decimal]] = []
    tops: list[dict[int, Decimal]] = []
    for line in grid.rows:
        texts = {c: squeeze(cell.text) for c, cell in enumerate(line) if cell is not None}
        codes = [text for c, text in texts.items() if c < 3 and text.isdigit()]
        amounts = {c: n.value for c, text in texts.items() if (n := read_number(text)) and text not in codes}
        if "合计" in texts.values() and amounts:
            totals.append(amounts)
        elif len(codes) == 1 and len(codes[0]) == 3:
            tops.append(amounts)
    if len(totals) == 1 and len(tops) > 1:
        for column, total in totals[0].items():
            yield sum((top.get(column, Decimal(0)) for top in tops), Decimal(0)), total


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_figure_has_one_place(name: str) -> None:
    """No two pieces of text claim the same box, and every piece tells where it stands."""
    seen: set[tuple[object, ...]] = set()
    for block in document(name).blocks:
        sources = [block.source] if isinstance(block, Paragraph) else [c.source for _, _, c in block.cells()]
        for span in (span for source in sources for span in source.spans):
            assert span.page is not None
            assert span.box is not None
            assert (span.page, span.box) not in seen
            seen.add((span.page, span.box))


def test_prose_is_joined_over_lines() -> None:
    texts = [b.text for b in document("shanghai-wanli-2023").blocks if isinstance(b, Paragraph)]
    assert any("政府采购服务预算270.00万元" in text for text in texts)
    texts = [b.text for b in document("university-swu-2021").blocks if isinstance(b, Paragraph)]
    assert any("收支总预算490,808.40万元，其中本年收入预算390,140.45万元" in text for text in texts)
