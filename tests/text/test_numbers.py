"""Printed numbers: exact values, units, and what is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import UNITS, plain, read_number, read_unit
from kg.text.width import narrow, skeleton, squeeze

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("412.85　", "412.85", 2),
        ("　8.43", "8.43", 2),
        ("1,350.00", "1350.00", 2),
        ("28", "28", 0),
        ("0", "0", 0),
        ("0.00", "0.00", 2),
        ("-12.50", "-12.50", 2),
        ("１，２３４．５", "1234.5", 1),
        ("+3", "3", 0),
    ],
)
def test_reads_a_number_as_printed(printed: str, value: str, decimals: int) -> None:
    number = read_number(printed)
    assert number is not None
    assert (number.value, number.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["", "※", "2024年", "07100133", "3.63%", "12,34.5", "1.2.3", "0410335A", "—", "1 2"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_no_digit_of_a_long_number_is_lost(unit: str) -> None:
    longest = "123456789012345678901.237"
    number = read_number(longest)
    assert number is not None
    assert number.amount(UNITS[unit]) == Decimal(int(longest.replace(".", "")) * int(UNITS[unit])).scaleb(-3)
    assert read_number("1" + longest) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(sorted(UNITS)))
def test_amounts_are_exact_in_every_unit(value: Decimal, unit: str) -> None:
    number = read_number(f"{value:f}")
    assert number is not None
    assert number.amount(UNITS[unit]) == value * UNITS[unit]
    assert number.precision(UNITS[unit]) == Decimal("0.01") * UNITS[unit]


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_separators_and_width_change_nothing(value: Decimal) -> None:
    plainly = read_number(f"{value:f}")
    grouped = read_number(f"{value:,f}")
    wide = read_number(f"{value:,f}".translate(FULL_WIDTH))
    assert plainly
    assert grouped
    assert wide
    assert plainly.value == grouped.value == wide.value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_plain_keeps_the_value_and_shows_no_exponent(value: Decimal) -> None:
    assert plain(value) == value
    assert "E" not in str(plain(value))


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("编制部门：某局 单位：万元", "万元"),
        ("单位:元", "元"),
        ("金额单位：人民币万元", "万元"),
        ("单 位 ： 万 元", "万元"),
        ("单位：", None),
        ("填报单位：某中心", None),
    ],
)
def test_the_unit_of_a_caption(caption: str, unit: str | None) -> None:
    assert read_unit(caption) == unit


def test_widths() -> None:
    assert narrow("（１）") == "(1)"
    assert squeeze(" 总\u3000计 ") == "总计"
    assert skeleton("财政拨款（补助）小计：") == "财政拨款补助小计"
