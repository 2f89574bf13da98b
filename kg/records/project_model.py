"""Projects as records: what a document says of one project, wherever it says it, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kg.provenance import Source


@dataclass(frozen=True, slots=True)
class StatedText:
    """A text of the document without its white space, and its place."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount told in words: yuan, exact; `precision` is one unit of its last printed digit, in yuan.

    `year` is the one that its words name, None where they name none.
    """

    amount: Decimal
    printed: str
    precision: Decimal
    source: Source
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AllocationPart:
    """One part of a project's money: what for, how much."""

    label: str
    amount: StatedAmount
    source: Source


class RowKey(NamedTuple):
    """What makes a row of a form (or a place elsewhere) speak of one project: names and units without white space.

    `form` is a key of the list `report-table` or `text-section`.
    """

    form: str
    name: str
    function: str
    unit: str


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """One place where a project stands.

    `where` is a key of the list `report-table` or `text-section`. `score` (0 to 1) and `evidence` tell why it is
    taken for the same project as the mentions before it; the first mention has score 1 and no evidence.
    """

    name: str
    where: str
    source: Source
    score: float = 1.0
    evidence: tuple[str, ...] = ()
    doubtful: bool = False
    amount: StatedAmount | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A field that the document says it does not disclose."""

    field: str
    source: Source


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """One project under the name it is best known by.

    `key` tells it from every other project of the document. `texts` holds the fields told in words by their keys of
    `project_fields.toml` (policy-basis, executed-by, …); `amounts` are the stated ones, never those of form cells;
    `rows` tells which rows of forms speak of it.
    """

    key: str
    name: str
    code: str | None = None
    alternatives: tuple[str, ...] = ()
    mentions: tuple[ProjectMention, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    texts: Mapping[str, StatedText] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    allocation: tuple[AllocationPart, ...] = ()
    allocation_again: tuple[StatedAmount, ...] = ()
    """the whole of the allocation, told once more behind its parts"""
    start: date | None = None
    end: date | None = None
    rows: frozenset[RowKey] = frozenset()

    @property
    def status(self) -> str:
        """`withheld` where the document refuses to disclose any field of the project, else `disclosed`."""
        return "withheld" if self.withheld else "disclosed"

    def sources(self) -> Iterator[Source]:
        """Every place the record was read from."""
        for mention in self.mentions:
            yield mention.source
        for amount in self.amounts:
            yield amount.source
        for text in self.texts.values():
            yield text.source
        for part in self.allocation:
            yield part.source
        for amount in self.allocation_again:
            yield amount.source
