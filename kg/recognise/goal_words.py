"""The words by which performance goal tables are read, loaded from `goals.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "goals.toml"
HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the upper part of a table: what it names, and whether it ends the text of the objective."""

    kind: str
    key: str
    pattern: re.Pattern[str]
    ends_objective: bool


@dataclass(frozen=True, slots=True)
class GoalWords:
    """Everything that `goals.toml` knows; patterns apply to half-width text without white space."""

    labels: tuple[Label, ...]
    year: re.Pattern[str]
    columns: Mapping[str, re.Pattern[str]]
    vocabulary: Mapping[str, re.Pattern[str]]
    operators: Mapping[str, re.Pattern[str]]
    operators_behind: Mapping[str, re.Pattern[str]]
    units: tuple[str, ...]
    not_units: tuple[str, ...]
    date: re.Pattern[str]
    artefacts: re.Pattern[str]
    separator: re.Pattern[str]
    funding_sums: Mapping[str, tuple[str, ...]]
    funding_checks: Mapping[str, tuple[str, ...]]
    period_total: str
    period_parts: Mapping[str, str]

    def names(self, kind: str, text: str) -> bool:
        """Whether the whole text is a known name of that kind (level1, basis, scoring, …)."""
        return bool(self.vocabulary[kind].fullmatch(text))

    def column(self, text: str) -> str | None:
        """The role of the column that a head names, or None.

        >>> goal_words().column("指标值设置依据")
        'basis'
        """
        return next((role for role, pattern in self.columns.items() if pattern.fullmatch(text)), None)


@cache
def goal_words() -> GoalWords:
    """The words of the project."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    texts = raw["texts"]
    return GoalWords(
        labels=tuple(_labels(raw)),
        year=re.compile(raw["label"]["year"]),
        columns=_patterns(raw["columns"]),
        vocabulary=_patterns(raw["vocabulary"]),
        operators=_patterns(raw["operators"]),
        operators_behind=_patterns(raw["operators_behind"]),
        units=tuple(sorted(raw["units"]["words"], key=len, reverse=True)),
        not_units=tuple(raw["units"]["no"]),
        date=re.compile(texts["date"]),
        artefacts=re.compile("|".join(texts["artefacts"])),
        separator=re.compile(texts["separator"]),
        funding_sums={form: tuple(keys) for form, keys in raw["funding_sums"].items()},
        funding_checks={total: tuple(keys) for total, keys in raw["funding_checks"].items()},
        period_total=raw["period"]["total"],
        period_parts=raw["period"]["parts"],
    )


def _labels(raw: Mapping[str, Any]) -> Iterable[Label]:
    behind = raw["label"]["seal"] + raw["label"]["unit"] + ":?"
    for kind in ("fields", "funding"):
        for entry in raw[kind]:
            pattern = re.compile(f"(?:{'|'.join(entry['labels'])}){behind}")
            yield Label(kind, entry["key"], pattern, bool(entry.get("ends_objective", False)))


def _patterns(table: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    return {key: re.compile("|".join(words)) for key, words in table.items()}
