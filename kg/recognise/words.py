"""The words by which a disclosure is read, loaded from `words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.recognise.description import Words, words_of

_FILE = Path(__file__).parent / "words.toml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Patterns and word lists of headings, captions and statements."""

    boundaries: tuple[re.Pattern[str], ...]
    title_prefixes: tuple[re.Pattern[str], ...]
    title_suffixes: tuple[re.Pattern[str], ...]
    table_number: re.Pattern[str]
    organisation_suffixes: tuple[str, ...]
    compiler: re.Pattern[str]
    unit: re.Pattern[str]
    cover_department: re.Pattern[str]
    cover_title: re.Pattern[str]
    statement_begin: re.Pattern[str]
    statement_status: Mapping[str, str]
    instructions: tuple[re.Pattern[str], ...]
    neutral_headings: Words
    other_years: re.Pattern[str]
    aside_columns: Words

    def is_organisation(self, name: str) -> bool:
        """Whether a name ends as names of organisations do."""
        return name.endswith(self.organisation_suffixes)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the project."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    return Vocabulary(
        boundaries=tuple(map(re.compile, raw["boundaries"])),
        title_prefixes=tuple(map(re.compile, raw["title_prefixes"])),
        title_suffixes=tuple(map(re.compile, raw["title_suffixes"])),
        table_number=re.compile(raw["table_number"]),
        organisation_suffixes=tuple(raw["organisation_suffixes"]),
        compiler=re.compile(raw["compiler"]),
        unit=re.compile(raw["unit"]),
        cover_department=re.compile(raw["cover_department"]),
        cover_title=re.compile(raw["cover_title"]),
        statement_begin=re.compile(raw["statement_begin"]),
        statement_status=raw["statement_status"],
        instructions=tuple(map(re.compile, raw["instructions"]["patterns"])),
        neutral_headings=words_of(raw["neutral_headings"]),
        other_years=re.compile(raw["other_years"]),
        aside_columns=words_of(raw["aside_columns"]),
    )
