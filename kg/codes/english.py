"""English labels for the official names, by name: one translation serves every edition and classification.

Where no translation is at hand the label is built from the code and says so; nothing is translated by guess.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from kg.datafolders import data_folder
from kg.text.width import skeleton

_OTHER, _EXPENDITURE = "其他", "支出"


@dataclass(frozen=True, slots=True)
class EnglishLabel:
    """A label and whether it translates the name (or only repeats the code)."""

    text: str
    translated: bool


def english_label(kind: str, notation: str, name: str) -> EnglishLabel:
    """The English label of a name; `kind` ("Function", …) opens the label that stands in for a missing one.

    >>> english_label("Function", "2010302", "一般行政管理事务").text
    'General administration'
    """
    found = _translated(name)
    return EnglishLabel(found, True) if found else EnglishLabel(f"{kind} {notation} ({name})", False)


def _translated(name: str) -> str | None:
    known = _by_name()
    direct = known.get(skeleton(name))
    if direct or not name.startswith(_OTHER):
        return direct
    whole = name.removeprefix(_OTHER)
    inner = known.get(skeleton(whole)) or known.get(skeleton(whole.removesuffix(_EXPENDITURE)))
    return f"Other: {inner}" if inner else None


@cache
def _by_name() -> dict[str, str]:
    path = data_folder("ontology") / "sources" / "english.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {skeleton(row["name"]): row["english"] for row in csv.DictReader(handle)}
