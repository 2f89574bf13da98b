"""The family of statutory forms that a document belongs to, from `templates.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "templates.toml"
LEAST = 0.6
"""The share of a family's forms and of the document's forms that must agree."""


@dataclass(frozen=True, slots=True)
class Template:
    """One family: its key and its forms in statutory order."""

    key: str
    forms: tuple[str, ...]
    since: int
    until: int
    marks: tuple[str, ...] = ()
    """words of which one stands in the title of some form of each document of the family; none where empty"""
    needs: tuple[str, ...] = ()
    """forms that no document of the family lacks"""


@cache
def templates() -> tuple[Template, ...]:
    """Every family the project knows."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))["templates"]
    return tuple(
        Template(
            each["key"],
            tuple(each["forms"]),
            each.get("since", 0),
            each.get("until", 9999),
            tuple(each.get("marks", ())),
            tuple(each.get("needs", ())),
        )
        for each in raw
    )


def template_of(forms: Collection[str], titles: Collection[str], year: int | None) -> Template | None:
    """The family whose forms agree best with those found (Jaccard); its marks, then the year decide between equals."""
    found = set(forms)

    def agreement(template: Template) -> tuple[float, bool, bool]:
        expected = set(template.forms)
        overlap = len(expected & found) / len(expected | found)
        marked = any(mark in title for mark in template.marks for title in titles)
        timely = year is not None and template.since <= year <= template.until
        fits = (marked or not template.marks) and found >= set(template.needs)
        return overlap if fits else 0.0, marked, timely

    best = max(templates(), key=agreement)
    return best if agreement(best)[0] >= LEAST else None
