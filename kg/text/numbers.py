"""Printed numbers and money: exact decimals, their unit and the precision they were printed with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.text.width import narrow

UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "亿元": Decimal(100000000),
}
"""Monetary units of the forms, in yuan."""

_AMOUNT = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z")
_UNIT = re.compile(r"(?:金额)?单位[:,;]?(?:人民币)?[:]?(百万元|亿元|万元|千元|元)")


MAX_DIGITS = 24
"""No amount has more: a country's budget in yuan with six decimals has twenty. Sums of such stay exact in Decimal."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its value in the printed unit and how many decimals it shows."""

    text: str
    value: Decimal
    decimals: int

    def amount(self, unit: Decimal) -> Decimal:
        """The value in yuan, `unit` being the table's unit in yuan."""
        return plain(self.value * unit)

    def precision(self, unit: Decimal) -> Decimal:
        """One unit of the last printed digit, in yuan."""
        return plain(Decimal(1).scaleb(-self.decimals) * unit)


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent and without trailing zeros.

    >>> plain(Decimal("1E+2")), plain(Decimal("2.50"))
    (Decimal('100'), Decimal('2.5'))
    """
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()


def read_number(text: str) -> Printed | None:
    """A whole cell read as one number, or None where it is not one.

    Thousands separators, full-width digits and blanks around are accepted; percentages, codes with leading zeros and
    runs of more than MAX_DIGITS digits are not numbers.

    >>> read_number("１,２３４.50").value
    Decimal('1234.50')
    >>> read_number("07100133") is None
    True
    """
    core = narrow(text).strip()
    if not _AMOUNT.match(core):
        return None
    digits = core.replace(",", "").lstrip("+")
    if sum(each.isdigit() for each in digits) > MAX_DIGITS:
        return None
    whole = digits.lstrip("-").split(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        return None
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    return Printed(text.strip(" \t\u3000\xa0"), Decimal(digits), decimals)


def read_unit(text: str) -> str | None:
    """The monetary unit that a caption states (`单位：万元`), or None.

    >>> read_unit("编制部门：某局 单位:万元")
    '万元'
    """
    found = _UNIT.search(re.sub(r"\s+", "", narrow(text)))
    return found.group(1) if found else None


_SPELLED = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_TENS = re.compile("([一二三四五六七八九])?十([一二三四五六七八九])?|([一二三四五六七八九])")


def read_spelled(text: str) -> int | None:
    """A numeral in characters from one to ninety-nine, or None where the text is none.

    >>> read_spelled("二十一"), read_spelled("十"), read_spelled("一二")
    (21, 10, None)
    """
    found = _TENS.fullmatch(text)
    if found is None:
        return None
    tens, ones, alone = found.groups()
    return _SPELLED[alone] if alone else 10 * _SPELLED.get(tens, 1) + _SPELLED.get(ones, 0)
