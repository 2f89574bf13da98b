"""What a validation gives: findings with the figures they compared, and counts for each rule and document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.validate.index import Term
from kg.validate.rules import Rule

SEVERITIES = ("violation", "warning", "info")
"""From the gravest to the lightest."""


@dataclass(frozen=True, slots=True)
class Place:
    """One amount or text that a finding is about, and where it stands in the file; what is not known is empty."""

    node: str
    form: str
    row: str
    label: str
    column: str
    printed: str
    text: str
    page: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The rows of one form that a finding looks at: (printed number, in question) by row and column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one rule. `figures` are the values the rule compared, in yuan where they are amounts."""

    rule: Rule
    document: str
    focus: Term
    value: Term | None
    messages: Mapping[str, str]
    figures: Mapping[str, str]
    component: str = "SPARQLConstraintComponent"
    compared: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()

    @property
    def severity(self) -> str:
        """violation, warning or info."""
        return self.rule.severity


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one rule in one document: how many things it looked at, and how many of them it found wrong."""

    rule: Rule
    compared: int
    failed: int

    @property
    def outcome(self) -> str:
        """failed, passed or not-applicable."""
        if self.failed:
            return "failed"
        return "passed" if self.compared else "not-applicable"


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document validated by every rule."""

    document: str
    title: str
    file_name: str
    department: str
    fiscal_year: str
    template: str
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]

    def count(self, severity: str) -> int:
        """How many findings have the severity."""
        return sum(finding.severity == severity for finding in self.findings)
