"""Every project of a document, told once: rows of forms, entries of the prose and further mentions brought together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kg.provenance import Source
from kg.recognise.model import RecognisedForm, RecognisedPart, Row
from kg.records.goal_model import PROJECT, Goal
from kg.records.model import Finding
from kg.records.period import period
from kg.records.project_match import Group, Mention, match_projects
from kg.records.project_model import ProjectMention, ProjectRecord, RowKey, StatedText
from kg.records.project_prose import ToldProject
from kg.text.numbers import UNITS
from kg.text.width import narrow, skeleton, squeeze

_CODE = re.compile(r"(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6,}\Z")
_CARRIED = ("carry-over", "carry-over-prose")
_BEST_KNOWN = ("general-project", "project-goals", "carry-over", "project-prose", "carry-over-prose")
_SEVERITY = {"project-same-name": "info", "project-like-name": "info", "project-match-doubtful": "info"}


def project_code(name: str) -> str | None:
    """The code at the end of a project's name (`其他特定目标类 0410335A`), None where there is none."""
    last = narrow(name).split()[-1] if name.split() else ""
    return last if _CODE.match(last) else None


def read_projects(
    forms: Sequence[RecognisedForm], told: Sequence[ToldProject], mentions: Iterable[Mention] = ()
) -> tuple[tuple[ProjectRecord, ...], tuple[Finding, ...]]:
    """The projects of a document and what is doubtful about them.

    `forms` are those whose amounts are placed, `told` what the prose tells, `mentions` further places (goal tables).
    """
    told_by = {told_mention(each): each for each in told}
    matched = match_projects([*form_mentions(forms), *told_by, *mentions])
    records = tuple(
        _record(group, key, [told_by[mention] for mention in group.mentions if mention in told_by])
        for group, key in zip(matched.groups, _keys(matched.groups), strict=True)
    )
    findings = [
        Finding(doubt.code, _SEVERITY.get(doubt.code, "warning"), doubt.message, doubt.mention.source)
        for doubt in matched.doubts
    ]
    return records, (*findings, *_told_findings(told), *_allocations(records))


def form_mentions(forms: Iterable[RecognisedForm]) -> Iterator[Mention]:
    """A mention for each row that names a project."""
    for form in forms:
        for part in form.parts:
            for row in part.rows:
                source = row.project_source or row.source
                if row.project and source is not None:
                    yield _row_mention(form, part, row, source)


def _row_mention(form: RecognisedForm, part: RecognisedPart, row: Row, source: Source) -> Mention:
    name = row.project.strip()
    return Mention(
        name=name,
        where=form.key,
        source=source,
        code=project_code(name),
        amounts=_row_amounts(form, part, row),
        function=row.code if part.classification == "function" else "",
        unit=squeeze(row.unit),
        carried=form.key in _CARRIED,
    )


def _row_amounts(form: RecognisedForm, part: RecognisedPart, row: Row) -> tuple[Decimal, ...]:
    """The row's total; where its column is not proven, every amount of the row, the largest first."""
    unit = UNITS.get(form.caption.unit or "")
    if unit is None:
        return ()
    for number in row.numbers:
        if number.column is not None and part.columns[number.column].id == "total":
            return (number.printed.amount(unit),)
    return tuple(sorted({number.printed.amount(unit) for number in row.numbers}, reverse=True))


def told_mention(told: ToldProject) -> Mention:
    """The mention of a project that the prose tells."""
    executed_by = told.texts.get("executed-by")
    return Mention(
        name=told.name.text,
        where=told.where,
        source=told.name.source,
        code=project_code(told.name.text),
        amounts=(told.amount.amount,) if told.amount else (),
        unit=squeeze(executed_by.text) if executed_by else "",
        carried=told.where in _CARRIED,
        stated=told.amount,
    )


def goal_mentions(goals: Iterable[Goal]) -> Iterator[Mention]:
    """A mention for each goal table that names a project: its whole funding may be the amount, or any part of it."""
    for goal in goals:
        if goal.kind == PROJECT and goal.about and goal.about_source is not None:
            parts = sorted({part.amount for part in goal.funding if part.amount}, reverse=True)
            whole = [] if goal.total is None else [goal.total]
            yield Mention(
                name=goal.about,
                where=goal.form,
                source=goal.about_source,
                code=project_code(goal.about),
                amounts=tuple(dict.fromkeys([*whole, *parts])),
                unit=squeeze(goal.unit.text) if goal.unit else "",
            )


def _keys(groups: Sequence[Group]) -> list[str]:
    """The key of each project: its name; with function, unit or place where projects share a name."""
    names = [_best(group).name for group in groups]
    shared = Counter(skeleton(name) for name in names)
    keys: list[str] = []
    for group, name in zip(groups, names, strict=True):
        key = name if shared[skeleton(name)] == 1 else f"{name}/{_distinction(group)}"
        again = sum(each == key or each.startswith(f"{key}~") for each in keys)
        keys.append(f"{key}~{again + 1}" if again else key)
    return keys


def _distinction(group: Group) -> str:
    first = _best(group)
    return "-".join(each for each in (first.unit, first.function, first.where) if each)


def _best(group: Group) -> Mention:
    """The mention whose name the project is best known by: that of the project form, if it stands there."""
    order = {where: at for at, where in enumerate(_BEST_KNOWN)}
    return min(group.mentions, key=lambda mention: order.get(mention.where, len(order)))


def _record(group: Group, key: str, told: Sequence[ToldProject]) -> ProjectRecord:
    best = _best(group)
    texts: dict[str, StatedText] = {}
    for each in told:
        for field_key, text in each.texts.items():
            texts.setdefault(field_key, text)
    days = period(texts["period"].text) if "period" in texts else None
    mentions = tuple(_mentions(group))
    names = dict.fromkeys(mention.name for mention in mentions if squeeze(mention.name) != squeeze(best.name))
    return ProjectRecord(
        key=key,
        name=best.name,
        code=next((mention.code for mention in group.mentions if mention.code), None),
        alternatives=tuple(names),
        mentions=mentions,
        amounts=tuple(mention.stated for mention in group.mentions if mention.stated),
        texts=texts,
        withheld=tuple(each for one in told for each in one.withheld),
        allocation=tuple(part for one in told for part in one.allocation),
        allocation_again=tuple(one.again for one in told if one.again),
        start=days[0] if days else None,
        end=days[1] if days else None,
        rows=frozenset(RowKey(m.where, squeeze(m.name), m.function, squeeze(m.unit)) for m in group.mentions),
    )


def _mentions(group: Group) -> Iterator[ProjectMention]:
    for member in group.members:
        why = member.judgement
        for mention in member.mentions:
            yield ProjectMention(
                name=mention.name,
                where=mention.where,
                source=mention.source,
                score=round(why.score, 4) if why else 1.0,
                evidence=why.evidence if why else (),
                doubtful=why.doubtful if why else False,
                amount=mention.stated,
            )


def _told_findings(told: Iterable[ToldProject]) -> Iterator[Finding]:
    for each in told:
        if each.unread is not None:
            message = f"the amount of {each.name.text!r} cannot be read for certain"
            yield Finding("project-amount-unread", "warning", message, each.unread)
        for line in each.unknown:
            message = f"a line of {each.name.text!r} has a label that no field knows"
            yield Finding("project-field-unknown", "info", message, line.source)


def _allocations(records: Iterable[ProjectRecord]) -> Iterator[Finding]:
    """Parts of a project's money that do not make the amount told beside them."""
    for record in records:
        whole = sum((part.amount.amount for part in record.allocation), Decimal(0))
        stated = {amount.amount for amount in record.amounts}
        if record.allocation and stated and whole not in stated:
            amounts = " or ".join(f"{amount:f}" for amount in sorted(stated))
            message = f"the parts of {record.name!r} make {whole:f} yuan, told are {amounts}"
            yield Finding("project-allocation-sum", "warning", message, record.allocation[0].source)
