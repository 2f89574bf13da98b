"""Amounts of money told in running text: `33.00 万元`, exact, with their unit and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.records.located import Located
from kg.records.project_model import StatedAmount
from kg.text.numbers import UNITS, read_number
from kg.text.width import even

_NUMBER = r"(?<![\d.,])(?<!\d\n)(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
_UNITS = "亿元|百万元|万元|千元|元"


@cache
def _money(short: str) -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER}\s*(?P<unit>{_UNITS}{'|' + short if short else ''})")


def amounts_in(text: Located, short: str = "") -> Iterator[tuple[int, int, StatedAmount]]:
    """Every amount with its unit, and where it begins and ends in the text; `short` is a pattern of 万 without 元.

    A number that a line break may have cut (a digit, a break, a digit) is none: nobody knows where it begins.
    """
    for found in _money(short).finditer(even(text.text)):
        printed = read_number(found["number"])
        if printed is None:
            continue
        unit = UNITS[found["unit"].removesuffix("元") + "元"]
        begin, end = found.span("number")
        source = text.source(begin, end)
        amount = StatedAmount(printed.amount(unit), source.text, printed.precision(unit), source)
        yield found.start(), found.end(), amount
