"""The narrative of a disclosure becomes records: the department, claims, and figures of people, goods and goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.layout.flow import Flow
from kg.provenance import Source, joined
from kg.recognise.document import RecognisedDocument
from kg.records import prose_figures as figures
from kg.records.goal_model import Goal
from kg.records.model import Finding, FormRecord, Header
from kg.records.prose_claims import SectionReader
from kg.records.prose_department import department_profile
from kg.records.prose_model import Claim, DatedHeading, Implied, Prose
from kg.records.prose_sections import ProseSection, prose_flow, prose_sections
from kg.records.prose_subjects import Subjects
from kg.records.prose_words import prose_words
from kg.records.remarks import read_placeholders, read_remarks
from kg.tables.blocks import Block, Paragraph


def read_prose(
    recognised: RecognisedDocument, forms: Sequence[FormRecord], header: Header, told: Sequence[Goal] = ()
) -> Prose:
    """Everything the narrative says in numbers and names. What is not understood is left out, never guessed."""
    flow = prose_flow(recognised.prose, recognised.page_lines)
    sections = prose_sections(flow)
    goals = _lines(block for region in recognised.others for block in region.blocks)
    goal_flow = prose_flow(goals, recognised.page_lines)
    subjects = Subjects(forms, header.fiscal_year)
    read = [
        claim for section in sections if section.words.claims for claim in SectionReader(flow, section, subjects).read()
    ]
    claims = tuple(with_prior_years(read, header.fiscal_year))
    found = figures.figures(flow, sections)
    between = figures.figures_anywhere(goal_flow)
    return Prose(
        department=department_profile(header, forms, flow, sections, goal_flow, found, told),
        claims=claims,
        staffing=figures.staffing(found),
        procurement=figures.procurement(found),
        assets=figures.assets(found, flow),
        operating_cost=figures.operating_cost(claims),
        goal_counts=figures.goal_counts([*found, *between]),
        remarks=tuple(read_remarks(flow, sections)),
        placeholders=tuple(read_placeholders(recognised.document.blocks)),
        headings=tuple(_dated(flow, sections)),
        sections=tuple(section.kind for section in sections),
    )


def _dated(flow: Flow, sections: Iterable[ProseSection]) -> Iterator[DatedHeading]:
    """Headings of known sections that name one year; what was carried out is told of the year before."""
    words = prose_words().headings
    for section in sections:
        heading = flow.text[slice(*section.heading)]
        years = set(words.year.findall(heading))
        if len(years) == 1 and section.kind not in words.not_in and not words.past.search(heading):
            yield DatedHeading(int(years.pop()), flow.source(*section.heading))


def _lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each paragraph and each row of a grid as one line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            source: Source = joined(cell.source for cell in row if cell is not None)
            if source.spans:
                yield Paragraph(source)


def with_prior_years(claims: Sequence[Claim], fiscal_year: int | None) -> Iterator[Claim]:
    """The claims, each change with the prior-year amount that it and the amount of the same subject imply.

    A change without a verb goes the way that the rate of its sentence says. Nothing is implied where neither tells
    the direction, another year is named, or several amounts are stated.
    """
    rates = {(claim.about.key(), claim.sentence): claim.direction for claim in claims if claim.kind == "growth"}
    amounts: dict[tuple[tuple[str, str], ...], set[tuple[Decimal, Decimal]]] = {}
    for claim in claims:
        own = claim.year in (None, fiscal_year)
        if own and claim.kind == "amount" and claim.value is not None and claim.precision is not None:
            amounts.setdefault(claim.about.key(), set()).add((claim.value, claim.precision))
    for claim in claims:
        stated = amounts.get(claim.about.key(), set())
        of_year = claim.year in (None, fiscal_year)
        if claim.kind == "change" and of_year and len({value for value, _ in stated}) == 1:
            way = claim.direction or (None if claim.template else rates.get((claim.about.key(), claim.sentence)))
            yield replace(claim, implied=_implied(claim, way, max(stated, key=lambda each: -each[1])))
        else:
            yield claim


def _implied(claim: Claim, direction: str | None, stated: tuple[Decimal, Decimal]) -> Implied | None:
    if claim.value is None or claim.precision is None or direction is None:
        return None
    amount, precision = stated
    sign = {"increase": -1, "decrease": 1, "flat": 0}[direction]
    value = amount + sign * claim.value
    half = (precision + claim.precision) / 2
    return Implied(value, value - half, value + half)


def prose_findings(prose: Prose) -> Iterator[Finding]:
    """What a person should look at in the narrative and no rule of the shapes can know."""
    profile = prose.department
    if len(profile.regions) > 1:
        names = ", ".join(f"{code} {name}" for code, name in profile.regions)
        yield Finding("region-ambiguous", "warning", f"{profile.label} may belong to {names}")
