"""One finding as the page shows it: both sides with their places, the figures with their units, the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.validate.findings import Excerpt, Finding, Place
from kg.validate.reports.words import acknowledged, figure_name, figure_order, languages, said
from kg.validate.rules import Rule, Words

_MOST_SIDES = 24
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PLACE_FIGURES = frozenset({"printed"})
_ALIKE = ("difference", "sum", "amount")
_UNIT = "\\{{[?$]{name}\\}} ?(?P<unit>元|%)"


@dataclass(frozen=True, slots=True)
class Side:
    """One figure or text of the comparison: whether it is the one under test, what it is, and where it stands."""

    tested: bool
    what: str
    printed: str
    where: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure that the rule compared, with its unit as the rule's message has it."""

    key: str
    name: Words
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A sentence in pieces (words, in question), and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    where: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """What the page shows of a finding."""

    rule: Rule
    severity: str
    kind: str
    """the severity, or `acknowledged`"""
    entry: str
    messages: tuple[str, ...]
    description: tuple[str, ...]
    sides: tuple[Side, ...]
    more: int
    """how many sides are not shown"""
    sums: tuple[Sum, ...]
    quotes: tuple[QuoteView, ...]
    excerpts: tuple[Excerpt, ...]


def view(finding: Finding, lang: str) -> FindingView:
    """A finding for the page in a language."""
    entry = finding.acknowledgement
    tested = getattr(finding.value or finding.focus, "value", "")
    sides = tuple(_side(place, place.node == tested, lang) for place in finding.places)
    return FindingView(
        rule=finding.rule,
        severity=finding.severity,
        kind=finding.severity if entry is None else "acknowledged",
        entry="" if entry is None else acknowledged(entry, lang),
        messages=_texts(finding.messages, lang),
        description=_texts(finding.rule.description, lang),
        sides=sides[:_MOST_SIDES],
        more=max(0, len(sides) - _MOST_SIDES),
        sums=tuple(_sums(finding)),
        quotes=tuple(QuoteView(each.pieces, _where(each.page, each.line, lang)) for each in finding.quotes),
        excerpts=finding.excerpts,
    )


def _texts(texts: Words, lang: str) -> tuple[str, ...]:
    found = tuple(texts[each] for each in languages(lang) if texts.get(each))
    return found or tuple(texts.values())[:1]


def _side(place: Place, tested: bool, lang: str) -> Side:
    if place.form:
        what = " · ".join(each for each in (f"《{place.form}》", place.label or place.row, place.heading) if each)
    else:
        what = said({"zh": "文字", "en": "Text"}, lang, " ")
    return Side(tested, what, place.printed or place.text, _where(place.page, place.line, lang))


def _where(page: int | None, line: int | None, lang: str) -> str:
    where = []
    if page:
        where.append(said({"zh": f"第 {page} 页", "en": f"page {page}"}, lang, " "))
    if line:
        where.append(said({"zh": f"第 {line} 行", "en": f"line {line}"}, lang, " "))
    return " · ".join(where)


def _sums(finding: Finding) -> Iterator[Sum]:
    """The figures in the order in which they are read: what is tested, what it is held against, the difference."""
    template = finding.rule.messages.get("zh", "")
    units = {key: found["unit"] for key in finding.figures if (found := re.search(_UNIT.format(name=key), template))}
    for key in _ALIKE:
        # what is subtracted from each other has one unit, though the message need not repeat it
        units.setdefault(key, next((units[each] for each in _ALIKE if each in units), ""))
    for key in sorted(finding.figures, key=figure_order):
        name = figure_name(key)
        if name is not None and not (key in _PLACE_FIGURES and finding.places):
            yield Sum(key, name, _grouped(finding.figures[key]), units.get(key, ""))


def _grouped(value: str) -> str:
    """A number with its thousands set apart; anything else as it is.

    >>> _grouped("-1010000.5")
    '-1,010,000.5'
    """
    if not _NUMBER.fullmatch(value):
        return value
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-") != "0" else value
