"""What one form says of another, loaded from `links.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "links.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """One amount of one form; `row` is an item, a code, `total`, or `code` for the row of the target's code."""

    form: str
    side: str
    row: str
    column: str
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The sum of some columns of a row, told by other forms."""

    form: str
    side: str
    row: str
    columns: tuple[str, ...]
    sign: str
    terms: tuple[Term, ...]
    when: tuple[Term, Term] | None


@cache
def links() -> tuple[Link, ...]:
    """Every link of the project."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    guards = {name: tuple(map(_term, guard["terms"])) for name, guard in raw["guards"].items()}
    return tuple(link for each in raw["links"] for link in _links(each, guards))


def _links(raw: Mapping[str, Any], guards: Mapping[str, tuple[Term, ...]]) -> Iterator[Link]:
    target = raw["target"]
    guard = guards.get(raw.get("when", ""))
    when = (guard[0], guard[1]) if guard else None
    if "pairs" in raw:
        source = raw["source"]
        for columns, row in raw["pairs"]:
            term = Term(source["form"], source.get("side", ""), row, source["column"])
            yield Link(target["form"], target.get("side", ""), target["row"], tuple(columns), "=", (term,), when)
        return
    terms = tuple(map(_term, raw["terms"]))
    yield Link(
        target["form"], target.get("side", ""), target["row"], tuple(target["columns"]), raw["sign"], terms, when
    )


def _term(raw: Mapping[str, Any]) -> Term:
    return Term(raw["form"], raw.get("side", ""), raw["row"], raw["column"], raw.get("minus", False))
