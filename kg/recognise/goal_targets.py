"""A printed target (`＞=4 次`, `< =34.6 0万元`, `90%以上`, `2024年12月`) to operator, value and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.recognise.goal_words import goal_words
from kg.text.width import narrow, squeeze

MAX_UNIT = 4
"""A longer run of unknown characters behind a number is a sentence, not a unit."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BROKEN = re.compile(r"[\d.,]\s+[\d.,]")
_TEXT = re.compile(r"[\u4e00-\u9fffA-Za-z/]+")


@dataclass(frozen=True, slots=True)
class Target:
    """What a target says: `kind` is number, date or text; `rejoined` marks a number with white space inside it."""

    kind: str
    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    rejoined: bool = False


def read_target(printed: str) -> Target:
    """Operator, value and unit where the whole text is one comparison with a number; else a date or a text.

    >>> read_target("< =34.6 0万元").value
    Decimal('34.60')
    >>> read_target("２次").operator is None, read_target("2次共9.6公里").kind
    (True, 'text')
    """
    text = squeeze(printed)
    if goal_words().date.fullmatch(text.lstrip("<>=≤≥")):
        return Target("date")
    found = _comparison().fullmatch(text)
    if found is None:
        return Target("text")
    before, behind = _operator(found, "before"), _operator(found, "behind")
    unit = _bare(found["unit"]) or None
    if (before and behind and before != behind) or not _is_unit(unit, before):
        return Target("text")
    value = Decimal(found["number"].replace(",", ""))
    return Target("number", before or behind, value, unit, bool(_BROKEN.search(narrow(printed))))


@cache
def _comparison() -> re.Pattern[str]:
    words = goal_words()
    before = "|".join(f"(?P<before_{key}>{each.pattern})" for key, each in words.operators.items())
    behind = "|".join(f"(?P<behind_{key}>{each.pattern})" for key, each in words.operators_behind.items())
    return re.compile(f"(?:{before})?(?P<number>-?{NUMBER})(?P<unit>[^\\d<>=]*?)(?:{behind})?")


def _operator(found: re.Match[str], side: str) -> str | None:
    groups = found.groupdict()
    return next((name.split("_")[1] for name, text in groups.items() if text and name.startswith(side + "_")), None)


def _bare(unit: str) -> str:
    """A unit without the parentheses around it (`≥12.00(次)`)."""
    return unit[1:-1] if unit.startswith("(") and unit.endswith(")") else unit


def _is_unit(unit: str | None, operator: str | None) -> bool:
    """A known unit; behind an operator also a short unknown one, because nothing else stands there."""
    words = goal_words()
    if unit is None or unit in words.units:
        return True
    plain = bool(operator) and len(unit) <= MAX_UNIT and bool(_TEXT.fullmatch(unit))
    return plain and not any(word in unit for word in words.not_units)
