"""Which row sums up which: by codes, by units and by the items' own tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.recognise.description import Item, Part
from kg.recognise.model import Row


def with_parents(rows: list[Row], part: Part) -> tuple[Row, ...]:
    """The rows with `parent` and `role` set; only rows that print a number sum up others."""
    items = {item.id: item for item in part.items}
    parents = _Rows(rows, items).parents()
    linked = [_linked(row, parent, rows, items) for row, parent in zip(rows, parents, strict=True)]
    if part.aside:
        linked = [replace(row, of_which=True) for row in linked]
    summing = {row.parent for row in linked if row.parent is not None and row.numbers and not row.of_which}
    return tuple(replace(row, role=_role(row, index in summing)) for index, row in enumerate(linked))


def _linked(row: Row, parent: int | None, rows: list[Row], items: dict[str, Item]) -> Row:
    item = items.get(row.item)
    first_choice = parent is not None and item is not None and bool(item.under) and rows[parent].item == item.under[0]
    return replace(row, parent=parent, of_which=bool(item and item.of_which and first_choice))


def _role(row: Row, sums: bool) -> str:
    if row.kind == "total" or row.role == "total":
        return "total"
    if row.of_which:
        return "of-which"
    return "subtotal" if sums or row.role == "subtotal" else "leaf"


@dataclass(slots=True)
class _Rows:
    """The rows of a part, and where what a row may belong to stands: looked up, for a table may have many rows."""

    rows: Sequence[Row]
    items: Mapping[str, Item]
    first_item: dict[str, int] = field(default_factory=dict)
    closing: list[int] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    depths: dict[int, int] = field(default_factory=dict)
    unit: int = -1

    def parents(self) -> list[int | None]:
        """The row that sums up each row, None for none."""
        for at, row in enumerate(self.rows):
            if row.numbers:
                self.first_item.setdefault(row.item, at)
                if row.kind == "total" or row.role in ("subtotal", "total"):
                    self.closing.append(at)
        found = []
        for at, row in enumerate(self.rows):
            found.append(self._parent(at, row))
            self._pass(at, row)
        return found

    def _pass(self, at: int, row: Row) -> None:
        """Remembers a row for those below it."""
        if row.numbers:
            self.depths[row.depth] = at
        if row.kind == "unit":
            self.unit = at
            self.codes.clear()
            if row.numbers and row.code:
                self.units[row.code] = at
        elif row.kind == "code" and row.numbers and not row.project:
            self.codes[row.code] = at

    def _parent(self, at: int, row: Row) -> int | None:
        if row.item:
            under = (self.first_item.get(wanted) for wanted in self.items[row.item].under)
            return next((found for found in under if found is not None), None)
        if row.kind == "total":
            return None
        if row.depth:
            outer = max((found for depth, found in self.depths.items() if depth < row.depth), default=None)
            return outer if row.depth > 1 else self._total(at)
        found = self._above(row)
        return self._total(at) if found is None else found

    def _above(self, row: Row) -> int | None:
        """The nearest row above that the row belongs to: of its unit's block, or a unit whose code begins its own."""
        if row.kind == "unit":
            return max((self.units[code] for code in _beginnings(row.code)[1:] if code in self.units), default=None)
        own = bool(row.code) and (row.kind == "project" or bool(row.project))
        codes = [*_beginnings(row.code), row.code] if own else _beginnings(row.code)
        above = max((self.codes[code] for code in codes if code in self.codes), default=None)
        if above is None and self.unit >= 0:
            unit = self.rows[self.unit]
            return self.unit if unit.numbers and unit.label == row.unit else None
        return above

    def _total(self, index: int) -> int | None:
        """A subtotal printed below the rows it closes, or over those it opens, comes before the grand total."""
        rows = self.rows
        below = next((at for at in self.closing if at > index and rows[at].role == "subtotal"), None)
        if below is not None:
            return below
        over = (at for at in reversed(self.closing) if at < index and rows[at].role == "subtotal")
        if rows[index].role not in ("subtotal", "total"):
            opening = next((at for at in over if not _closes(rows, at)), None)
            if opening is not None:
                return opening
        totals = (at for at in self.closing if at != index and (rows[at].kind == "total" or rows[at].role == "total"))
        return next(totals, None)


def _beginnings(code: str) -> list[str]:
    """What a code may begin with, from nothing to all but its last character."""
    return [code[:length] for length in range(len(code))]


def _closes(rows: Sequence[Row], at: int) -> bool:
    """Whether rows without a name of the form's own stand over a subtotal: then it sums up those."""
    return any(row.numbers and not row.item and row.kind != "total" for row in rows[:at])
