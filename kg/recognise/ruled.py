"""Rows of a grid whose cells stand in their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.provenance import Source
from kg.recognise.chain import NameChain
from kg.recognise.description import Column, KeyColumn, Layout, Part
from kg.recognise.header import ASIDE, FOREIGN, STRANGERS, UNKNOWN, Leaf
from kg.recognise.items import ItemReader, bare_label
from kg.recognise.model import Notice, Number, Row
from kg.recognise.naming import Naming, completed_code
from kg.recognise.purchases import Purchases
from kg.recognise.units import under_units
from kg.recognise.words import vocabulary
from kg.tables.grid import Cell
from kg.text.numbers import read_number
from kg.text.width import narrow, squeeze

TOTALS = frozenset({"总计", "合计", "支出总计", "支出合计", "收入总计", "收入合计"})
_CODED_NAME = re.compile(r"^(\d{3}(?:\d{2}){0,2})(?!\d)[、.]?(.+)$")
_CODE_PART = re.compile(r"\d{1,2}\Z")
_REMARK = re.compile(r"[(].*[)]\Z")
_OPENING = frozenset({"class", "code", "label", "project", "category", "economic", "article"})
"""The columns that open a row; a row without any of them goes on with the name above."""
GridRow = Sequence[Cell | None]
Keys = dict[str, Cell]


@dataclass
class PartRows:
    """Reads the rows of one part; remembers the unit whose block the rows stand in."""

    part: Part
    kind: str
    positions: dict[int, KeyColumn | Column]
    organisations: frozenset[str]
    naming: Naming
    rows: list[Row] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unit: str = ""
    heading: str = ""

    def __post_init__(self) -> None:
        self._items = ItemReader(self.part)
        self._order = {column.id: index for index, column in enumerate(self.columns)}
        self._purchases = Purchases(self.part, self.naming)
        self._chain = NameChain(self.part.classification, self.naming)
        self._strays: list[Cell | None] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of amounts from left to right."""
        return tuple(column for column in self.positions.values() if isinstance(column, Column))

    def add(self, cells: GridRow) -> None:
        """Reads one row of the grid."""
        keys, numbers = self._split(cells)
        self._strays = [cells[at] for at, column in self.positions.items() if _is_stray(column, cells, at)]
        if not keys and not numbers:
            return
        if "heading" in keys:
            self.heading = keys["heading"].text
        if numbers or _OPENING & keys.keys():
            self.rows.append(self._row(keys, numbers))
        elif self.rows:
            self._continue(keys)

    def finished(self) -> list[Row]:
        """The rows, once all of them are read."""
        return under_units(self.rows, self.organisations) if self.kind == "projects" else self.rows

    def _split(self, cells: GridRow) -> tuple[Keys, tuple[Number, ...]]:
        keys: Keys = {}
        numbers: list[Number] = []
        for position, column in self.positions.items():
            cell = cells[position] if position < len(cells) else None
            if cell is None or not squeeze(cell.text):
                continue
            if isinstance(column, KeyColumn):
                if column.role not in STRANGERS:
                    keys[column.role] = cell
                elif column.role != ASIDE and read_number(cell.text):
                    self.notices.append(_stranger(column, cell))
                continue
            printed = read_number(cell.text)
            if printed is None:
                self.notices.append(Notice("not-a-number", f"{cell.text!r} in the column {column.id!r}", cell.source))
            else:
                numbers.append(Number(printed, cell.source, self._order[column.id]))
        return keys, tuple(numbers)

    def _row(self, keys: Keys, numbers: tuple[Number, ...]) -> Row:
        if self.kind == "one-row":
            return Row("amounts", "", numbers[0].source if numbers else None, numbers)
        if not keys:
            self.notices.append(Notice("unknown-row", "amounts without a name", numbers[0].source))
            return Row("unknown", "", numbers[0].source, numbers, unit=self.unit)
        total = next((cell for cell in keys.values() if squeeze(cell.text) in TOTALS), None)
        if total is not None and not _code_pieces(keys, total):
            return self._total(total, numbers)
        if self.kind == "purchases":
            row, notices = self._purchases.row(keys, numbers)
            self.notices.extend(notices)
            return row
        if "label" in keys:
            return self._labelled(keys["label"], numbers)
        if self.kind == "projects":
            return self._project(keys["project"], numbers)
        if self.kind == "units":
            return self._unit_row(keys, numbers)
        return self._coded(keys, numbers)

    def _total(self, cell: Cell, numbers: tuple[Number, ...]) -> Row:
        item = self._items.take(cell.text)
        self.unit = ""
        return Row(
            "total", cell.text, cell.source, numbers, item=item.id if item else "", dims=item.dims if item else {}
        )

    def _labelled(self, cell: Cell, numbers: tuple[Number, ...]) -> Row:
        item = (self._items.take(self.heading + cell.text) if self.heading else None) or self._items.take(cell.text)
        if item is not None:
            kind = "total" if item.role == "total" else "item"
            return Row(kind, cell.text, cell.source, numbers, item=item.id, dims=item.dims, role=item.role)
        coded = _CODED_NAME.match(squeeze(cell.text)) if self.part.classification else None
        if coded:
            return Row("code", _name_after(cell.text, coded[1]), cell.source, numbers, code=coded[1])
        return self._named(cell, numbers)

    def _named(self, cell: Cell, numbers: tuple[Number, ...]) -> Row:
        """A row that the classification knows by its name alone; else it is kept as printed."""
        if self.part.named:
            code = self.naming.code(self.part.classification, self.part.named, bare_label(cell.text))
            if code:
                return Row("code", cell.text, cell.source, numbers, code=code)
        if numbers:
            which = "the classification in force" if self.part.named else "this form"
            code = "unknown-name" if self.part.named else "unknown-row"
            self.notices.append(Notice(code, f"{which} knows no row, or several, called {cell.text!r}", cell.source))
        return Row("named" if self.part.named else "unknown", cell.text, cell.source, numbers)

    def _unit_row(self, keys: Keys, numbers: tuple[Number, ...]) -> Row:
        """A row of a table of units: the code, where one is printed, tells which unit contains which."""
        name = keys.get("name") or keys["code"]
        code = squeeze(keys["code"].text) if "code" in keys else ""
        return Row("unit", name.text, name.source, numbers, code=code if code.isdigit() else "", unit=name.text)

    def _project(self, cell: Cell, numbers: tuple[Number, ...]) -> Row:
        return Row("project", cell.text, cell.source, numbers, project=cell.text, project_source=cell.source)

    def _coded(self, keys: Keys, numbers: tuple[Number, ...]) -> Row:
        pieces = tuple(keys[role].text for role in ("class", "group", "item", "code") if role in keys)
        if pieces and self._strays:
            pieces = (*pieces, "?")  # a part of the code stands in a column that no description knows
        code = "".join(narrow(piece).strip() for piece in pieces)
        name, project = keys.get("name"), keys.get("project")
        label = name.text if name else ""
        source = next(cell.source for cell in (name, project, *keys.values()) if cell)
        longest = 5 if self.part.classification == "economic-department" else 7
        if not (code.isdigit() and len(code) in (3, 5, longest)) and (completed := completed_code(pieces, label)):
            what = f"{' '.join(pieces)!r} is printed for {completed}, whose name {label!r} is"
            self.notices.append(Notice("code-completed", what, source))
            code = completed
        if not code and name is not None and self.part.classification:
            code, label = self._code_in_name(name)
        if code.isdigit() and len(code) in (3, 5, longest):
            self._chain.last = code
            return Row(
                "code", label, source, numbers, code=code, unit=self.unit,
                project=project.text if project else "", project_source=project.source if project else None,
            )  # fmt: skip
        if code and not vocabulary().is_organisation(squeeze(label)):
            self.notices.append(Notice("not-a-code", f"{code!r} is no classification code", source))
            return Row("unknown", label, source, numbers, code=code, unit=self.unit)
        unit = label or (project.text if project else "")
        if not self._is_unit(unit):
            self.notices.append(Notice("unknown-row", f"{unit!r} is neither code nor total nor unit", source))
            return Row("unknown", unit, source, numbers, unit=self.unit)
        self.unit = unit
        return Row("unit", unit, source, numbers, unit=unit)

    def _code_in_name(self, name: Cell) -> tuple[str, str]:
        """The code that opens a name (`205 教育支出`), or that the classification gives it in its place."""
        opens = _CODED_NAME.match(squeeze(name.text))
        if opens:
            return opens[1], _name_after(name.text, opens[1])
        if squeeze(name.text) in self.organisations:
            return "", name.text
        return self._chain.code(bare_label(name.text)), name.text

    def _is_unit(self, name: str) -> bool:
        bare = squeeze(name)
        return bare in self.organisations or vocabulary().is_organisation(_REMARK.sub("", bare))

    def _continue(self, keys: Keys) -> None:
        """A row with nothing but a name is the end of the name above, cut off by a page."""
        last = self.rows[-1]
        for role, cell in keys.items():
            if role == "name":
                self.rows[-1] = replace(last, label=last.label + cell.text)


def _is_stray(column: KeyColumn | Column, cells: GridRow, at: int) -> bool:
    """Whether a column that nothing explains holds what may be a part of a code."""
    cell = cells[at] if at < len(cells) else None
    unknown = isinstance(column, KeyColumn) and column.role == UNKNOWN
    return unknown and cell is not None and bool(_CODE_PART.match(squeeze(cell.text)))


def _stranger(column: KeyColumn, cell: Cell) -> Notice:
    if column.role == FOREIGN:
        what = f"{cell.text!r} is of another year or compares years; it is no amount of this budget"
        return Notice("other-year", what, cell.source)
    return Notice("unknown-column", f"{cell.text!r} stands in a column that no description knows", cell.source)


def _code_pieces(keys: Keys, total: Cell) -> bool:
    """Whether a code stands beside a cell that reads as a total."""
    return any(keys[role] is not total for role in ("class", "group", "item", "code") if role in keys)


def _name_after(text: str, code: str) -> str:
    """The name behind a code, as printed."""
    rest = narrow(text)
    for digit in code:
        rest = rest[rest.index(digit) + 1 :]
    return text[len(text) - len(rest) :].strip(" 　、.．")


def part_readers(
    layout: Layout, leaves: dict[int, Leaf], organisations: frozenset[str], naming: Naming
) -> list[PartRows]:
    """A reader for each part of a layout whose columns stand at known positions."""
    return [
        PartRows(part, layout.kind, positions_of(leaves, index), organisations, naming)
        for index, part in enumerate(layout.parts)
    ]


def positions_of(leaves: dict[int, Leaf], part: int) -> dict[int, KeyColumn | Column]:
    """The columns of one part by position, from left to right."""
    return {at: leaf.column for at, leaf in sorted(leaves.items()) if leaf.part == part}


def known_organisations(names: Sequence[Source | str | None]) -> frozenset[str]:
    """Names by which a row is known to be a unit, not a project."""
    texts = [name.text if isinstance(name, Source) else name for name in names]
    return frozenset(squeeze(text) for text in texts if text and vocabulary().is_organisation(squeeze(text)))
