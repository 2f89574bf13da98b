"""Projects told in prose: labels in any order and numbering, wrapped lines, withheld fields, lists carried over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.provenance import Source, Span
from kg.records.period import period
from kg.records.project_prose import ToldProject, told_projects
from kg.tables.blocks import Paragraph


def _read(*lines: str) -> list[ToldProject]:
    blocks, at = [], 0
    for number, line in enumerate(lines, start=1):
        blocks.append(Paragraph(Source((Span(line, number, at, at + len(line)),))))
        at += len(line) + 1
    return told_projects(blocks)


def _one(*lines: str) -> ToldProject:
    found = _read(*lines)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("begin", ["（一）项目名称：", "1、项目名称:", "项目一：项目名称：", "(2) 项目名称 ："])
def test_an_entry_begins_with_any_numbering(begin: str) -> None:
    told = _one(f"{begin}灯塔修缮", "预算安排规模：1,234.50 万元")
    assert told.name.text == "灯塔修缮"
    assert told.amount is not None
    assert told.amount.amount == Decimal(12345000)
    assert told.amount.printed == "1,234.50"
    assert told.amount.precision == Decimal(100)


def test_wrapped_lines_are_joined_and_page_numbers_left_out() -> None:
    basis = ["设立的政策依据：海事", "- 12 -", "办法", "13", "第七条"]
    told = _one("（一）项目名称：灯塔", "修缮 0410335A", *basis, "八、其他")
    assert told.name.text == "灯塔修缮 0410335A"
    assert told.texts["policy-basis"].text == "海事办法第七条"
    assert [span.line for span in told.texts["policy-basis"].source.spans] == [3, 5, 7]


def test_a_wrapped_name_keeps_a_break_between_a_code_and_a_word() -> None:
    assert _one("项目名称：特定类", "0410335A").name.text == "特定类0410335A"
    assert _one("项目名称：PPP", "0410335A").name.text == "PPP 0410335A"


def test_a_withheld_field_is_no_text() -> None:
    told = _one("项目名称：甲", "设立的政策依据：完全不予公开。", "预算安排规模：不予公开", "资金来源：完全不予公开")
    assert told.texts == {}
    assert told.amount is None
    assert told.unread is None
    assert [each.field for each in told.withheld] == ["policy-basis", "amount", "fund-source"]


def test_two_amounts_or_none_in_words_are_no_amount_but_reported() -> None:
    for words in ("财政拨款 3 万元，自筹 2 万元", "三万元", "0012 万元"):
        told = _one("项目名称：甲", f"预算安排规模：{words}")
        assert told.amount is None
        assert told.unread is not None


def test_a_number_that_a_line_break_may_have_cut_is_no_amount() -> None:
    told = _one("项目名称：甲", "预算安排规模：12", "345.00 万元")
    assert told.amount is None
    assert told.unread is not None


def test_parts_of_the_money_with_their_labels() -> None:
    told = _one("项目名称：甲", "资金分配情况：维修（护）费 15 万元，水电 34.6 万元、其中：劳务费 224000 元。")
    assert [(part.label, part.amount.amount) for part in told.allocation] == [
        ("维修（护）费", Decimal(150000)), ("水电", Decimal(346000)), ("劳务费", Decimal(224000)),
    ]  # fmt: skip
    assert told.allocation[1].source.text == "水电 34.6 万元"


def test_an_unknown_label_is_told_apart_and_not_added_to_the_field_above() -> None:
    told = _one("项目名称：甲", "资金来源：财政拨款", "项目负责处室：综合处")
    assert told.texts["fund-source"].text == "财政拨款"
    assert [each.text for each in told.unknown] == ["项目负责处室：综合处"]


def test_lines_outside_entries_belong_to_none() -> None:
    assert _read("资金来源：财政拨款", "预算安排规模：3 万元") == []


def test_the_list_of_money_carried_over() -> None:
    found = _read(
        "示范局 2024 年上年结转结余 6.34 万元，", "包括：财政拨款 6.34 万元，其中：",
        "1．2022 年灯塔资金 1.00 万元，主要用于灯塔", "修缮。", "（2）特定类 07100133 5.34 万元，完全不予公开。",
        "十二、其他", "3．不在其列 9 万元，无",
    )  # fmt: skip
    assert [(told.name.text, told.amount and told.amount.amount) for told in found] == [
        ("2022 年灯塔资金", Decimal(10000)), ("特定类 07100133", Decimal(53400)),
    ]  # fmt: skip
    assert found[0].texts["purpose"].text == "灯塔修缮"
    assert [each.field for each in found[1].withheld] == ["purpose"]


def test_a_code_run_into_the_amount_by_a_line_break_is_not_taken_for_it() -> None:
    opening = "2024 年上年结转结余 5.34 万元，其中："
    found = _read(opening, "1．特定类 07100133", "5.34 万元，完全不予公开。")
    assert [(told.name.text, told.amount) for told in found] == [("特定类 07100133", None)]
    assert found[0].unread is not None


def test_a_line_that_begins_with_an_amount_is_no_item() -> None:
    opening = "2024 年上年结转结余 5.34 万元，其中："
    found = _read(opening, "1.2022 年灯塔资金", "1.14 万元，主要用于修缮。", "2. 特定类 4.20 万元，无。")
    assert [(told.name.text, told.amount and told.amount.printed) for told in found] == [
        ("2022 年灯塔资金", "1.14"), ("特定类", "4.20"),
    ]  # fmt: skip


_LINE = st.text(alphabet="项目名称预算安排规模：:、。（一）1234567890.,万元 资金分配情况\u3000", max_size=30)


@given(st.lists(_LINE, max_size=12))
def test_any_lines_are_read_and_every_source_is_the_text_at_its_place(lines: list[str]) -> None:
    lines = [line.strip() for line in lines if line.strip()]
    whole = "\n".join(lines)
    for told in _read(*lines):
        sources = [told.name.source, *(text.source for text in told.texts.values())]
        sources += [told.amount.source] if told.amount else []
        for span in (span for source in sources for span in source.spans):
            assert whole[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019年1月-12月", date(2019, 1, 1), date(2019, 12, 31)),
        ("2024 年 1 月 1 日—2024 年 12 月 31 日", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024年3月至2025年2月。", date(2024, 3, 1), date(2025, 2, 28)),
        ("2024年", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_periods(text: str, start: date, end: date) -> None:
    assert period(text) == (start, end)


@pytest.mark.parametrize(
    "text", ["2024年13月-12月", "2024年12月-1月", "2024年底前", "常年", "2024年2月30日至2024年3月1日", ""]
)
def test_what_is_no_certain_period(text: str) -> None:
    assert period(text) is None
