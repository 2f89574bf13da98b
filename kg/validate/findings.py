"""What a validation gives: findings with the figures they compared, and counts for each rule and document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import pyoxigraph as ox

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
    heading: str
    """the words that usually head the column"""
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
class Quote:
    """A sentence of the text that a finding looks at: its pieces (words, in question) and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    page: int | None = None
    line: int | None = None

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(words for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What someone said of a finding: it is known, and why. `place` is the path of a finding below its document."""

    rule: str
    document: str
    place: str
    reason: str
    who: str
    date: str
    figures: tuple[tuple[str, str], ...]
    """the values that the finding compared when it was acknowledged; empty where they were not written down"""
    where: str
    """the file and the number of the entry"""


@dataclass(frozen=True, slots=True)
class UnusedAcknowledgement:
    """An acknowledgement without its finding: it is `gone`, or its values `changed` (`now`: those of today)."""

    acknowledgement: Acknowledgement
    why: str
    now: tuple[tuple[str, str], ...] = ()


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
    quotes: tuple[Quote, ...] = ()
    acknowledgement: Acknowledgement | None = None

    @property
    def severity(self) -> str:
        """violation, warning or info."""
        return self.rule.severity

    @property
    def at(self) -> str:
        """The node it is about, as a path below its document (`form/general/fact/201/total`); `.` for the document."""
        nodes = [term for term in (self.value, self.focus) if isinstance(term, ox.NamedNode)]
        for node in nodes:
            if node.value.startswith(f"{self.document}/"):
                return unquote(node.value.removeprefix(f"{self.document}/"))
        return unquote(nodes[0].value) if nodes and nodes[0].value != self.document else "."


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one rule in one document: how many things it looked at, and how many of them it found wrong."""

    rule: Rule
    compared: int
    failed: int
    acknowledged: int = 0
    """how many of the failed ones are acknowledged"""

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
    unused: tuple[UnusedAcknowledgement, ...] = ()

    def count(self, severity: str) -> int:
        """How many findings have the severity and are not acknowledged."""
        return sum(each.severity == severity and each.acknowledgement is None for each in self.findings)

    @property
    def acknowledged(self) -> int:
        """How many findings are acknowledged."""
        return sum(each.acknowledgement is not None for each in self.findings)
