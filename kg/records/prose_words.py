"""The words by which the narrative is read, loaded from `prose.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "prose.toml"


@dataclass(frozen=True, slots=True)
class SectionWords:
    """One kind of section: its headings, and the dimension values that hold in it."""

    kind: str
    numbered: re.Pattern[str]
    alone: re.Pattern[str]
    dims: Mapping[str, str]
    claims: bool
    functions: tuple[Mapping[str, str], ...] = ()
    """dims of the facts that a function named in the section may mean, the likeliest first"""
    unknown: Mapping[str, str] = field(default_factory=dict)
    """dims of a function that no form has"""


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Words that name what a sentence speaks of. `own` where they bring all their dimension values themselves."""

    words: tuple[str, ...]
    sections: frozenset[str]
    dims: Mapping[str, str]
    alternatives: tuple[Mapping[str, str], ...]
    role: str
    opens_list: bool
    own: bool
    after: tuple[str, ...]
    row: str = ""
    """the key of the row that they name, where dimensions do not tell it"""

    def holds_in(self, section: str) -> bool:
        """Whether the words mean this in a section of that kind."""
        return not self.sections or section in self.sections


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of a sentence."""

    token: re.Pattern[str]
    verb: re.Pattern[str]
    verbs: Mapping[str, str]
    behind: re.Pattern[str]
    again: re.Pattern[str]
    before: re.Pattern[str]
    before_class: re.Pattern[str]
    share: re.Pattern[str]
    whole_year: re.Pattern[str]
    reason_of: re.Pattern[str]
    compared: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """The sentences that name the one who discloses; patterns marked true begin a clause or a line."""

    not_in: frozenset[str]
    patterns: tuple[tuple[re.Pattern[str], bool], ...]


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """How the year of a heading is known, and which headings tell of another year."""

    year: re.Pattern[str]
    past: re.Pattern[str]
    not_in: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProseWords:
    """All of `prose.toml`."""

    contact: re.Pattern[str]
    page_number: re.Pattern[str]
    goes_on: re.Pattern[str]
    expects_number: re.Pattern[str]
    numbering: re.Pattern[str]
    sections: tuple[SectionWords, ...]
    subjects: tuple[SubjectWords, ...]
    grammar: Grammar
    spoken: SpokenWords
    headings: HeadingWords

    def subjects_of(self, section: str) -> tuple[SubjectWords, ...]:
        """The subjects that a section of that kind may speak of."""
        return tuple(each for each in self.subjects if each.holds_in(section))


@cache
def prose_words() -> ProseWords:
    """The words of the narrative."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    return ProseWords(
        contact=re.compile(raw["contact"]),
        page_number=re.compile(raw["page_number"]),
        goes_on=re.compile(raw["goes_on"]),
        expects_number=re.compile(raw["expects_number"] + r"\Z"),
        numbering=re.compile(raw["numbering"]),
        sections=tuple(_section(each, raw["numbering"], raw["heading_tail"]) for each in raw["sections"]),
        subjects=tuple(map(_subject, raw["subjects"])),
        grammar=_grammar(raw["grammar"]),
        spoken=_spoken(raw["spoken"]),
        headings=_headings(raw["dated_headings"]),
    )


def _headings(raw: dict[str, Any]) -> HeadingWords:
    return HeadingWords(re.compile(raw["year"]), re.compile(raw["past"]), frozenset(raw["not_in"]))


def _spoken(raw: dict[str, Any]) -> SpokenWords:
    found = []
    for each in raw["patterns"]:
        pattern = each.replace("{begin}", "").replace("{name}", raw["name"])
        found.append((re.compile(pattern), each.startswith("{begin}")))
    return SpokenWords(frozenset(raw["not_in"]), tuple(found))


def _section(raw: dict[str, Any], numbering: str, tail: str) -> SectionWords:
    words = "|".join(raw["headings"])
    before = r"(?:关于)?[^。:;,]{0,70}?"
    return SectionWords(
        raw["kind"],
        re.compile(f"{numbering}{before}(?:{words}){tail}"),
        re.compile(f"(?:关于)?[^。:;,、]{{0,40}}?(?:{words}){tail}"),
        raw.get("dims", {}),
        raw.get("claims", True),
        tuple(raw.get("functions", ())),
        raw.get("unknown", {}),
    )


def _subject(raw: dict[str, Any]) -> SubjectWords:
    return SubjectWords(
        tuple(sorted(raw["words"], key=len, reverse=True)),
        frozenset(raw.get("sections", ())),
        raw.get("instead") or raw.get("dims", {}),
        tuple(raw.get("or", ())),
        raw.get("role", ""),
        raw.get("list", False),
        "instead" in raw,
        tuple(raw.get("after", ())),
        raw.get("row", ""),
    )


def _grammar(raw: dict[str, Any]) -> Grammar:
    marks = raw["marks"]
    units = "|".join(sorted(raw["units"], key=len, reverse=True))
    flat = "|".join(raw["verbs"]["flat"])
    token = "|".join(
        [
            f"(?P<path>{raw['path']})",
            f"(?P<coded>{raw['coded_path']})",
            f"(?P<reason>{marks['reason']})",
            f"(?P<purpose>{marks['purpose']})",
            f"(?P<base>{raw['base']})",
            f"(?P<wholly>{marks['wholly'].replace('<what>', '<whole>')})",
            f"(?P<unused>{marks['unused']})",
            f"(?P<absent>{marks['not_arranged']})",
            f"(?P<flat>{flat})",
            f"(?P<list>{marks['list'].removesuffix('$')})",
            f"(?P<number>(?<![\\d.,]){raw['number']})(?:(?P<unit>{units})|(?P<percent>%)|(?<=[为是]0)(?=[,。;]))",
        ]
    )
    verbs = raw["verbs"]
    directions = {word: way for way in ("increase", "decrease") for word in verbs[way]}
    listed = "|".join(sorted(directions, key=len, reverse=True))
    return Grammar(
        token=re.compile(token),
        verb=re.compile(f"(?:(?P<template>{'|'.join(verbs['template'])})|(?P<verb>{listed}))(?:了|额为|额|为)?\\Z"),
        verbs=directions,
        behind=re.compile(raw["empty"]["behind"].removesuffix("$")),
        again=re.compile(raw["empty"]["again"].removesuffix("$")),
        before=re.compile(raw["neutral"]["before"]),
        before_class=re.compile(raw["neutral"]["classes"]),
        share=re.compile(marks["share"].removesuffix("$") + r"\Z"),
        whole_year=re.compile(marks["whole_year"]),
        reason_of=re.compile(marks["reason_of"].removesuffix("$").replace("{verbs}", listed) + r"\Z"),
        compared=raw["compared"],
    )
