"""The typed records of one disclosure: what the graph says, without any RDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.provenance import Source
from kg.records.goal_model import Goal
from kg.records.ledger_model import Ledger
from kg.records.project_model import ProjectRecord
from kg.records.prose_model import Prose
from kg.tables.blocks import SourceFile


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The cell an amount was printed in: table, row and column count from 1 as a reader would count them.

    `table` is the form's place among the document's forms, `row` the row among the form's rows below the header
    (of its side), `column` the number of the amount column (None where it is not known).
    """

    source: Source
    table: int
    row: int
    column: int | None


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """What a row stands for."""

    key: str
    label: str
    dims: Mapping[str, str]
    function: str = ""
    economic: str = ""
    project: str = ""
    budget_unit: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    """what the row says in words of its own (article, procurementMode)"""
    parent: str = ""
    """the key of the row that sums it up, or of which it is told apart; empty for none"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed amount of one form, in yuan, exact; `precision` is one unit of its last printed digit."""

    form: str
    side: str
    row: RowMeaning
    column_key: str
    column_dims: Mapping[str, str]
    amount: Decimal
    printed: str
    precision: Decimal
    row_role: str
    column_role: str
    solved: bool
    cell: CellPlace
    parent_column: str = ""
    """the key of the column that sums up this one; empty for none"""

    @property
    def role(self) -> str:
        """Leaf only where both the row and the column are: a sum over leaves never counts twice."""
        if self.row_role in ("total", "of-which"):
            return self.row_role
        if self.column_role == "of-which":
            return "of-which"
        return "leaf" if self.row_role == self.column_role == "leaf" else "subtotal"

    @property
    def dims(self) -> Mapping[str, str]:
        """The dimensions of row and column together."""
        return {**self.row.dims, **self.column_dims}


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A printed amount that is no fact: the text has lost its column, or nothing confirms how a picture was read."""

    form: str
    side: str
    row: RowMeaning
    amount: Decimal
    printed: str
    precision: Decimal
    candidates: tuple[tuple[str, Mapping[str, str]], ...]
    """for each column it may stand in: the column's key and dimensions"""
    order: int
    cell: CellPlace
    unconfirmed: bool = False
    """whether its column is known, but the amount was read from a picture and nothing confirms the reading"""


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One statutory form as it stands in the document."""

    key: str
    index: int
    title: str
    title_source: Source
    number: str | None
    unit: str | None
    compiler: str | None
    layout: str
    status: str
    statement: str | None
    statement_source: Source | None
    facts: tuple[Fact, ...]
    unplaced: tuple[Unplaced, ...]

    @property
    def amounts(self) -> tuple[Fact | Unplaced, ...]:
        """Every printed amount of the form."""
        return (*self.facts, *self.unplaced)


@dataclass(frozen=True, slots=True)
class TableCell:
    """One printed cell of a table that no description fits, with the words over its column."""

    text: str
    header: tuple[str, ...]
    is_number: bool
    cell: CellPlace


@dataclass(frozen=True, slots=True)
class UnknownTableRecord:
    """A table with numbers that no description fits; `form` is the form that its title names, "" where none."""

    index: int
    title: str
    title_source: Source | None
    unit: str | None
    form: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: a stable code, a severity, a sentence, a place."""

    code: str
    severity: str
    message: str
    source: Source | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says of itself."""

    title: str
    fiscal_year: int | None
    kind: str
    scope: str
    department: str
    issued: date | None
    template: str
    cover_year: int | None = None
    """the year that the title on the cover names"""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosed budget document."""

    file_name: str
    sha256: str
    media_type: str
    encoding: str | None
    header: Header
    forms: tuple[FormRecord, ...]
    projects: tuple[ProjectRecord, ...] = ()
    budget_units: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default_factory=tuple)
    tables: tuple[UnknownTableRecord, ...] = ()
    """tables with numbers that no description fits"""
    prose: Prose | None = None
    goals: tuple[Goal, ...] = ()
    numbers: Ledger | None = None
    """the account of every number of the document"""
    files: tuple[SourceFile, ...] = ()
    """the files that make it up, where there are several; the spans of sources name theirs"""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every placed amount of the document."""
        return tuple(fact for form in self.forms for fact in form.facts)

    @property
    def optical(self) -> bool:
        """Whether any number of it was read from a picture."""
        return self.numbers is not None and any(each.occurrence.span.optical for each in self.numbers.entries)

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Every amount whose column is not proven."""
        return tuple(amount for form in self.forms for amount in form.unplaced)
