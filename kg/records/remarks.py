"""What a text says in passing of people who came and went, and what was never filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kg.layout.flow import Flow
from kg.provenance import Source
from kg.records.prose_model import Placeholder, Remark
from kg.records.prose_sections import ProseSection
from kg.tables.blocks import Block, Paragraph

_FILE = Path(__file__).parent / "remarks.toml"


@dataclass(frozen=True, slots=True)
class RemarkWords:
    """The patterns that find remarks on one measure; `direction` is that of patterns without a verb."""

    measure: str
    direction: str
    patterns: tuple[re.Pattern[str], ...]
    unit_kind: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All that `remarks.toml` holds."""

    remarks: tuple[RemarkWords, ...]
    not_in: frozenset[str]
    verbs: Mapping[str, str]
    numerals: Mapping[str, int]
    placeholder: re.Pattern[str]


@cache
def remark_words() -> Words:
    """The words by which remarks and placeholders are known."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    verbs = {verb: way for way in ("increase", "decrease") for verb in raw["verbs"][way]}
    holes = {"{verb}": f"(?P<verb>{'|'.join(verbs)})", "{n}": f"(?P<n>{raw['count']})"}
    return Words(
        remarks=tuple(_remark(each, holes) for each in raw["remarks"]),
        not_in=frozenset(raw["not_in"]),
        verbs=verbs,
        numerals=raw["numerals"],
        placeholder=re.compile("|".join(raw["placeholders"]["patterns"])),
    )


def _remark(raw: dict[str, Any], holes: Mapping[str, str]) -> RemarkWords:
    patterns = raw["patterns"]
    for hole, words in holes.items():
        patterns = [each.replace(hole, words) for each in patterns]
    return RemarkWords(
        raw["measure"], raw.get("direction", ""), tuple(map(re.compile, patterns)), raw.get("unit_kind", "")
    )


def read_remarks(flow: Flow, sections: Sequence[ProseSection]) -> Iterator[Remark]:
    """Every remark of the narrative in the order of the sections; one place tells one remark of a measure."""
    words = remark_words()
    seen: set[tuple[str, int]] = set()
    for section in sections:
        if section.kind in words.not_in:
            continue
        for each in words.remarks:
            for pattern in each.patterns:
                for found in pattern.finditer(flow.text, section.begin, section.end):
                    if (each.measure, found.end()) not in seen:
                        seen.add((each.measure, found.end()))
                        yield _found(flow, each, found, words)


def _found(flow: Flow, each: RemarkWords, found: re.Match[str], words: Words) -> Remark:
    groups = found.groupdict()
    count = groups.get("n")
    value = None if count is None else Decimal(words.numerals.get(count, count))
    direction = words.verbs[groups["verb"]] if groups.get("verb") else each.direction
    source = flow.source(found.start(), found.end())
    return Remark(each.measure, direction, value, flow.printed(found.start(), found.end()), source, each.unit_kind)


def read_placeholders(blocks: Iterable[Block]) -> Iterator[Placeholder]:
    """Every word of a paragraph or a cell that stands for something never filled in."""
    for source in _texts(blocks):
        for found in remark_words().placeholder.finditer(source.text):
            yield Placeholder(found.group(), source)


def _texts(blocks: Iterable[Block]) -> Iterator[Source]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.source
            continue
        yield from (*block.captions, *block.notes)
        yield from (cell.source for _, _, cell in block.cells())
