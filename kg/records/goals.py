"""Recognised goal tables become goals: texts cleaned, targets read, amounts in yuan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.provenance import Source, joined
from kg.recognise.document import RecognisedDocument
from kg.recognise.goal_model import FundingCell, GoalTable, IndicatorRow
from kg.recognise.goal_tables import goal_tables
from kg.recognise.goal_targets import read_target
from kg.recognise.goal_words import goal_words
from kg.recognise.model import Notice
from kg.recognise.sections import Section
from kg.recognise.words import vocabulary
from kg.records.goal_model import DEPARTMENT, PROJECT, Contact, FundingPart, Goal, Indicator, Stated
from kg.records.model import Finding
from kg.records.quantity_match import with_quantities
from kg.tables.blocks import Paragraph
from kg.text.numbers import UNITS, plain, read_number
from kg.text.width import narrow, squeeze

_WIDE = "\u3001-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d"
_BESIDE = re.compile(f"[{_WIDE}]")
_BLANKS = re.compile(r"\s+")
_SEVERITY = {"goal-row-moved": "info", "goal-cell-late": "info"}
_TARGET_ROLES = ("operator", "target", "unit")
_KEPT = ("objective", "period-objective", "year", "authority", "start", "end")
_ROLES = {"level1", "level2", "level3", "basis", "prior", "weight", "scoring", "evidence", *_TARGET_ROLES}


def read_goals(recognised: RecognisedDocument) -> tuple[Goal, ...]:
    """The goals of a document in printed order; a table continued under its repeated title is one goal."""
    tables = (table for section in recognised.others for table in goal_tables(section))
    read = (each for each in tables if each.columns or each.fields or each.funding or each.unread)
    return tuple(map(with_quantities, _continued(map(_goal, read))))


def goal_findings(recognised: RecognisedDocument, goals: Sequence[Goal]) -> Iterator[Finding]:
    """What a person should look at in the goal tables, and goal forms of which nothing was read."""
    for goal in goals:
        for notice in goal.notices:
            yield Finding(notice.code, _SEVERITY.get(notice.code, "warning"), notice.message, notice.source, goal.form)
    read = {source for goal in goals for source in goal.others}
    for section in recognised.others:
        if section.title is None or section.form is None or section.title in read:
            continue
        message = "no goal table was read under this title"
        severity = "info" if _says_empty(section) else "warning"
        yield Finding("goal-unread", severity, message, section.title, section.form.key)


def _says_empty(section: Section) -> bool:
    """Nothing under the title, or a statement that there is nothing to disclose."""
    texts = [squeeze(block.text) for block in section.blocks if isinstance(block, Paragraph)]
    grids = any(not isinstance(block, Paragraph) for block in section.blocks)
    words = vocabulary().statement_status
    return not grids and all(any(word in text for word in words) for text in texts)


def cleaned(text: str) -> str:
    """A text without the blanks that its wrapping left beside Chinese characters and without artefacts.

    >>> cleaned("生态 效益 指标"), cleaned("ABC 2024 年")
    ('生态效益指标', 'ABC 2024年')
    """
    return _BLANKS.sub(_kept, goal_words().artefacts.sub("", text).strip())


def _kept(found: re.Match[str]) -> str:
    """Blanks between characters that are both narrow stay."""
    before, behind = found.string[found.start() - 1], found.string[found.end()]
    return "" if _BESIDE.match(before) or _BESIDE.match(behind) else found.group()


def _goal(table: GoalTable) -> Goal:
    notices = list(table.notices)
    kind = PROJECT if table.field("project") is not None or table.form == "project-goals" else DEPARTMENT
    about = table.field(kind)
    unit = table.field(DEPARTMENT) if kind == PROJECT else None
    if about is None:
        notices.append(Notice("goal-without-subject", "a goal table does not say whose goal it is", table.title))
    funding = _by_period(list(_funding(table.funding, notices)))
    total, summed = _total(table.form, funding)
    indicators = tuple(_indicator(row, notices) for row in table.rows)
    _check_funding(funding, notices)
    return Goal(
        kind=kind,
        form=table.form,
        about=cleaned(about.text) if about else "",
        about_source=about,
        unit=_stated(unit),
        year=_stated(table.field("year")),
        authority=_stated(table.field("authority")),
        start=_stated(table.field("start")),
        end=_stated(table.field("end")),
        objective=_stated(table.field("objective")),
        period_objective=_stated(table.field("period-objective")),
        funding=funding,
        total=total,
        summed=summed,
        indicators=indicators,
        contacts=tuple(_contacts(table)),
        others=tuple(_others(table, about, unit)),
        notices=tuple(notices),
    )


def _stated(source: Source | None) -> Stated | None:
    return Stated(cleaned(source.text), source) if source is not None else None


def _contacts(table: GoalTable) -> Iterator[Contact]:
    for each in table.fields:
        if each.key == "contact":
            role = squeeze(each.label.text).rstrip(":") if each.label else ""
            yield Contact(role, cleaned(each.value.text), each.value)


def _others(table: GoalTable, about: Source | None, unit: Source | None) -> Iterator[Source]:
    """Every place of the table that no other property of the goal keeps."""
    if table.title is not None:
        yield table.title
    yield from table.labels
    yield from table.unread
    kept = [about, unit, *map(table.field, _KEPT)]
    for each in table.fields:
        if each.key != "contact" and not any(each.value is source for source in kept):
            yield each.value


def _funding(cells: Iterable[FundingCell], notices: list[Notice]) -> Iterator[FundingPart]:
    for cell in cells:
        unit = UNITS[cell.unit] if cell.unit else None
        if unit is None:
            notices.append(Notice("goal-no-unit", "an amount of the funding has no monetary unit", cell.source))
        yield FundingPart(
            key=cell.key,
            label=Stated(cleaned(cell.label.text), cell.label),
            printed=cell.printed.text,
            amount=cell.printed.amount(unit) if unit else None,
            precision=cell.printed.precision(unit) if unit else None,
            source=cell.source,
        )


def _by_period(parts: list[FundingPart]) -> tuple[FundingPart, ...]:
    """Tells the parts of the whole project, printed first, from those of the year."""
    words = goal_words()
    if not any(part.key == words.period_total for part in parts):
        return tuple(parts)
    for key, of_period in words.period_parts.items():
        places = [at for at, part in enumerate(parts) if part.key == key]
        if len(places) == 2:
            parts[places[0]] = replace(parts[places[0]], key=of_period)
    return tuple(parts)


def _total(form: str, funding: Sequence[FundingPart]) -> tuple[Decimal | None, bool]:
    """The printed total; else the sum where every part that makes the whole is printed exactly once."""
    totals = [part.amount for part in funding if part.key == "total"]
    if totals:
        return (totals[0], False) if len(set(totals)) == 1 else (None, False)
    keys = goal_words().funding_sums.get(form, ())
    amounts = [part.amount for part in funding]
    if not keys or sorted(part.key for part in funding) != sorted(keys) or any(each is None for each in amounts):
        return None, False
    return plain(sum((each for each in amounts if each is not None), Decimal(0))), True


def _check_funding(funding: Sequence[FundingPart], notices: list[Notice]) -> None:
    """The parts beside a printed total make it, to half a unit of each last printed digit."""
    for key, keys in goal_words().funding_checks.items():
        total = next((part for part in funding if part.key == key), None)
        parts = [part for part in funding if part.key in keys]
        if total is None or len(parts) < 2 or any(part.amount is None for part in (total, *parts)):
            continue
        allowed = sum((part.precision or Decimal(0) for part in (total, *parts)), Decimal(0)) / 2
        summed = sum((part.amount or Decimal(0) for part in parts), Decimal(0))
        if abs((total.amount or Decimal(0)) - summed) > allowed:
            message = f"the parts of the funding make {plain(summed)} yuan, the printed total is {total.printed}"
            notices.append(Notice("goal-funding-sum", message, total.source))


def _indicator(row: IndicatorRow, notices: list[Notice]) -> Indicator:
    cells = row.cells
    places = [cells[role] for role in _TARGET_ROLES if role in cells]
    source = joined(places) if places else None
    text = goal_words().artefacts.sub("", " ".join(place.text for place in places)).strip()
    target = read_target(text)
    if target.rejoined:
        notices.append(Notice("goal-number-rejoined", f"a blank stands inside the number of {text!r}", source))
    return Indicator(
        label=_stated(cells.get("level3")),
        level1=_stated(cells.get("level1")),
        level2=_stated(cells.get("level2")),
        operator=target.operator,
        target_value=target.value,
        target_unit=target.unit,
        target_text=text,
        target_source=source,
        qualitative=bool(text) and not any(char.isdigit() for char in text),
        weight=_weight(cells.get("weight"), notices),
        weight_source=cells.get("weight"),
        basis=_stated(cells.get("basis")),
        prior_year_value=_stated(cells.get("prior")),
        scoring_rule=_stated(cells.get("scoring")),
        evidence=_stated(cells.get("evidence")),
        others=tuple(place for role, place in cells.items() if role not in _ROLES),
    )


def _weight(source: Source | None, notices: list[Notice]) -> Decimal | None:
    if source is None:
        return None
    number = read_number(narrow(source.text).strip().removesuffix("%").removesuffix("分"))
    if number is None:
        notices.append(Notice("goal-weight", "the weight of an indicator is no number", source))
    return number.value if number else None


def _continued(goals: Iterable[Goal]) -> Iterator[Goal]:
    """A table that says nothing of its subject is the next page of the one before it."""
    last: Goal | None = None
    for goal in goals:
        if last is not None and not goal.about and goal.form == last.form and not goal.funding and not goal.objective:
            last = _joined(last, goal)
            continue
        if last is not None:
            yield last
        last = goal
    if last is not None:
        yield last


def _joined(first: Goal, second: Goal) -> Goal:
    extra = [each.source for each in _said(second) if each is not None]
    return replace(
        first,
        indicators=(*first.indicators, *_below(first.indicators, second.indicators)),
        contacts=(*first.contacts, *second.contacts),
        others=(*first.others, *second.others, *extra),
        notices=(*first.notices, *(each for each in second.notices if each.code != "goal-without-subject")),
    )


def _said(goal: Goal) -> tuple[Stated | None, ...]:
    """What a table says of itself besides its subject."""
    return goal.unit, goal.year, goal.authority, goal.start, goal.end, goal.period_objective


def _below(above: Sequence[Indicator], rows: Iterable[Indicator]) -> Iterator[Indicator]:
    """Levels that a merged cell carries over the page: blank at the head of the next page."""
    last = above[-1] if above else None
    for row in rows:
        if last is not None and row.level1 is None:
            row = replace(row, level1=last.level1, level2=row.level2 or last.level2)
        last = row
        yield row
