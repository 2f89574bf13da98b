"""The declarative descriptions of the statutory forms, loaded from `forms/*.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.text.width import skeleton

FORMS = Path(__file__).parent / "forms"
_MEANING = ("dims", "sum", "beside", "of_which")
_SHARED = Path(__file__).parent / "shared.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """The spellings of one label; white space and punctuation are forgiven, `~` opens a regular expression."""

    plain: frozenset[str]
    patterns: tuple[re.Pattern[str], ...] = ()

    def __contains__(self, text: str) -> bool:
        return self.holds(skeleton(text))

    def holds(self, bare: str) -> bool:
        """Whether it is one of the spellings, its white space and punctuation already taken away."""
        return bool(bare) and (bare in self.plain or any(pattern.fullmatch(bare) for pattern in self.patterns))


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """A column that names the row: a code or part of one, a name, a project, an item, a heading over several rows."""

    role: str
    labels: Words
    groups: Words
    within: Words | None = None
    optional: bool = False
    """whether most tables of the layout go without it"""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of amounts and the dimensions that it gives them."""

    id: str
    labels: Words
    groups: Words
    dims: Mapping[str, str]
    sum: tuple[str, ...] = ()
    beside: tuple[str, Mapping[str, str]] | None = None
    of_which: bool = False
    within: Words | None = None
    """words one of which has to stand over it, where the table tells what stands over what"""

    def dims_among(self, present: frozenset[str]) -> Mapping[str, str]:
        """The dimensions of the column where the columns `present` stand in the same table."""
        if self.beside and self.beside[0] in present:
            return self.beside[1]
        return self.dims


@dataclass(frozen=True, slots=True)
class Item:
    """A row known by its name."""

    id: str
    labels: Words
    dims: Mapping[str, str]
    under: tuple[str, ...] = ()
    role: str = ""
    of_which: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One side of a form, or the whole of it."""

    side: str
    classification: str
    keys: tuple[KeyColumn, ...]
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    usual: tuple[tuple[str, ...], ...]
    named: str = ""
    """the level (类, 款, 项) of the classification at which rows are named without a code"""
    aside: bool = False
    """whether it parts the same money once more that another part of its side lists"""
    also: tuple[KeyColumn | Column, ...] = ()
    """the same columns under other words, and rarer ones, where the table tells what stands over what"""
    headings: Words = Words(frozenset())
    """words that may stand over any column where the table tells what stands over what"""

    @property
    def placed_columns(self) -> tuple[KeyColumn | Column, ...]:
        """Every column that a header whose cells know their places may name."""
        return (*self.every_column, *self.also)

    @property
    def every_column(self) -> tuple[KeyColumn | Column, ...]:
        """Key columns, then columns of amounts."""
        return (*self.keys, *self.columns)

    def column(self, column_id: str) -> Column:
        """The column of that id."""
        return next(column for column in self.columns if column.id == column_id)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One shape in which a form is printed."""

    name: str
    kind: str
    parts: tuple[Part, ...]
    placed: bool = False
    """whether it is sought only where the cells of a table know their places"""


@dataclass(frozen=True, slots=True, eq=False)
class FormDescription:
    """All that is known of one statutory form."""

    key: str
    titles: Words
    layouts: tuple[Layout, ...]
    title_dims: Mapping[str, Mapping[str, str]]
    default_dims: Mapping[str, str]
    """dimensions that hold where neither the title nor a column tells them"""

    @property
    def running_layouts(self) -> tuple[Layout, ...]:
        """The layouts that a header of bare lines may have."""
        return tuple(layout for layout in self.layouts if not layout.placed)


@cache
def descriptions() -> tuple[FormDescription, ...]:
    """Every form the project knows, in the order of their file names."""
    return tuple(_form(tomllib.loads(path.read_text("utf-8"))) for path in sorted(FORMS.glob("*.toml")))


@cache
def description(key: str) -> FormDescription:
    """The form of that key."""
    return next(form for form in descriptions() if form.key == key)


def words_of(values: list[str] | None) -> Words:
    """The words of a list in a description."""
    listed = values or []
    return Words(
        frozenset(skeleton(value) for value in listed if not value.startswith("~")),
        tuple(re.compile(value[1:]) for value in listed if value.startswith("~")),
    )


def _form(raw: dict[str, Any]) -> FormDescription:
    return FormDescription(
        raw["key"],
        words_of(raw["titles"]),
        tuple(_layout(each, raw.get("headings", [])) for each in raw["layouts"]),
        raw.get("title_dims", {}),
        raw.get("default_dims", {}),
    )


@cache
def _shared() -> dict[str, Any]:
    return tomllib.loads(_SHARED.read_text("utf-8"))


def _layout(raw: dict[str, Any], headings: list[str]) -> Layout:
    parts = tuple(_part(each, raw["kind"], headings) for each in raw["parts"])
    return Layout(raw["name"], raw["kind"], parts, raw.get("placed", False))


def _part(raw: dict[str, Any], kind: str, headings: list[str]) -> Part:
    columns = tuple(map(_column, raw["columns"]))
    usual = raw.get("usual") or [[column.id for column in columns]]
    classification = raw.get("classification", "")
    keys = [*raw.get("also_keys", []), *(_shared()["keys"].get(classification, []) if kind == "coded" else [])]
    also = [*raw.get("also", []), *(each for name in raw.get("with", []) for each in _shared()["columns"][name])]
    return Part(
        raw.get("side", ""),
        classification,
        tuple(map(_key, raw["keys"])),
        columns,
        tuple(map(_item, raw.get("items", []))),
        tuple(tuple(each) for each in usual),
        raw.get("named", ""),
        raw.get("aside", False),
        (*map(_key, keys), *(_other(each, raw["columns"]) for each in also)),
        words_of([*headings, *raw.get("headings", []), *_shared()["headings"].get(classification, [])]),
    )


def _other(raw: dict[str, Any], columns: list[dict[str, Any]]) -> Column:
    """A column under other words: what it means and sums up it takes from the column of the same id."""
    known: dict[str, Any] = next((each for each in columns if each["id"] == raw["id"]), {})
    inherited: dict[str, Any] = {name: known[name] for name in _MEANING if name in known}
    return _column({**inherited, **raw})


def _key(raw: dict[str, Any]) -> KeyColumn:
    within = words_of(raw["within"]) if "within" in raw else None
    return KeyColumn(raw["role"], words_of(raw["labels"]), _groups(raw), within, raw.get("optional", False))


def _groups(raw: dict[str, Any]) -> Words:
    return words_of([*raw.get("groups", []), *raw.get("within", [])])


def _column(raw: dict[str, Any]) -> Column:
    beside = raw.get("beside")
    return Column(
        raw["id"],
        words_of(raw["labels"]),
        _groups(raw),
        raw.get("dims", {}),
        tuple(raw.get("sum", [])),
        (beside["column"], beside["dims"]) if beside else None,
        raw.get("of_which", False),
        words_of(raw["within"]) if "within" in raw else None,
    )


def _item(raw: dict[str, Any]) -> Item:
    return Item(
        raw["id"],
        words_of(raw["labels"]),
        raw.get("dims", {}),
        tuple(raw["under"].split("|")) if "under" in raw else (),
        raw.get("role", ""),
        raw.get("of_which", False),
        raw.get("after", ""),
    )
