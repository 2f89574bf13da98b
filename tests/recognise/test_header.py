"""Header words to columns: in order from a grid, by their characters from run-together lines."""

from __future__ import annotations

import random

import pytest

from kg.recognise.bag import best_choice
from kg.recognise.description import Column, description
from kg.recognise.header import read_header
from kg.recognise.ragged import in_printed_order

GENERAL = [
    ["科目", "一般公共预算支出"],
    ["功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项"],
]
CARRY_OVER = [
    ["项目名称", "总计", "财政拨款", "非财政拨款"],
    ["合计", "基本支出", "项目支出", "合计", "基本支出", "项目支出"],
    ["人员经费", "公用经费", "人员经费", "公用经费"],
]


def _amounts(rows: list[list[str]], key: str, layout: int = 0) -> list[str]:
    found, unknown = read_header(rows, description(key).layouts[layout])
    assert unknown == []
    return [leaf.column.id for leaf in found if isinstance(leaf.column, Column)]


def test_a_header_of_three_rows() -> None:
    assert _amounts(GENERAL, "general") == ["total", "basic", "project"]


def test_the_same_words_under_two_headings() -> None:
    assert _amounts(CARRY_OVER, "carry-over") == [
        "total", "fiscal", "fiscal-personnel", "fiscal-public", "fiscal-project",
        "non-fiscal", "non-fiscal-personnel", "non-fiscal-public", "non-fiscal-project",
    ]  # fmt: skip


def test_columns_in_another_order() -> None:
    rows = [GENERAL[0], ["功能分类科目编码", "功能分类科目名称", "合计", "项目支出", "基本支出"], GENERAL[2]]
    assert _amounts(rows, "general") == ["total", "project", "basic"]


def test_a_heading_that_is_a_column_elsewhere() -> None:
    rows = [
        ["科目", "政府性基金预算支出"],
        ["功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "人员经费", "公用经费"],
    ]
    assert _amounts(rows, "government-fund") == ["total", "personnel", "public", "project"]


def test_unknown_words_are_told() -> None:
    found, unknown = read_header([["功能分类科目名称", "备用金", "合计"]], description("general").layouts[0])
    assert unknown == ["备用金"]
    assert [leaf.is_key for leaf in found] == [True, True, False]


@pytest.mark.parametrize(
    ("key", "rows", "columns"),
    [
        ("general", GENERAL, ("total", "basic", "project")),
        ("government-fund", [["政府性基金预算支出"], ["功能分类科目名称", "合计", "基本支出", "项目支出"],
                             ["类款项", "人员经费", "公用经费"]], ("total", "personnel", "public", "project")),
        ("three-public", [["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"],
                          ["小计", "公务用车购置费", "公务用车运行费"]],
         ("total", "abroad", "vehicle", "vehicle-purchase", "vehicle-operation", "reception")),
    ],
)  # fmt: skip
def test_shuffled_characters_name_the_same_columns(key: str, rows: list[list[str]], columns: tuple[str, ...]) -> None:
    characters = list("".join(word for row in rows for word in row))
    random.Random(7).shuffle(characters)
    choice = best_choice("".join(characters), description(key).layouts, None)
    assert choice is not None
    assert choice.fits
    assert choice.columns[-1] == columns


def test_a_revenue_form_without_transfers_is_known_by_its_characters() -> None:
    words = (
        "功能分类科目编码功能分类科目名称总计财政拨款（补助）财政专户（教育收费）单位资金财政拨款结转非财政拨款结转结余"
        "类款项财政拨款（补助）小计一般公共预算政府性基金预算国有资本经营预算"
    )
    choice = best_choice(words, description("revenue").layouts, 9)
    assert choice is not None
    assert choice.columns[-1] == (
        "total", "fiscal", "general", "fund", "capital", "account", "unit", "fiscal-carry-over",
        "non-fiscal-carry-over",
    )  # fmt: skip


def test_a_header_of_something_else_fits_no_form() -> None:
    choice = best_choice("序号采购品目数量单价供应商交货日期", description("general").layouts, None)
    assert choice is None or not choice.fits


def test_the_order_in_which_run_together_words_are_printed() -> None:
    part = description("revenue").layouts[0].parts[0]
    columns = [part.column(each) for each in ("total", "fiscal-carry-over", "non-fiscal-carry-over")]
    ordered = in_printed_order(columns, "总计非财政拨款结转结余财政拨款结转")
    assert [column.id for column in ordered] == ["total", "non-fiscal-carry-over", "fiscal-carry-over"]
    usual = in_printed_order(columns, "总计财政拨款结转非财政拨款结转结余")
    assert [column.id for column in usual] == ["total", "fiscal-carry-over", "non-fiscal-carry-over"]
