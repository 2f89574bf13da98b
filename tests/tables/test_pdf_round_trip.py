"""Random tables printed into a PDF come back cell by cell, wherever lines wrap and pages end."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.tables.grid import Grid
from kg.tables.pdf import pdf_document
from tests.pdf_maker import PdfMaker

IDEOGRAPHS = "一般公共预算服务支出教育科学技术社会保障卫生健康农林水住房财政拨款收入基本项目人员经费"
labels = st.text(IDEOGRAPHS, min_size=1, max_size=24)
amounts = st.one_of(
    st.just(""),
    st.integers(0, 10**13).map(lambda cents: f"{cents // 100:,}.{cents % 100:02d}"),
    st.just("0.00"),
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    columns = draw(st.integers(1, 4))
    header = ["科目编码", "科目名称", *(f"金额{'甲乙丙丁'[c]}" for c in range(columns))]
    body = [
        [str(201 + r), draw(labels), *draw(st.lists(amounts, min_size=columns, max_size=columns))]
        for r in range(draw(st.integers(1, 14)))
    ]
    return [header, *body]


def texts(grid: Grid) -> list[list[str]]:
    return [["" if cell is None else cell.text for cell in row] for row in grid.rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables(), narrow=st.booleans(), repeat=st.booleans(), height=st.sampled_from([842, 420, 300]))
def test_a_ruled_table_comes_back(table: list[list[str]], narrow: bool, repeat: bool, height: int) -> None:
    maker = PdfMaker(height=height)
    maker.paragraph("本表反映部门年度收支预算安排情况，详见下表所列各项内容。" * 2)
    maker.centred(maker.top + 20, "收支预算总表", 16)
    maker.text(60, maker.top + 40, "编制部门：某某局")
    maker.text(430, maker.top + 40, "单位：元")
    maker.top += 46
    amount_width = 47 if narrow else 90
    maker.table(table, [52, 80, *[amount_width] * (len(table[0]) - 2)], header=1 if repeat else 0)
    maker.text(55, maker.top + 16, "注：本表金额转换时可能存在尾数误差。")
    document = pdf_document(maker.bytes(), "made.pdf")
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [texts(grid) for grid in grids] == [table]
    assert [caption.text for caption in grids[0].captions] == ["收支预算总表", "编制部门：某某局 单位：元"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(labels, st.integers(100, 10**9), st.integers(0, 99)),
        min_size=3,
        max_size=12,
        unique_by=lambda r: r[0],
    )
)
def test_an_unruled_table_comes_back(rows: list[tuple[str, int, int]]) -> None:
    maker = PdfMaker()
    maker.text(50, 60, "项目")
    maker.text(400, 60, "预算数")
    expected = [["项目", "预算数"]]
    for index, (label, whole, cents) in enumerate(rows):
        amount = f"{whole:,}.{cents:02d}"
        maker.text(50, 80 + 18 * index, label)
        maker.text(380, 80 + 18 * index, amount)
        expected.append([label, amount])
    document = pdf_document(maker.bytes(), "made.pdf")
    assert [texts(block) for block in document.blocks if isinstance(block, Grid)] == [expected]
    assert document.notices == ("page 1: a table without lines, its columns found by alignment",)
