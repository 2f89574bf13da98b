"""Dates and times that a spreadsheet stores as numbers of days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_LITERAL = re.compile(r'"[^"]*"|[\\!].|\[(?!h|m|s)[^\]]*\]|_.|\*.', re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"[ymdhs]", re.IGNORECASE)
_SIMPLE = re.compile(r'(?P<part>[yY]+|[mM]+|[dD]+)|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<plain>[-/.年月日 ])')
_FIRST_LEAP_ERROR = 60
_LAST_DAY = 2_958_465


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or a time.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format('0.00" d"'), is_date_format("[Red]0")
    (True, False, False)
    """
    bare = _LITERAL.sub("", code.partition(";")[0])
    return bool(_PARTS.search(bare)) and not re.search(r"general", bare, re.IGNORECASE)


def shown_date(value: float, code: str, epoch_1904: bool) -> str:
    """The date as its format shows it where that is made of year, month and day, else in ISO 8601.

    A number outside the calendar is shown as a row of #, as a spreadsheet does.
    """
    day = int(value)
    if value < 0 or day > _LAST_DAY:
        return "####"
    epoch = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 31 if day < _FIRST_LEAP_ERROR else 30)
    moment = epoch + timedelta(days=day, seconds=round((value - day) * 86400))
    simple = _simple(moment, code.partition(";")[0])
    if simple is not None:
        return simple
    return moment.date().isoformat() if value == day else moment.isoformat(sep=" ")


def _simple(moment: datetime, code: str) -> str | None:
    code = re.sub(r"\[\$[^\]]*\]", "", code)
    text, at = "", 0
    while at < len(code):
        found = _SIMPLE.match(code, at)
        if found is None:
            return None
        piece = (
            _part(moment, found["part"].lower())
            if found["part"]
            else found["quoted"] or found["escaped"] or found["plain"]
        )
        if piece is None:
            return None
        text, at = text + piece, found.end()
    return text


def _part(moment: datetime, part: str) -> str | None:
    number = {"y": moment.year, "m": moment.month, "d": moment.day}[part[0]]
    if part == "yy":
        return f"{number % 100:02d}"
    return f"{number:0{len(part)}d}" if len(part) <= (4 if part[0] == "y" else 2) else None
