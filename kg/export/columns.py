"""The tables that people get and their columns, read from tables.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.graph.names import term

DOCUMENT = "@document"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, the path from the row's subject, and how the end of the path is written."""

    name: str
    path: tuple[str, ...] = ()
    """Properties as full IRIs; ^ before one goes against it; empty for the subject itself"""
    written: str = "value"
    type: str = "string"
    fiscal: str = ""
    many: bool = False
    separator: str = " "
    """What stands between several values"""
    language: str = ""
    """The language tag that the values have in the graph"""


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table: its rows are the members of a class (a full IRI)."""

    name: str
    of: str
    zh: str
    en: str
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[TableShape, ...]:
    """Every table that can be written."""
    told = tomllib.loads((Path(__file__).parent / "tables.toml").read_text("utf-8"))
    return tuple(
        TableShape(each["name"], _full(each["class"]), each["zh"], each["en"], tuple(map(_column, each["columns"])))
        for each in told["table"]
    )


def _column(told: Mapping[str, Any]) -> Column:
    path = tuple(step if step == DOCUMENT else _step(step) for step in told.get("path", ()))
    written = told.get("as", "value" if path else "iri")
    return Column(
        name=told["name"],
        path=path,
        written=written,
        type=told.get("type", "string"),
        fiscal=told.get("fiscal", ""),
        many=told.get("many", False),
        separator=told.get("separator", " "),
        language=told.get("language", ""),
    )


def _step(step: str) -> str:
    return f"^{_full(step[1:])}" if step.startswith("^") else _full(step)


def _full(name: str) -> str:
    return term(name)[1:-1]
