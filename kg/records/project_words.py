"""The words by which projects are read in prose, loaded from `project_fields.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "project_fields.toml"


@dataclass(frozen=True, slots=True)
class TitledWords:
    """How a project is known that is told under a title of its own; `labels` gives the field of each heading."""

    title: re.Pattern[str]
    nameless: frozenset[str]
    named: re.Pattern[str]
    heading: re.Pattern[str]
    labels: Mapping[str, str]
    headings: int


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The words before the amounts of a plan: of its whole, of a part, of the whole told again, of none of them;
    `opens` opens the parts, `alone` knows the parts of a plan whose whole is not told."""

    whole: re.Pattern[str]
    part: re.Pattern[str]
    again: re.Pattern[str]
    opens: re.Pattern[str]
    alone: re.Pattern[str]
    not_parts: re.Pattern[str]
    short_unit: str


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """Labels, patterns and word lists; `labels` gives the field of each label, half-width without white space."""

    begin: tuple[str, ...]
    end: tuple[re.Pattern[str], ...]
    numbering: re.Pattern[str]
    furniture: re.Pattern[str]
    withheld: re.Pattern[str]
    unknown_label: re.Pattern[str]
    labels: Mapping[str, str]
    opening: re.Pattern[str]
    item: re.Pattern[str]
    purpose: re.Pattern[str]
    generic: tuple[str, ...]
    works: re.Pattern[str]
    titled: TitledWords
    plan: PlanWords

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field an entry may have, in the order of the file."""
        return tuple(dict.fromkeys(self.labels.values()))


@cache
def project_words() -> ProjectWords:
    """The words of the project."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    carried = raw["carry-over"]
    return ProjectWords(
        begin=tuple(raw["begin"]),
        end=tuple(map(re.compile, raw["end"])),
        numbering=re.compile(raw["numbering"]),
        furniture=re.compile(raw["furniture"]),
        withheld=re.compile(raw["withheld"]),
        unknown_label=re.compile(raw["unknown_label"]),
        labels={label: key for key, labels in raw["labels"].items() for label in labels},
        opening=re.compile(carried["opening"]),
        item=re.compile(carried["item"]),
        purpose=re.compile(carried["purpose_words"]),
        generic=tuple(sorted(raw["likeness"]["generic"], key=len, reverse=True)),
        works=_works(raw["likeness"]),
        titled=_titled(raw["titled"]),
        plan=_plan(raw["plan"]),
    )


def _works(raw: Mapping[str, Any]) -> re.Pattern[str]:
    return re.compile(f"(?P<name>.+)(?P<works>{'|'.join(raw['works'])})(?:{'|'.join(raw['works_end'])})")


def _titled(raw: Mapping[str, Any]) -> TitledWords:
    labels = {label: key for key, labels in raw["labels"].items() for label in labels}
    return TitledWords(
        title=re.compile(raw["title"]),
        nameless=frozenset(raw["nameless"]),
        named=re.compile(raw["named"]),
        heading=re.compile(raw["heading"]),
        labels={**labels, **dict.fromkeys(raw["aside"], "")},
        headings=raw["headings"],
    )


def _plan(raw: Mapping[str, Any]) -> PlanWords:
    patterns = {key: re.compile(raw[key]) for key in ("whole", "part", "again", "opens", "alone", "not_parts")}
    return PlanWords(**patterns, short_unit=raw["short_unit"])
