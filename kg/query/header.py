"""What the `#+` header of a question says, checked: summary, question, tags, parameters, columns, example, chart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kg.errors import BadArgument

PARAMETER_TYPES = ("text", "year", "integer", "decimal")
COLUMN_TYPES = ("text", "year", "integer", "decimal", "iri", "document", "sources")
_KEYS = {"summary", "question", "tags", "parameters", "columns", "example", "chart"}
_PARAMETER_KEYS = {"name", "type", "default", "allowed", "en", "zh"}
_COLUMN_KEYS = {"name", "type", "unit", "en", "zh"}
_CHART_KEYS = {"label", "value"}
_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_BOTH = " · "
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Both:
    """A text in English and in Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for: in SPARQL the variable `?_name`; unset means what the query's own default says."""

    name: str
    type: str
    default: Value
    allowed: tuple[str, ...]
    label: Both


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; `unit` is given for every decimal (yuan, percent, persons, …).

    The type `sources` holds the IRIs of the facts behind a row, separated by blanks.
    """

    name: str
    type: str
    unit: str
    label: Both


@dataclass(frozen=True, slots=True)
class Chart:
    """Which columns a bar chart shows."""

    labels: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Header:
    """The checked header of a question."""

    summary: Both
    question: Both
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, Value]
    chart: Chart | None


def read_header(text: str, where: str) -> Header:
    """The header of a query text. Raises BadArgument where it is missing, unreadable or not what it must be."""
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    if not lines:
        raise _bad(where, "there is no #+ header")
    try:
        told = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise _bad(where, f"the #+ header is no YAML ({' '.join(str(error).split())})") from error
    header = _mapping(told, where, "the header", _KEYS, _KEYS - {"chart", "parameters"})
    parameters = tuple(_parameter(each, where) for each in _list(header.get("parameters", []), where, "parameters"))
    columns = tuple(_column(each, where) for each in _list(header["columns"], where, "columns"))
    _unique(where, "parameters", [each.name for each in parameters])
    _unique(where, "columns", [each.name for each in columns])
    return Header(
        summary=_both(header["summary"], where, "summary"),
        question=_both(header["question"], where, "question"),
        tags=tuple(_text(each, where, "a tag") for each in _list(header["tags"], where, "tags")),
        parameters=parameters,
        columns=columns,
        example=_example(header["example"], where, parameters),
        chart=_chart(header["chart"], where, columns) if "chart" in header else None,
    )


def _bad(where: str, what: str) -> BadArgument:
    return BadArgument(where, what, "correct the header; queries/README.md tells what it must hold")


def _mapping(told: Any, where: str, what: str, known: set[str], required: set[str]) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise _bad(where, f"{what} is no mapping")
    unknown = sorted(str(key) for key in told if key not in known)
    missing = sorted(key for key in required if key not in told)
    if unknown or missing:
        raise _bad(where, f"{what} {'lacks ' + missing[0] if missing else 'knows no key ' + unknown[0]}")
    return told


def _list(told: Any, where: str, what: str) -> Sequence[Any]:
    if not isinstance(told, list):
        raise _bad(where, f"{what} is no list")
    return told


def _text(told: Any, where: str, what: str) -> str:
    if not isinstance(told, str) or not told.strip():
        raise _bad(where, f"{what} is no text")
    return told.strip()


def _both(told: Any, where: str, what: str) -> Both:
    en, middle, zh = _text(told, where, what).partition(_BOTH)
    if not middle or not en or not zh:
        raise _bad(where, f"{what} is not in English and Chinese with{_BOTH}between")
    return Both(en, zh)


def _named(told: Mapping[str, Any], where: str, what: str, types: Sequence[str]) -> tuple[str, str, Both]:
    name = _text(told["name"], where, f"the name of {what}")
    if not _NAME.fullmatch(name):
        raise _bad(where, f"{name!r} is no name for {what}")
    if told["type"] not in types:
        raise _bad(where, f"{name} has no type of {' '.join(types)}")
    return name, told["type"], Both(_text(told["en"], where, name), _text(told["zh"], where, name))


def _parameter(told: Any, where: str) -> Parameter:
    entry = _mapping(told, where, "a parameter", _PARAMETER_KEYS, {"name", "type", "default", "en", "zh"})
    name, kind, label = _named(entry, where, "a parameter", PARAMETER_TYPES)
    allowed = tuple(str(each) for each in _list(entry.get("allowed", []), where, f"allowed of {name}"))
    default = entry["default"]
    if default is not None and not isinstance(default, str | int):
        raise _bad(where, f"the default of {name} is neither a text nor a number")
    if allowed and default is not None and str(default) not in allowed:
        raise _bad(where, f"the default of {name} is not among the allowed values")
    return Parameter(name, kind, default, allowed, label)


def _column(told: Any, where: str) -> Column:
    entry = _mapping(told, where, "a column", _COLUMN_KEYS, {"name", "type", "en", "zh"})
    name, kind, label = _named(entry, where, "a column", COLUMN_TYPES)
    unit = entry.get("unit", "")
    if kind == "decimal" and not unit:
        raise _bad(where, f"the column {name} is a decimal without a unit")
    return Column(name, kind, str(unit), label)


def _example(told: Any, where: str, parameters: Sequence[Parameter]) -> Mapping[str, Value]:
    names = {each.name for each in parameters}
    return dict(_mapping(told, where, "the example", names, set()))


def _chart(told: Any, where: str, columns: Sequence[Column]) -> Chart:
    entry = _mapping(told, where, "the chart", _CHART_KEYS, _CHART_KEYS)
    labels = entry["label"] if isinstance(entry["label"], list) else [entry["label"]]
    types = {each.name: each.type for each in columns}
    lost = [str(each) for each in (*labels, entry["value"]) if each not in types]
    if lost:
        raise _bad(where, f"the chart shows {lost[0]}, which is no column")
    if types[entry["value"]] not in ("decimal", "integer"):
        raise _bad(where, f"the chart's value {entry['value']} is no number")
    return Chart(tuple(labels), entry["value"])


def _unique(where: str, what: str, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _bad(where, f"the {what} name {twice[0]} twice")
