"""The patterns of figures that the narrative states apart from the forms, loaded from `figures.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "figures.toml"
_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
SPELLED = "[一二三四五六七八九十]{1,3}"
_MONEY = "百万元|亿元|万元|千元|元"
_UNITS = {"人": "[人名]", "个": "[个项]"}
_MEASURE = re.compile(r"\{(?P<name>[a-z_]+)(?P<changes>!)?(?P<spelled>#)?(?:(?P<money>\$)|@(?P<unit>[^}]+))?\}")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """One figure: the record that it belongs to, and the patterns that find its measures as named groups."""

    record: str
    kind: str
    planned: bool
    status: str
    sections: frozenset[str]
    within: re.Pattern[str] | None
    without: re.Pattern[str] | None
    patterns: tuple[re.Pattern[str], ...]
    dated: bool = False
    """whether the year that its sentence names before it is the one that it is told of"""

    def holds_in(self, section: str) -> bool:
        """Whether the figure is sought in sections of that kind."""
        return not self.sections or section in self.sections


@cache
def figure_words() -> tuple[FigureWords, ...]:
    """Every figure in the order of the file."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    verbs = "|".join(re.escape(each) for way in ("template", "increase", "decrease") for each in raw["verbs"][way])
    return tuple(_figure(each, verbs) for each in raw["figures"])


@cache
def directions() -> Mapping[str, str]:
    """The direction of each verb; form words left standing have none."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))["verbs"]
    return {verb: way for way in ("increase", "decrease") for verb in raw[way]}


@dataclass(frozen=True, slots=True)
class ListedWords:
    """How a list of units is known: the words before it, the number of an item, what parts names of one sentence."""

    sections: frozenset[str]
    opens: re.Pattern[str]
    item: re.Pattern[str]
    between: str
    ends: str
    own: re.Pattern[str]


@cache
def listed_words() -> ListedWords:
    """The words of lists of units."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))["listed"]
    opens, item, own = (re.compile(raw[key]) for key in ("opens", "item", "own"))
    return ListedWords(frozenset(raw["sections"]), opens, item, raw["between"], raw["ends"], own)


def _figure(raw: dict[str, Any], verbs: str) -> FigureWords:
    within, without = raw.get("within"), raw.get("without")
    return FigureWords(
        raw["record"],
        raw.get("kind", ""),
        raw.get("planned", False),
        raw.get("status", "disclosed"),
        frozenset(raw.get("sections", ())),
        re.compile(within) if within else None,
        re.compile(without) if without else None,
        tuple(re.compile(_MEASURE.sub(lambda found: _group(found, verbs), each)) for each in raw["patterns"]),
        raw.get("dated", False),
    )


def _group(found: re.Match[str], verbs: str) -> str:
    name = found.group("name")
    number = f"(?P<{name}>{_NUMBER}|{SPELLED})" if found.group("spelled") else f"(?P<{name}>{_NUMBER})"
    if found.group("changes"):
        number = f"(?P<{name}__verb>{verbs})?{number}"
    if found.group("money"):
        return f"{number}(?P<{name}__unit>{_MONEY})"
    unit = found.group("unit")
    return f"{number}(?P<{name}__unit>{_UNITS.get(unit, unit)})" if unit else f"{number}(?P<{name}__unit>)"
