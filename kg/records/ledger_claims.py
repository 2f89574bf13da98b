"""Which numbers of a document the records hold: the sources of every fact, amount and text, by kind of record."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from kg.provenance import Box, Source, Span
from kg.records.goal_model import Goal, Indicator
from kg.records.ledger_flow import Flow, Piece
from kg.records.model import Disclosure


@dataclass(frozen=True, slots=True)
class Claim:
    """A place that a record holds; `by` names the kind of record."""

    by: str
    source: Source


def claims(disclosure: Disclosure) -> Iterator[Claim]:
    """Every place that a record of the disclosure holds: amounts first, texts that hold numbers after them."""
    for fact in disclosure.facts:
        yield Claim("fact", fact.cell.source)
    for amount in disclosure.unplaced:
        yield Claim("unplaced", amount.cell.source)
    for project in disclosure.projects:
        for stated in project.amounts:
            yield Claim("project-amount", stated.source)
        for part in project.allocation:
            yield Claim("project-amount", part.amount.source)
        for stated in project.allocation_again:
            yield Claim("project-amount", stated.source)
    yield from _prose(disclosure)
    yield from _texts(disclosure)


def _prose(disclosure: Disclosure) -> Iterator[Claim]:
    """The numbers of the narrative, each under the kind of record that holds it."""
    prose = disclosure.prose
    if prose is None:
        return
    kinds = {
        "claim": prose.claims,
        "staffing": [prose.staffing],
        "unit-count": [prose.department],
        "procurement": [prose.procurement],
        "asset": prose.assets,
        "operating-cost": [prose.operating_cost],
        "goal-count": prose.goal_counts,
    }
    for kind, records in kinds.items():
        for record in records:
            for source in record.sources() if record is not None else ():
                yield Claim(kind, source)
    for claim in prose.claims:
        if claim.reason and claim.reason_source is not None:
            yield Claim("claim-reason", claim.reason_source)
    for remark in prose.remarks:
        if remark.unit_kind:
            yield Claim("unit-count", remark.source)


def _texts(disclosure: Disclosure) -> Iterator[Claim]:
    for project in disclosure.projects:
        for mention in project.mentions:
            yield Claim("project-name", mention.source)
        for text in project.texts.values():
            yield Claim("project-text", text.source)
    for goal in disclosure.goals:
        yield from _goal(goal)
    for form in disclosure.forms:
        if form.statement_source is not None:
            yield Claim("statement", form.statement_source)


def _goal(goal: Goal) -> Iterator[Claim]:
    """What a goal and its indicators hold: quantities before the texts in which they stand."""
    for quantity in (*goal.quantities, *(each.quantity for each in goal.indicators)):
        if quantity is not None:
            yield Claim("quantity", quantity.source)
    for source in _of_goal(goal):
        yield Claim("goal", source)
    for indicator in goal.indicators:
        for source in _of_indicator(indicator):
            yield Claim("indicator", source)


def _of_goal(goal: Goal) -> Iterator[Source]:
    """What the record of a goal states; its titles, its contacts and what was not understood are not among it."""
    if goal.about_source is not None:
        yield goal.about_source
    for stated in (goal.unit, goal.authority, goal.start, goal.end, goal.objective, goal.period_objective):
        if stated is not None:
            yield stated.source
    for part in goal.funding:
        yield part.source


def _of_indicator(indicator: Indicator) -> Iterator[Source]:
    texts = (indicator.level1, indicator.level2, indicator.label, indicator.basis, indicator.prior_year_value)
    for stated in (*texts, indicator.scoring_rule, indicator.evidence):
        if stated is not None:
            yield stated.source
    for source in (indicator.target_source, indicator.weight_source):
        if source is not None:
            yield source


def owners(flow: Flow, found: Iterable[Claim]) -> dict[int, str]:
    """For each character of the flow that a record holds, the kind of the first record that does."""
    places = _Places(flow)
    owned: dict[int, str] = {}
    for claim in found:
        for span in claim.source.spans:
            begin = places.begin(span, owned)
            for at in range(begin, begin + len(span.text)) if begin is not None else ():
                owned.setdefault(at, claim.by)
    return owned


Place = tuple[str, int | None, int, int, Box | None]
"""File, page, line, column and box."""


class _Places:
    """Finds the spans of records in a flow: by offset where the format has offsets, else by page, line and box."""

    def __init__(self, flow: Flow) -> None:
        self._pieces = sorted((each for each in flow.pieces if each.span.start >= 0), key=lambda each: _at(each.span))
        self._places: dict[Place, list[Piece]] = defaultdict(list)
        for piece in flow.pieces:
            if piece.span.start < 0:
                self._places[_place(piece.span)].append(piece)

    def begin(self, span: Span, owned: Container[int]) -> int | None:
        """Where a span of a record begins in the flow, None where it is no part of the document's blocks."""
        return self._by_offset(span) if span.start >= 0 else self._by_place(span, owned)

    def _by_offset(self, span: Span) -> int | None:
        index = bisect_right(self._pieces, _at(span), key=lambda piece: _at(piece.span)) - 1
        if index < 0 or self._pieces[index].span.file != span.file:
            return None
        piece = self._pieces[index]
        return piece.at + span.start - piece.span.start if span.start < piece.span.end else None

    def _by_place(self, span: Span, owned: Container[int]) -> int | None:
        """The first run at the place that has the text where the span has it and that no record holds yet."""
        first: int | None = None
        for piece in self._places.get(_place(span), ()):
            if not span.text or not piece.span.text.startswith(span.text, span.within - piece.span.within):
                continue
            at = piece.at + span.within - piece.span.within
            if at not in owned:
                return at
            first = at if first is None else first
        return first


def _at(span: Span) -> tuple[str, int]:
    return span.file, span.start


def _place(span: Span) -> Place:
    return span.file, span.page, span.line, span.column, span.box
