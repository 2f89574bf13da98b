"""The words by which quantities of a goal's text are read, loaded from `quantities.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.recognise.goal_words import goal_words

_FILE = Path(__file__).parent / "quantities.toml"


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Everything that `quantities.toml` knows; patterns apply to half-width text without white space."""

    unit: re.Pattern[str]
    """a unit that counts or measures, from a place on"""
    uncounted: re.Pattern[str]
    """a unit of dates, rates and money, or a word that only begins like a unit"""
    before: Mapping[str, re.Pattern[str]]
    """operators directly before a number"""
    behind: Mapping[str, re.Pattern[str]]
    """operators directly behind a unit"""
    inexact_before: re.Pattern[str]
    inexact_behind: re.Pattern[str]
    never: re.Pattern[str]
    alike: tuple[str, ...]
    neutral: tuple[str, ...]
    ends: re.Pattern[str]
    begins: re.Pattern[str]
    actions: re.Pattern[str]
    before_number: re.Pattern[str]
    generic: frozenset[str]
    same: Mapping[str, str]
    """units of one size: each, and the one that stands for all"""

    def same_unit(self, one: str, two: str | None) -> bool:
        """Whether numbers in two units are of one size."""
        return two is not None and self.same.get(one, one) == self.same.get(two, two)


@cache
def quantity_words() -> QuantityWords:
    """The words of the project."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    words, operators = raw["words"], raw["operators"]
    uncounted = [*raw["units"]["not_counted"], *raw["units"]["other_words"]]
    counted = [unit for unit in goal_words().units if unit not in uncounted]
    multiples = _any(raw["units"]["multiples"])
    return QuantityWords(
        unit=re.compile(f"(?:{multiples})?(?:{_any(counted)})"),
        uncounted=re.compile(f"(?:{multiples})?(?:{_any(uncounted)})"),
        before={key: re.compile(f"(?:{_any(each)})$") for key, each in operators["before"].items()},
        behind={key: re.compile(_any(each)) for key, each in operators["behind"].items()},
        inexact_before=re.compile(f"(?:{'|'.join(words['inexact_before'])})$"),
        inexact_behind=re.compile(_any(words["inexact_behind"])),
        never=re.compile("|".join(words["never"])),
        alike=tuple(words["alike"]),
        neutral=tuple(words["neutral"]),
        ends=re.compile("|".join(words["ends"])),
        begins=re.compile("|".join([*words["begins"], *words["alike"]])),
        actions=re.compile(_any(words["actions"])),
        before_number=re.compile(f"(?:{_any(words['before_number'])})+$"),
        generic=frozenset(words["generic"]),
        same={unit: units[0] for units in raw["units"]["same"] for unit in units},
    )


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
