"""What recognition hands on of a performance goal table: its fields, its funding split, its indicator rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.provenance import Source
from kg.recognise.model import Notice
from kg.text.numbers import Printed


@dataclass(frozen=True, slots=True)
class GoalField:
    """A label and what stands beside it; `key` is the field's key in `goals.toml`, empty for text without a label."""

    key: str
    label: Source | None
    value: Source


@dataclass(frozen=True, slots=True)
class FundingCell:
    """One amount of the funding split; `unit` is the monetary unit that holds for it, None where none is printed."""

    key: str
    label: Source
    printed: Printed
    unit: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: for each column role the place of its cell (levels are filled down from merged cells)."""

    cells: Mapping[str, Source]

    def text(self, role: str) -> str:
        """The characters of a cell as printed, empty where the cell is."""
        return self.cells[role].text if role in self.cells else ""


@dataclass(frozen=True, slots=True)
class GoalTable:
    """One goal table of a department or a project."""

    form: str
    title: Source | None
    fields: tuple[GoalField, ...]
    funding: tuple[FundingCell, ...]
    columns: tuple[str, ...]
    rows: tuple[IndicatorRow, ...]
    labels: tuple[Source, ...] = ()
    """heads and labels: they stand for themselves and say nothing of this goal"""
    unread: tuple[Source, ...] = ()
    """what stands in the region and could not be used"""
    notices: tuple[Notice, ...] = ()

    def field(self, key: str) -> Source | None:
        """The value of the first field of that key."""
        return next((each.value for each in self.fields if each.key == key), None)

    def sources(self) -> Iterator[Source]:
        """Every place of the document that the table has read."""
        if self.title is not None:
            yield self.title
        for each in self.fields:
            yield each.value
        for cell in self.funding:
            yield cell.source
        for row in self.rows:
            yield from row.cells.values()
        yield from self.labels
        yield from self.unread
