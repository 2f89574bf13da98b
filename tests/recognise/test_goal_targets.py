"""Targets: every spelling of a comparison with a number is read, and nothing else is taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.recognise.goal_targets import read_target

SPELLINGS = {
    "gte": [">=", "＞=", "> =", "≥", "不少于", "不低于"],
    "lte": ["<=", "< =", "＜＝", "≤", "不超过"],
    "gt": [">", "＞", "大于"],
    "lt": ["<", "＜", "小于"],
    "eq": ["=", "＝"],
}
UNITS = ["次", "天", "%", "个工作日", "万元", "批次", "块", "个", "台", "人", "人次", "公里"]
FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


@given(
    spelled=st.sampled_from([(key, sign) for key, signs in SPELLINGS.items() for sign in signs]),
    value=st.decimals(min_value=0, max_value=10**9, places=2),
    unit=st.sampled_from(UNITS),
    blanks=st.tuples(st.sampled_from(["", " ", "\u3000"]), st.sampled_from(["", " ", "\n"])),
    wide=st.booleans(),
)
def test_operator_value_and_unit(
    spelled: tuple[str, str], value: Decimal, unit: str, blanks: tuple[str, str], wide: bool
) -> None:
    key, sign = spelled
    number = f"{value:f}".translate(FULL) if wide else f"{value:f}"
    target = read_target(f"{sign}{blanks[0]}{number}{blanks[1]}{unit}")
    assert (target.kind, target.operator, target.value, target.unit) == ("number", key, value, unit)
    assert not target.rejoined


@given(value=st.integers(0, 10**6), unit=st.sampled_from(UNITS))
def test_a_bare_value_has_no_operator(value: int, unit: str) -> None:
    target = read_target(f"{value}{unit}")
    assert (target.operator, target.value, target.unit) == (None, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [("90%以上", "gte", "90"), ("5个工作日以内", "lte", "5"), ("≥90%以上", "gte", "90"), ("≤3次以下", "lte", "3")],
)
def test_words_behind_a_number_compare(text: str, operator: str, value: str) -> None:
    target = read_target(text)
    assert (target.operator, target.value) == (operator, Decimal(value))


NO_NUMBER = [
    *("2次共5公里", "3-5次", "持续增强", "满意度90%", "≤3次以上"),
    *("第3次", "3次左右", "≥3个及更多", "1:2", "12号楼", "≥"),
]


@pytest.mark.parametrize("text", ["", *NO_NUMBER])
def test_what_is_not_one_number_stays_text(text: str) -> None:
    target = read_target(text)
    assert (target.kind, target.operator, target.value, target.unit) == ("text", None, None, None)


@pytest.mark.parametrize("text", ["2024年12月", "２０24 年 6 月 30 日", "2024年底前", "<=2024年12月", "2024年"])
def test_a_date_is_no_number(text: str) -> None:
    assert read_target(text).kind == "date"
    assert read_target(text).value is None


@pytest.mark.parametrize(("text", "value"), [("< =34.6 0万元", "34.60"), ("≥1 2次", "12"), (">=1, 000册", "1000")])
def test_a_blank_inside_a_number_is_marked(text: str, value: str) -> None:
    target = read_target(text)
    assert target.value == Decimal(value)
    assert target.rejoined
