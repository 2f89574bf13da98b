"""Numbers as spreadsheets show them; the expected texts are what Excel displays in a wide column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.builtinformats import BUILTIN
from kg.read.dateformat import is_date_format
from kg.read.numberformat import shown_number

ACCOUNTING = BUILTIN[43]
HIDES_DIGITS = "it holds more digits than its format shows"
UNKNOWN = "its format is not understood"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (100.0, "General", "100"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.6599999999999, "General", "1234.66"),
        (-0.5, "General", "-0.5"),
        (123456789012.0, "General", "123456789012"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567.0, "#,##0", "1,234,567"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0.0, ACCOUNTING, "-"),
        (0.0, "0.00", "0.00"),
        (0.0, "#,###", ""),
        (0.5, "#.##", "0.5"),
        (-5.0, "#,##0;(#,##0)", "(5)"),
        (-5.0, r"0.00_);[Red]\(0.00\)", "(5.00)"),
        (0.0, "0.00;-0.00;;@", ""),
        (0.1234, "0.00%", "12.34%"),
        (123456.0, "0!.0000", "12.3456"),
        (123000.0, "0!.0,", "12.3"),
        (7.0, "000", "007"),
        (12.0, '0.00"万元"', "12.00万元"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (15000.0, '[>=10000]0!.0,"万";0', "1.5万"),
        (500.0, '[>=10000]0!.0,"万";0', "500"),
        (3.0, "G/通用格式", "3"),
        (5.0, "@", "5"),
        (201.0, "0_ ", "201"),
    ],
)
def test_the_text_that_is_shown(value: float, code: str, text: str) -> None:
    shown = shown_number(value, code)
    assert (shown.text, shown.hides) == (text, "")


@pytest.mark.parametrize(
    ("value", "code", "text", "hides"),
    [
        (2.345, "0.00", "2.35", HIDES_DIGITS),
        (-2.345, "0.00", "-2.35", HIDES_DIGITS),
        (0.4, "0", "0", HIDES_DIGITS),
        (123456.0, "0!.0,", "12.3", HIDES_DIGITS),
        (12.5, "0.00E+00", "12.5", UNKNOWN),
        (0.5, "# ?/?", "0.5", UNKNOWN),
        (5.0, "[DBNum1]0", "5", UNKNOWN),
        (5.0, ";;;", "", "its format shows '' instead of the number"),
        (5.0, '"无"', "无", "its format shows '无' instead of the number"),
    ],
)
def test_what_is_hidden_is_said(value: float, code: str, text: str, hides: str) -> None:
    shown = shown_number(value, code)
    assert (shown.text, shown.hides) == (text, hides)


def test_a_minus_that_the_format_hides_is_kept() -> None:
    assert shown_number(-2013.0, "0.00;[Red]0.00").text == "-2013.00"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45352.0, "yyyy/m/d", "2024/3/1"),
        (45352.0, BUILTIN[57], "2024年3月"),
        (45352.0, "yyyy-mm-dd;@", "2024-03-01"),
        (45352.0, "d-mmm-yy", "2024-03-01"),
        (45352.75, "yyyy/m/d h:mm", "2024-03-01 18:00:00"),
        (1.0, "yyyy/m/d", "1900/1/1"),
        (-1.0, "yyyy/m/d", "####"),
    ],
)
def test_dates(value: float, code: str, text: str) -> None:
    assert shown_number(value, code).text == text


def test_the_calendar_of_1904() -> None:
    assert shown_number(0.0, "yyyy/m/d", epoch_1904=True).text == "1904/1/1"


@pytest.mark.parametrize("code", ["General", "0.00", "[Red]0", '0"d"', r"0\d", "#,##0_d"])
def test_formats_of_numbers_are_no_dates(code: str) -> None:
    assert not is_date_format(code)


@given(cents=st.integers(-(10**13), 10**13))
def test_two_decimals_come_back_exactly(cents: int) -> None:
    value = Decimal(cents) / 100
    shown = shown_number(float(value), "#,##0.00")
    assert (shown.text, shown.hides) == (f"{value:,.2f}", "")
    assert Decimal(shown_number(float(value), "General").text) == value


@given(
    value=st.floats(allow_nan=False, allow_infinity=False),
    code=st.text('0#?.,%;"\\_*[]E/@yGeneral-', max_size=12),
)
def test_no_format_breaks_the_reader(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code).text, str)
