"""Goal tables of ruled grids (merged cells, labels above their values) and of hostile size."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from kg.provenance import Source, Span
from kg.recognise.document import RecognisedDocument, recognise
from kg.records.goal_model import Goal
from kg.records.goals import goal_findings, read_goals
from kg.tables.blocks import Document, Paragraph
from kg.tables.grid import Cell, Grid
from kg.tables.text import text_document


def _source(text: str) -> Source:
    return Source((Span(text, page=1, box=(0, 0, 1, 1)),))


def _row(*cells: str | tuple[str, int, int] | None) -> tuple[Cell | None, ...]:
    row: list[Cell | None] = []
    for cell in cells:
        if cell is None:
            row.append(None)
            continue
        text, rows, columns = cell if isinstance(cell, tuple) else (cell, 1, 1)
        row.append(Cell(text, _source(text), rows, columns))
    return tuple(row)


HEAD = (
    _row(("（2023年度）", 1, 8), *[None] * 7),
    _row(("项目名称", 1, 2), None, ("示范项目", 1, 2), None, "项目性质", "经常性", "项目类别", "其他"),
    _row(
        *(("项目资金（元）", 4, 2), None, ("项目资金总额", 1, 2), None, "50.00"),
        *(("年度资金申请总额", 1, 2), None, "20.00"),
    ),
    _row(None, None, ("其中：财政资金", 2, 2), None, ("30.00", 2, 1), ("其中：当年财政拨款", 1, 2), None, "12.00"),
    _row(None, None, None, None, None, ("上年结转资金", 1, 2), None, "3.00"),
    _row(None, None, ("其他资金", 1, 2), None, "20.00", ("其他资金", 1, 2), None, "5.00"),
    _row(("项目绩效目标", 2, 1), ("项目总目标", 1, 4), None, None, None, ("年度总体目标", 1, 3), None, None),
    _row(None, ("三年建成。", 1, 4), None, None, None, ("今年开工。", 1, 3), None, None),
    _row(None, "一级指标", "二级指标", ("三级指标", 1, 3), None, None, ("年度(/项目)指标值", 1, 2), None),
)
ROWS = (
    _row(
        *(("绩效指标", 3, 1), ("产出指标", 2, 1), "数量指标", ("建筑面积", 1, 3), None, None),
        *(("≥1345.00(平方米)", 1, 2), None),
    ),
    _row(None, None, "质量指标", ("完工质量", 1, 3), None, None, ("合格", 1, 2), None),
    _row(None, "效益指标", "社会效益指标", ("居民知晓", 1, 3), None, None, ("不低于50%", 1, 2), None),
)


def _document(*rows: tuple[Cell | None, ...], breaks: frozenset[int] = frozenset()) -> RecognisedDocument:
    blocks = (Paragraph(_source("项目支出绩效目标表")), Grid(rows, breaks=breaks))
    return recognise(Document("own.pdf", "0" * 64, "application/pdf", blocks))


def _labels(goal: Goal) -> list[tuple[str | None, ...]]:
    named = [(each.level1, each.level2, each.label) for each in goal.indicators]
    return [tuple(part.text if part else None for part in parts) for parts in named]


def test_labels_stand_above_their_texts_and_beside_their_amounts() -> None:
    (goal,) = read_goals(_document(*HEAD, *ROWS))
    assert goal.objective is not None
    assert goal.period_objective is not None
    assert (goal.about, goal.objective.text, goal.period_objective.text) == ("示范项目", "今年开工。", "三年建成。")
    assert {part.key: part.amount for part in goal.funding} == {
        "period-total": Decimal(50),
        "period-fiscal": Decimal(30),
        "period-other": Decimal(20),
        "total": Decimal(20),
        "fiscal": Decimal(12),
        "carried": Decimal(3),
        "other": Decimal(5),
    }
    assert (goal.total, goal.summed) == (Decimal(20), False)


def test_merged_levels_reach_down_and_a_unit_may_stand_in_parentheses() -> None:
    (goal,) = read_goals(_document(*HEAD, *ROWS))
    assert _labels(goal) == [
        ("产出指标", "数量指标", "建筑面积"),
        ("产出指标", "质量指标", "完工质量"),
        ("效益指标", "社会效益指标", "居民知晓"),
    ]
    assert [(each.operator, each.target_value, each.target_unit) for each in goal.indicators] == [
        ("gte", Decimal(1345), "平方米"),
        (None, None, None),
        ("gte", Decimal(50), "%"),
    ]


@pytest.mark.parametrize(("cell", "total"), [("12.00", 0), ("13.00", 1)])
def test_the_parts_of_the_year_make_the_total_of_the_year(cell: str, total: int) -> None:
    head = [tuple(_changed(each, cell) for each in row) for row in HEAD]
    document = _document(*head, *ROWS)
    codes = [finding.code for finding in goal_findings(document, read_goals(document))]
    assert codes == ["goal-funding-sum"] * total


def _changed(cell: Cell | None, text: str) -> Cell | None:
    return Cell(text, _source(text)) if cell is not None and cell.text == "12.00" else cell


def test_a_label_goes_on_behind_a_page_break_only() -> None:
    rest = _row(None, None, None, ("和环境", 1, 3), None, None, None, None)
    rows = (*HEAD, ROWS[0], rest, *ROWS[1:])
    (parted,) = read_goals(_document(*rows, breaks=frozenset([len(HEAD) + 1])))
    assert [row[2] for row in _labels(parted)] == ["建筑面积和环境", "完工质量", "居民知晓"]
    whole = _document(*rows)
    assert [row[2] for row in _labels(read_goals(whole)[0])] == ["建筑面积", "和环境", "完工质量", "居民知晓"]
    assert "goal-no-target" in [finding.code for finding in goal_findings(whole, read_goals(whole))]


def test_a_repeated_head_is_no_row() -> None:
    (goal,) = read_goals(_document(*HEAD, ROWS[0], HEAD[-1], *ROWS[1:], breaks=frozenset([len(HEAD) + 1])))
    assert len(goal.indicators) == 3


LONG = [
    *("其他资金 其他", "数量指标 1 =1 次 10", "按照正 >=1 2024年12"),
    *("一级指标 二级指标 三级指标 指标值", "甲" + " " * 60 + "乙"),
]


@pytest.mark.parametrize("line", LONG)
def test_a_very_long_table_is_read_in_bounded_time(line: str) -> None:
    head = "项目支出绩效目标表\n项目名称 示范项目\n一级指标 二级指标 三级指标 指标值 指标设定依据 分值权重\n"
    started = time.perf_counter()
    read_goals(recognise(text_document((head + f"{line}\n" * 3000).encode(), "long.txt")))
    assert time.perf_counter() - started < 20


def test_a_very_long_grid_is_read_in_bounded_time() -> None:
    head = "项目支出绩效目标表\n项目名称\t示范项目\t\t\n一级指标\t二级指标\t三级指标\t指标值\n"
    text = head + "产出指标\t数量指标\t\t\n" * 3000 + "\t\t\t有效\n" * 3000 + "甲\t乙\t丙\t丁\t戊\t己\n" * 3000
    started = time.perf_counter()
    read_goals(recognise(text_document(text.encode(), "long.txt")))
    assert time.perf_counter() - started < 20
