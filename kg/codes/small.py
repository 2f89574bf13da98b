"""The small code lists of the contract (report tables, funding sources, roles, …), read from `lists.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.datafolders import data_folder
from kg.errors import Defect

MARKS = ("fund-type", "arranged-by", "vintage")
"""The three marks of a funding source; each is a key of the small list of that name."""

NOT_TOLD_APART = "any"
"""The key of a mark that does not apply, as for the total over all sources."""


@dataclass(frozen=True, slots=True)
class SmallConcept:
    """One entry: its key, labels, the key of the broader entry (or ""), its marks by list name.

    `requires` are the keys of the statutory forms that a disclosure of this family must hold (families only).
    """

    key: str
    zh: str
    en: str
    broader: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallList:
    """One small code list with its titles, entries in the order of the contract."""

    name: str
    zh: str
    en: str
    concepts: tuple[SmallConcept, ...]

    def ancestors(self, key: str) -> tuple[str, ...]:
        """The keys above an entry, nearest first."""
        broader = {concept.key: concept.broader for concept in self.concepts}
        found: list[str] = []
        current = broader[key]
        while current:
            if current in found:
                raise Defect(f"the list {self.name} turns in a circle at {current}")
            found.append(current)
            current = broader[current]
        return tuple(found)


@cache
def small_lists() -> Mapping[str, SmallList]:
    """Every small list by its name."""
    path = data_folder("ontology") / "sources" / "lists.toml"
    with path.open("rb") as handle:
        return {name: _list(name, table) for name, table in tomllib.load(handle).items()}


def _list(name: str, table: dict[str, Any]) -> SmallList:
    zh, en = (str(title) for title in table["title"])
    requires = table.get("requires", {})
    concepts = tuple(_concept(list(row), tuple(requires.get(row[0], ()))) for row in table["concepts"])
    keys = [concept.key for concept in concepts]
    for concept in concepts:
        if concept.broader and concept.broader not in keys:
            raise Defect(f"list {name}: {concept.key} stands under the unknown {concept.broader}")
    if len(set(keys)) != len(keys):
        raise Defect(f"list {name}: a key stands twice")
    return SmallList(name, zh, en, concepts)


def _concept(row: list[str], requires: tuple[str, ...]) -> SmallConcept:
    key, zh, en, broader, *marks = [*row, ""] if len(row) == 3 else row
    named = zip(MARKS, marks, strict=True) if marks else ()
    told = tuple((mark, value or NOT_TOLD_APART) for mark, value in named)
    return SmallConcept(key, zh, en, broader, told, requires)
