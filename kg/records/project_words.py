"""The words by which projects are read in prose, loaded from `project_fields.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "project_fields.toml"


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
    )
