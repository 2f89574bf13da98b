"""Periods told in words (`2024年1月至2024年12月`) to their first and last day, where both are certain."""

from __future__ import annotations

import calendar
import re
from datetime import date

from kg.text.width import squeeze

_TO = r"(?:至|到|[-—–~～]+)"
_MONTH = r"(\d{1,2})月(?:(\d{1,2})日)?"
_MONTHS = re.compile(rf"(20\d\d)年{_MONTH}{_TO}(?:(20\d\d)年)?{_MONTH}底?")
_DAY = r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?"
_DAYS = re.compile(rf"{_DAY}{_TO}{_DAY}")
_ONE_DAY = re.compile(_DAY)
_YEAR = re.compile(r"(20\d\d)年(?:全年|度|全年度)?")


def period(text: str) -> tuple[date, date] | None:
    """The first and the last day, or None where the text tells something else besides or no such period.

    >>> period("2019年1月-12月")
    (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    >>> period("2025.1.1-2025.12.31")
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    >>> period("2024年6月底前") is None
    True
    """
    line = squeeze(text).rstrip("。.;")
    found = _MONTHS.fullmatch(line)
    if found:
        year, month, day, last_year, last_month, last_day = found.groups()
        start = _day(int(year), int(month), int(day or 1))
        end = _last(int(last_year or year), int(last_month), last_day)
        return (start, end) if start and end and start <= end else None
    days = _DAYS.fullmatch(line)
    if days:
        first, last = _day(*map(int, days.groups()[:3])), _day(*map(int, days.groups()[3:]))
        return (first, last) if first and last and first <= last else None
    whole = _YEAR.fullmatch(line)
    return (date(int(whole[1]), 1, 1), date(int(whole[1]), 12, 31)) if whole else None


def read_day(text: str) -> date | None:
    """The day that a whole text is, None where it is none.

    >>> read_day("2023-01-31"), read_day("2023-02-31")
    (datetime.date(2023, 1, 31), None)
    """
    found = _ONE_DAY.fullmatch(squeeze(text))
    return _day(*map(int, found.groups())) if found else None


def _last(year: int, month: int, day: str | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    return _day(year, month, int(day) if day else calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
