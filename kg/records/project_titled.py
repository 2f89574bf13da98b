"""Projects told under a title of their own (`某某经费情况说明`), each field under a heading of its own line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.provenance import Span
from kg.records.located import Located, located
from kg.records.money import amounts_in
from kg.records.project_model import AllocationPart, StatedAmount, StatedText
from kg.records.project_prose import ToldProject, prose_lines, squeeze_words
from kg.records.project_words import project_words
from kg.tables.blocks import Block
from kg.text.width import squeeze

PLAN = "plan"
_MARKS = "、，,；;。."
MAX_PARTS = 60
"""More amounts than any plan has."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The money of a project as one text tells it: its whole, its parts, the whole told again behind them."""

    whole: StatedAmount | None = None
    parts: tuple[AllocationPart, ...] = ()
    again: StatedAmount | None = None


def titled_projects(blocks: Iterable[Block]) -> list[ToldProject]:
    """Every project that has a title of its own; a title without its headings is none."""
    return list(_projects(prose_lines(blocks)))


def _projects(lines: Sequence[Span]) -> Iterator[ToldProject]:
    titles = [at for at, span in enumerate(lines) if project_words().titled.title.match(squeeze(span.text))]
    for at, end in pairwise([*titles, len(lines)]):
        yield from _project(lines[at], _fields(lines[at + 1 : end]))


def _fields(lines: Sequence[Span]) -> dict[str, list[Span]]:
    """The lines under each heading, from the first line on: a heading that is not known ends the entry."""
    words = project_words().titled
    fields: dict[str, list[Span]] = {}
    under: list[Span] | None = None
    for span in lines:
        line = squeeze(span.text)
        number = words.heading.match(line)
        label = line[number.end() :] if number else ""
        if label in words.labels:
            if label in fields:
                break
            under = fields.setdefault(label, [])
        elif under is None:
            break
        else:
            under.append(span)
    return fields


def _project(title: Span, fields: dict[str, list[Span]]) -> Iterator[ToldProject]:
    words = project_words().titled
    if len(fields) < words.headings:
        return
    texts: dict[str, StatedText] = {}
    plan = Plan()
    for label, spans in fields.items():
        key, text = words.labels[label], located(spans)
        if key == PLAN:
            plan = read_plan(text)
        elif key and squeeze(text.text):
            texts.setdefault(key, StatedText(squeeze_words(text), text.source()))
    name = _name(title, fields)
    if name is not None:
        yield ToldProject("project-prose", name, plan.whole, texts=texts, allocation=plan.parts, again=plan.again)


def _name(title: Span, fields: dict[str, list[Span]]) -> StatedText | None:
    """The name in the title; where that names no project, the one that the overview begins with."""
    words = project_words().titled
    found = words.title.match(squeeze(title.text))
    if found is not None and found["name"] not in words.nameless:
        whole = located([title])
        return StatedText(squeeze_words(whole)[: len(found["name"])], whole.source())
    for label, spans in fields.items():
        text = located(spans)
        named = words.named.match(squeeze(text.text))
        if words.labels[label] == "purpose" and named is not None:
            return StatedText(named["name"], text.source())
    return None


def read_plan(text: Located) -> Plan:
    """The whole, the parts and the whole told again; no parts where any amount is none of them."""
    words = project_words().plan
    plan, at, sure = Plan(), 0, len(words.opens.findall(text.text)) < 2
    for begin, end, amount in amounts_in(text, words.short_unit):
        label = squeeze(text.text[at:begin]).strip(_MARKS)
        first, part = words.whole.match(label), words.part.match(label)
        if first and plan == Plan():
            plan = Plan(replace(amount, year=int(first["year"]) if first["year"] else None))
        elif words.again.match(label) and plan.parts and plan.again is None:
            plan = replace(plan, again=amount)
        elif part and plan.again is None and not words.not_parts.search(label) and len(plan.parts) < MAX_PARTS:
            place = text.source(begin - len(text.text[at:begin].lstrip(f"{_MARKS} \n")), end)
            plan = replace(plan, parts=(*plan.parts, AllocationPart(part["label"], amount, place)))
        else:
            sure = False
        at = end
    return plan if sure and _certain(plan) else Plan(plan.whole)


def _certain(plan: Plan) -> bool:
    """Brackets may hold a part of a part; without its whole only a plan by quarters is known to be one."""
    labels = [part.label for part in plan.parts]
    if any("(" in label or ")" in label for label in labels):
        return False
    return plan.whole is not None or all(project_words().plan.alone.match(label) for label in labels)
