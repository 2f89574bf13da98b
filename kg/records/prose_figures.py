"""Figures of people, purchases, assets, operating cost and goals, read from the sections that state them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.layout.flow import Flow
from kg.provenance import Source
from kg.recognise.words import vocabulary
from kg.records.figure_words import FigureWords, directions, figure_words, listed_words
from kg.records.period import read_day
from kg.records.prose_model import (
    AssetHolding,
    Claim,
    GoalCount,
    Measure,
    OperatingCost,
    Procurement,
    Staffing,
    UnitCount,
)
from kg.records.prose_sections import ProseSection
from kg.text.numbers import UNITS, read_number, read_spelled

_AS_OF = re.compile(r"截[至止](20\d\d)年(?:底|末|12月31日)")
_AS_OF_DAY = re.compile(r"截[至止](20\d\d)年(\d{1,2})月(\d{1,2})日")
_OWN_YEAR = re.compile(r"(?<![与比较同])(20\d\d)年(?!底|末|初|\d)")
_COUNTER = re.compile(r"[\u4e00-\u9fff]")
_LONG = 500
"""Characters on either side of a figure that its sentence takes at most: hostile text has no full stops."""
_UNIT_SUFFIX = "__unit"
_YEAR_GROUP = "stated__year"
_NO_SUBORDINATES = re.compile(r"无(?:下属|所属)(?:二级)?预算单位")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One match of a figure: what it is, its measures by name, where it begins."""

    words: FigureWords
    measures: dict[str, Measure]
    begin: int
    year: int | None = None
    """the year that the words name"""


def figures(flow: Flow, sections: Iterable[ProseSection]) -> list[FoundFigure]:
    """Every figure of the narrative in printed order."""
    found: list[FoundFigure] = []
    for section in sections:
        known = [each for each in figure_words() if each.holds_in(section.kind)]
        for begin, end in _sentences(flow, section.begin, section.end):
            found.extend(_in_sentence(flow, known, begin, end))
    return sorted(found, key=lambda each: each.begin)


def figures_anywhere(flow: Flow) -> list[FoundFigure]:
    """The figures that stand in no section of their own (between the goal tables).

    Full stops are rare there and names of persons are not: the sentence is no more than the lines of the figure.
    """
    known = [each for each in figure_words() if not each.sections]
    found: list[FoundFigure] = []
    for begin, end in _sentences(flow, 0, len(flow.text)):
        found.extend(_in_sentence(flow, known, begin, end, lines_only=True))
    return found


def _sentences(flow: Flow, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = begin
    while at < end:
        stop = flow.text.find("。", at, end)
        stop = end if stop < 0 else stop + 1
        yield at, stop
        at = stop


def _in_sentence(
    flow: Flow, known: Iterable[FigureWords], begin: int, end: int, lines_only: bool = False
) -> Iterator[FoundFigure]:
    for words in known:
        if words.within and not words.within.search(flow.text, begin, end):
            continue
        if words.without and words.without.search(flow.text, begin, end):
            continue
        for pattern in words.patterns:
            for match in pattern.finditer(flow.text, begin, end):
                year = match.groupdict().get(_YEAR_GROUP)
                if words.dated and not lines_only:
                    year = _only_year(flow.text[begin : match.end()])
                low, high = max(begin, match.start() - _LONG), min(end, match.end() + _LONG)
                if lines_only:
                    low, high = max(low, flow.line_start(match.start())), min(high, flow.line_end(match.end() - 1))
                measures = dict(_measures(flow, match, flow.source(low, high)))
                yield FoundFigure(words, measures, match.start(), int(year) if year else None)


def _only_year(words: str) -> str | None:
    """The year that words name, where they name one; years compared with and ends of years are none of theirs."""
    years = set(_OWN_YEAR.findall(words))
    return years.pop() if len(years) == 1 else None


def _measures(flow: Flow, match: re.Match[str], sentence: Source) -> Iterator[tuple[str, Measure]]:
    groups = match.groupdict()
    for name, text in groups.items():
        if text is None or "__" in name:
            continue
        spelled = read_spelled(text)
        number = read_number(text if spelled is None else str(spelled))
        if number is None:
            continue
        begin, end = match.span(name)
        printed_unit = groups.get(name + _UNIT_SUFFIX) or _counter(flow.text, end)
        money = UNITS.get(printed_unit)
        factor = money or Decimal(1)
        yield (
            name,
            Measure(
                value=number.amount(factor),
                printed=flow.printed(begin, end),
                unit="元" if money else printed_unit,
                printed_unit=printed_unit,
                precision=number.precision(factor),
                source=flow.source(begin, end),
                direction=_direction(groups, name, number.value),
                sentence=sentence,
            ),
        )


def _counter(text: str, at: int) -> str:
    """The counting word behind a number (个, 家, 台); people where the sentence gives none."""
    return text[at] if at < len(text) and _COUNTER.match(text[at]) else "人"


def _direction(groups: dict[str, str | None], name: str, value: Decimal) -> str | None:
    verb = groups.get(f"{name}__verb")
    if verb is None:
        return None
    known = directions().get(verb)
    return known if known else ("flat" if value == 0 else None)


def staffing(found: Sequence[FoundFigure]) -> Staffing | None:
    """Posts and people; the first statement of each number counts."""
    measures = _merged(found, "staffing")
    return Staffing(**measures) if measures else None


def procurement(found: Sequence[FoundFigure]) -> Procurement | None:
    """Planned purchases; the first statement of each number counts."""
    measures = _merged(found, "procurement")
    year = next((each.year for each in found if each.words.record == "procurement" and "total" in each.measures), None)
    return Procurement(**measures, year=year) if measures else None


def _merged(found: Sequence[FoundFigure], record: str) -> dict[str, Measure]:
    measures: dict[str, Measure] = {}
    for each in found:
        if each.words.record == record:
            for name, measure in each.measures.items():
                measures.setdefault(name, measure)
    return measures


def assets(found: Sequence[FoundFigure], flow: Flow) -> tuple[AssetHolding, ...]:
    """Assets held at the end of the year before, and purchases planned, in printed order."""
    stated = _AS_OF.search(flow.text)
    as_of = int(stated.group(1)) if stated else None
    day = _as_of_day(flow.text)
    return tuple(
        AssetHolding(
            each.words.kind,
            each.words.planned,
            status=each.words.status,
            as_of=None if each.words.planned else as_of,
            as_of_day=None if each.words.planned or as_of else day,
            year=each.year,
            **each.measures,
        )
        for each in found
        if each.words.record == "asset"
    )


def _as_of_day(text: str) -> date | None:
    """The day at which assets are told, where it is not the end of a year and no other day is told."""
    days = {read_day("-".join(found)) for found in _AS_OF_DAY.findall(text)}
    return days.pop() if len(days) == 1 else None


def goal_counts(found: Sequence[FoundFigure]) -> tuple[GoalCount, ...]:
    """Counts of goals and projects with their amounts, in printed order."""
    return tuple(
        GoalCount(each.words.kind, year=each.year, **each.measures)
        for each in found
        if each.words.record == "goal-count"
    )


def unit_counts(
    found: Sequence[FoundFigure], flow: Flow, sections: Iterable[ProseSection] = ()
) -> tuple[UnitCount, ...]:
    """Counts of units, each kind once; `无下属预算单位` is a count of none without a printed number.

    Units listed one by one are counted too: that number is not printed.
    """
    counts: dict[str, UnitCount] = {}
    for each in found:
        if each.words.record == "unit-count" and "count" in each.measures:
            counts.setdefault(each.words.kind, UnitCount(each.words.kind, each.measures["count"]))
    none = _NO_SUBORDINATES.search(flow.text)
    if none and "subordinate" not in counts:
        place = flow.source(none.start(), none.end())
        counts["subordinate"] = UnitCount("subordinate", Measure(Decimal(0), "", "家", "", Decimal(1), place))
    listed = {each.kind: each for section in reversed(tuple(sections)) for each in _listed(flow, section)}
    return (*counts.values(), *listed.values())


def _listed(flow: Flow, section: ProseSection) -> Iterator[UnitCount]:
    """How many units a section lists, and how many besides the department itself where it is one of them.

    Their place is that of the words that open the list.
    """
    words = listed_words()
    opening = words.opens.search(flow.text, section.begin, section.end) if section.kind in words.sections else None
    if opening is None:
        return
    items = _items(flow, opening.end(), section.end)
    own = sum(words.own.search(item) is not None for item in items)
    counts = {"listed": len(items), "listed-below": len(items) - own if own == 1 else 0}
    for kind, number in counts.items():
        if number:
            place = flow.source(opening.start(), opening.end())
            yield UnitCount(kind, Measure(Decimal(number), "", "家", "", Decimal(1), place))


def _items(flow: Flow, begin: int, end: int) -> list[str]:
    """The members of a list: numbered, or names of organisations in one sentence."""
    words = listed_words()
    starts = {*flow.line_starts(begin, end), begin}
    numbered = [each for each in words.item.finditer(flow.text, begin, end) if _opens_item(flow, each.start(), starts)]
    if numbered and numbered[0].start() == begin:
        return [flow.text[each.end() : flow.line_end(each.end())] for each in numbered]
    stop = flow.text.find(words.ends, begin, end)
    names = flow.text[begin : max(stop, begin)].split(words.between)
    return names if all(vocabulary().is_organisation(name) for name in names) else []


def _opens_item(flow: Flow, at: int, starts: Collection[int]) -> bool:
    return at in starts or flow.text[at - 1] in listed_words().ends


def operating_cost(claims: Sequence[Claim]) -> OperatingCost | None:
    """The operating cost of the office, put together from the claims about it; the first of each kind counts."""
    own = [claim for claim in claims if claim.about.dims.get("item") == "operating-cost" and claim.value is not None]
    if not own:
        return None
    first = {claim.kind: _measure(claim) for claim in reversed(own)}
    return OperatingCost(
        amount=first.get("amount"),
        change=first.get("change"),
        growth=first.get("growth"),
        compared_with=next((claim.compared_with for claim in own if claim.compared_with), None),
        reason=next((claim.reason for claim in own if claim.reason), ""),
        implied=next((claim.implied for claim in own if claim.implied), None),
    )


def _measure(claim: Claim) -> Measure:
    value, precision = claim.value or Decimal(0), claim.precision or Decimal(1)
    return Measure(
        value, claim.printed, claim.unit, claim.printed_unit, precision, claim.source, claim.direction, claim.sentence
    )
