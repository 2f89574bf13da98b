"""Projects under titles of their own: their fields, the parts of their money, and what is no plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.provenance import Source, Span
from kg.records.period import period
from kg.records.project_likeness import core
from kg.records.project_prose import ToldProject
from kg.records.project_titled import titled_projects
from kg.tables.blocks import Paragraph

HEAD = ("灯塔修缮专项经费情况说明", "一、项目概述", "修缮灯塔。", "三、实施主体", "海事局", "六、年度预算安排")


def _read(*lines: str) -> list[ToldProject]:
    return titled_projects([Paragraph(Source((Span(line, at, 0, len(line)),))) for at, line in enumerate(lines, 1)])


def _planned(*plan: str) -> ToldProject:
    (told,) = _read(*HEAD, *plan)
    return told


def _parts(told: ToldProject) -> list[tuple[str, Decimal]]:
    return [(part.label, part.amount.amount) for part in told.allocation]


def test_fields_stand_under_headings() -> None:
    told = _planned(
        "2025年度项目总预算30.00万，其中修塔身20.00万，换灯", "具10.00万元，合计30.00万。", "七、绩效目标", "详见表"
    )
    assert told.name.text == "灯塔修缮专项"
    assert {key: text.text for key, text in told.texts.items()} == {"purpose": "修缮灯塔。", "executed-by": "海事局"}
    assert told.amount is not None
    assert (told.amount.amount, told.amount.printed, told.amount.year) == (Decimal(300000), "30.00", 2025)
    assert _parts(told) == [("修塔身", Decimal(200000)), ("换灯具", Decimal(100000))]
    assert told.again is not None
    assert told.again.amount == Decimal(300000)


def test_a_plan_by_quarters_needs_no_whole() -> None:
    told = _planned("第一季度用款计划1.5万元，第二季度用款计划2.5万元。")
    assert told.amount is None
    assert _parts(told) == [("第一季度用款计划", Decimal(15000)), ("第二季度用款计划", Decimal(25000))]


@pytest.mark.parametrize(
    "plan",
    [
        "项目总预算30万元，其中修塔身20万元（含油漆5万元），换灯具10万元。",
        "项目总预算30万元，其中财政拨款30万元，其中修塔身20万元，换灯具10万元。",
        "项目总预算30万元，比2024年增加10万元。",
        "项目总预算30万元，其中修塔身每座10万元。",
        "项目总预算30万元，其中3座灯塔各10万元。",
    ],
)
def test_what_may_be_no_part_leaves_all_parts_unread(plan: str) -> None:
    told = _planned(plan)
    assert told.amount is not None
    assert told.amount.amount == Decimal(300000)
    assert told.allocation == ()


def test_amounts_without_their_whole_are_no_plan() -> None:
    assert _planned("安排修缮30万元，安排检查10万元。").allocation == ()


def test_a_title_without_headings_is_no_project() -> None:
    assert _read("灯塔修缮专项经费情况说明", "本单位修缮灯塔。") == []
    assert _read("一、“三公”经费情况说明", "一、项目概述", "二、立项依据", "三、实施主体") == []


def test_where_the_title_names_no_project_the_overview_does() -> None:
    head = ("项目经费情况说明", "一、项目概况", "由海事局建设的东岸灯塔新建工程，位于东岸。", "二、立项依据", "办法")
    (told,) = _read(*head, "三、实施主体", "海事局")
    assert told.name.text == "东岸灯塔新建工程"
    assert _read("项目经费情况说明", "一、项目概况", "修缮。", "二、立项依据", "三、实施主体") == []


def test_works_behind_a_name_are_those_before_it() -> None:
    assert core("东岸灯塔新建工程") == core("新建东岸灯塔")
    assert core("东岸灯塔运行") != core("新建东岸灯塔")


def test_days_make_a_period() -> None:
    assert period("2025.1.1-2025.12.31") == (date(2025, 1, 1), date(2025, 12, 31))
    assert period("2025-03-01至2026-02-28") == (date(2025, 3, 1), date(2026, 2, 28))
    assert period("2025.12.31-2025.1.1") is None
    assert period("2025.2.30-2025.12.31") is None
