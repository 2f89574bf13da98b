"""The typed records of performance goals: the goal of a department or project, its funding and its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.provenance import Source
from kg.recognise.model import Notice
from kg.records.period import read_day

DEPARTMENT, PROJECT = "department", "project"
_YEAR = re.compile(r"20\d\d")
_ROWS_UNREAD = frozenset(
    f"goal-{each}" for each in ("row-unread", "text-unread", "no-label", "no-target", "no-weight", "weight", "weights")
)
"""The notices of a goal table that leave a row of it, or a part of one, out of the indicators."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A text of the document, blanks of its wrapping removed; `source` keeps it exactly as printed."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class FundingPart:
    """One amount of the funding split.

    `key`: total, fiscal (财政拨款), carried (上年结转), upper (上级安排), own (本级安排), other (其他资金), or with
    `period-` before it the same for the whole project where the form states both. `amount` and `precision` (one
    unit of the last printed digit) are in yuan, None where the table names no monetary unit.
    """

    key: str
    label: Stated
    printed: str
    amount: Decimal | None
    precision: Decimal | None
    source: Source


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of things that the objective of a goal, or the name of an indicator, states (`维护路灯120盏`).

    `value` and `precision` (one unit of the last printed digit) are in the printed `unit`. `noun` names the things,
    empty where the sentence names none for certain. `operator` is gte, lte, gt, lt, or None for an exact number.
    `indicator` is the place among the goal's indicators of the one that sets a target for the same things (for the
    name of an indicator itself), None where there is none or it is not the only one.
    """

    value: Decimal
    precision: Decimal
    printed: str
    unit: str
    noun: str
    operator: str | None
    source: Source
    sentence: Source
    indicator: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One third-level indicator with its target.

    `operator`: gte, lte, gt, lt, eq, or None where a value stands without one. `target_value` only where the whole
    target is one number; `target_text` is the target exactly as printed, wrapped pieces joined, empty where none is
    printed. `qualitative` marks a target without any figure. `weight` is in points of a hundred, as printed.
    """

    label: Stated | None
    level1: Stated | None
    level2: Stated | None
    operator: str | None
    target_value: Decimal | None
    target_unit: str | None
    target_text: str
    target_source: Source | None
    qualitative: bool
    weight: Decimal | None
    weight_source: Source | None
    basis: Stated | None
    prior_year_value: Stated | None
    scoring_rule: Stated | None
    evidence: Stated | None
    others: tuple[Source, ...] = ()
    """cells of columns that no property is made of (remarks)"""
    quantity: Quantity | None = None
    """what its name counts, in the unit of its target"""

    @property
    def target_precision(self) -> Decimal | None:
        """One unit of the last printed digit of the target's number, in its unit."""
        return None if self.target_value is None else Decimal(1).scaleb(int(self.target_value.as_tuple().exponent))

    def sources(self) -> Iterator[Source]:
        """Every place the indicator was read from."""
        levels = (self.level1, self.level2, self.label)
        for stated in (*levels, self.basis, self.prior_year_value, self.scoring_rule, self.evidence):
            if stated is not None:
                yield stated.source
        for source in (self.target_source, self.weight_source, *self.others):
            if source is not None:
                yield source


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact person or telephone number: set aside, never stated unless the user asks for it."""

    role: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal table: of a department (`kind` department) or of a project.

    `about` is the name of the department or project as the table prints it; `unit` the department named in a
    project's table, `authority` the one that it stands under (主管部门); `year` the year under the title; `start` and
    `end` the dates on which the project is to begin and end, as printed. `objective` is None where none is printed;
    `period_objective` is that of the whole project where the form states both. `total` is the whole funding of the
    year in yuan; `summed` says that the table prints only the parts and that it is their sum.
    """

    kind: str
    form: str
    about: str
    about_source: Source | None
    unit: Stated | None
    year: Stated | None
    authority: Stated | None
    start: Stated | None
    end: Stated | None
    objective: Stated | None
    period_objective: Stated | None
    funding: tuple[FundingPart, ...]
    total: Decimal | None
    summed: bool
    indicators: tuple[Indicator, ...]
    contacts: tuple[Contact, ...]
    others: tuple[Source, ...]
    """title, labels, heads, other fields and what was not understood"""
    notices: tuple[Notice, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    """what the objective counts and measures, in printed order"""

    @property
    def fiscal_year(self) -> int | None:
        """The year under the title."""
        found = _YEAR.search(self.year.text) if self.year else None
        return int(found.group()) if found else None

    @property
    def first_day(self) -> date | None:
        """The day on which the project is to begin, None where none can be read for certain."""
        return read_day(self.start.text) if self.start else None

    @property
    def last_day(self) -> date | None:
        """The day on which the project is to end, None where none can be read for certain."""
        return read_day(self.end.text) if self.end else None

    @property
    def rows_unread(self) -> bool:
        """Whether the table holds a row, or a part of one, that is no indicator here."""
        return any(notice.code in _ROWS_UNREAD for notice in self.notices)

    def sources(self) -> Iterator[Source]:
        """Every place the goal and its indicators were read from, contact persons included."""
        if self.about_source is not None:
            yield self.about_source
        texts = (self.unit, self.year, self.authority, self.start, self.end, self.objective, self.period_objective)
        for stated in texts:
            if stated is not None:
                yield stated.source
        for part in self.funding:
            yield part.label.source
            yield part.source
        for indicator in self.indicators:
            yield from indicator.sources()
        for contact in self.contacts:
            yield contact.source
        yield from self.others
