"""Which row sums up which: by codes, by units and by the items' own tree."""

from __future__ import annotations

from dataclasses import replace

from kg.recognise.description import Item, Part
from kg.recognise.model import Row


def with_parents(rows: list[Row], part: Part) -> tuple[Row, ...]:
    """The rows with `parent` and `role` set; only rows that print a number sum up others."""
    items = {item.id: item for item in part.items}
    parents = [_parent(rows, index, items) for index in range(len(rows))]
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


def _parent(rows: list[Row], index: int, items: dict[str, Item]) -> int | None:
    row = rows[index]
    if row.item:
        return _item_parent(rows, items[row.item])
    if row.kind == "total":
        return None
    if row.depth:
        return _outer(rows, index)
    return _block_parent(rows, index)


def _outer(rows: list[Row], index: int) -> int | None:
    """The nearest row above that stands less deep."""
    outer = (at for at in range(index - 1, -1, -1) if rows[at].depth < rows[index].depth and rows[at].numbers)
    return next(outer, None) if rows[index].depth > 1 else _total(rows, index)


def _item_parent(rows: list[Row], item: Item) -> int | None:
    for wanted in item.under:
        for index, row in enumerate(rows):
            if row.item == wanted and row.numbers:
                return index
    return None


def _block_parent(rows: list[Row], index: int) -> int | None:
    """The nearest row above that the row belongs to; else the grand total, wherever it is printed."""
    row = rows[index]
    if row.kind == "unit" and row.code:
        containing = [at for at in range(index) if rows[at].numbers and _contains(rows[at], row)]
        return containing[-1] if containing else _total(rows, index)
    if row.kind != "unit":
        for above in range(index - 1, -1, -1):
            other = rows[above]
            if other.kind == "unit":
                if other.numbers and other.label == row.unit:
                    return above
                break
            if other.numbers and _covers(other, row):
                return above
    return _total(rows, index)


def _contains(other: Row, row: Row) -> bool:
    """Whether a unit's code is the beginning of another's (031, 031001)."""
    return other.kind == "unit" and len(other.code) < len(row.code) and row.code.startswith(other.code or " ")


def _covers(other: Row, row: Row) -> bool:
    if other.kind != "code" or other.project:
        return False
    if row.kind == "project" or row.project:
        return bool(row.code) and row.code.startswith(other.code)
    return len(other.code) < len(row.code) and row.code.startswith(other.code)


def _total(rows: list[Row], index: int) -> int | None:
    """A subtotal printed below the rows it closes, or over those it opens, comes before the grand total."""
    closing = [
        at
        for at, row in enumerate(rows)
        if at != index and row.numbers and (row.kind == "total" or row.role in ("subtotal", "total"))
    ]
    below = [at for at in closing if at > index and rows[at].role == "subtotal"]
    over = [at for at in closing if at < index and rows[at].role == "subtotal" and not _closes(rows, at)]
    if not below and over and rows[index].role not in ("subtotal", "total"):
        return over[-1]
    totals = [at for at in closing if rows[at].kind == "total" or rows[at].role == "total"]
    return below[0] if below else (totals[0] if totals else None)


def _closes(rows: list[Row], at: int) -> bool:
    """Whether rows without a name of the form's own stand over a subtotal: then it sums up those."""
    return any(row.numbers and not row.item and row.kind != "total" for row in rows[:at])
