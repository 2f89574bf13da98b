"""Rows known by name: the same words mean another item under another heading."""

from __future__ import annotations

from kg.recognise.description import description
from kg.recognise.items import ItemReader, bare_label


def test_the_same_words_under_another_heading_are_another_item() -> None:
    reader = ItemReader(description("summary").layouts[0].parts[0])
    names = ["一、本年收入", "1、一般公共预算拨款", "5. 单位资金", "二、上年结转结余", "1、财政拨款结转",
             "其中：一般公共预算拨款", "2、非财政拨款结转结余", "单位资金", "收 入 总 计"]  # fmt: skip
    found = [item.id if (item := reader.take(name)) else None for name in names]
    assert found == [
        "current-revenue", "general-public-budget", "unit-funds", "carry-over", "fiscal-carry-over",
        "fiscal-carry-over-general", "non-fiscal-carry-over", "non-fiscal-carry-over-unit", "grand-total",
    ]  # fmt: skip


def test_an_item_stands_once() -> None:
    reader = ItemReader(description("three-public").layouts[0].parts[0])
    assert reader.take("公务接待费") is not None
    assert reader.take("公务接待费") is None


def test_numbering_is_no_part_of_a_name() -> None:
    assert bare_label("（一）因公出国（境）费") == "因公出国(境)费"
    assert bare_label("12.其他收入") == "其他收入"
    assert bare_label("其中：公务用车购置费") == "公务用车购置费"
