"""The upper part of a goal table: whose goal, its text, its funding, its contact persons.

Cells and words between blanks are both tokens here. A label must begin and end with a token, so that the same words
inside a sentence are no label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.provenance import Source
from kg.recognise.goal_model import FundingCell, GoalField
from kg.recognise.goal_words import HEADING, Label, goal_words
from kg.recognise.model import Notice
from kg.recognise.printed import printed_run
from kg.recognise.stream import Stream, Token
from kg.text.numbers import read_number
from kg.text.width import squeeze

CONTACT = "contact"
OBJECTIVE = "objective"
YEAR = "year"


@dataclass(frozen=True, slots=True)
class Fields:
    """The upper part, read."""

    fields: tuple[GoalField, ...] = ()
    funding: tuple[FundingCell, ...] = ()
    labels: tuple[Source, ...] = ()
    unread: tuple[Source, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A label at the tokens `begin` to `end`; `unit` is the monetary unit that it names."""

    label: Label
    begin: int
    end: int
    unit: str | None


def read_fields(tokens: Sequence[Token], celled: bool) -> Fields:
    """Reads label by label; `celled` says that a token is a whole cell (a label then ends whatever stood before)."""
    found = list(_labels(tokens, celled))
    fields: list[GoalField] = []
    funding: list[FundingCell] = []
    unread: list[Source] = []
    notices: list[Notice] = []
    for source in _leading(tokens[: found[0].begin] if found else tokens):
        if goal_words().year.fullmatch(squeeze(source.text)):
            fields.append(GoalField(YEAR, None, source))
        else:
            unread.append(source)
    unit = next((each.unit for each in found if each.unit), None)
    for at, each in enumerate(found):
        unit = each.unit or unit
        value = list(tokens[each.end : found[at + 1].begin if at + 1 < len(found) else len(tokens)])
        if not value:
            continue
        label = printed_run(tokens[each.begin : each.end])
        if each.label.kind == "fields":
            fields.append(GoalField(each.label.key, label, printed_run(value)))
            continue
        rest = value if each.label.key == HEADING else _amount(each.label.key, label, value, unit, funding)
        unread.extend(token.source for token in rest)
    notices.extend(_unread_notice(source) for source in unread)
    labels = tuple(printed_run(tokens[each.begin : each.end]) for each in found)
    return Fields(tuple(fields), tuple(funding), labels, tuple(unread), tuple(notices))


def _unread_notice(source: Source) -> Notice:
    """Names its line only: between unknown labels the text may be a person's name or telephone number."""
    message = f"text in the head of a goal table that belongs to no known label (line {source.line})"
    return Notice("goal-text-unread", message)


def _amount(key: str, label: Source, value: list[Token], unit: str | None, funding: list[FundingCell]) -> list[Token]:
    """Reads the number behind a funding label; gives back the tokens that are none."""
    number = read_number(value[0].text)
    if number is None:
        return value
    funding.append(FundingCell(key, label, number, unit, value[0].source))
    return value[1:]


def _leading(tokens: Sequence[Token]) -> Iterator[Source]:
    """The lines before the first label, each as one run."""
    line: list[Token] = []
    for token in tokens:
        if token.first and line:
            yield printed_run(line)
            line = []
        line.append(token)
    if line:
        yield printed_run(line)


def _labels(tokens: Sequence[Token], celled: bool) -> Iterator[_Found]:
    stream = Stream(tuple(tokens))
    text, starts = stream.text, stream.starts()
    ends = {offset: index for index, offset in enumerate(starts)}
    at = 0
    in_objective = False
    while at < len(tokens):
        found = _longest(text, starts, ends, at)
        if found and in_objective and not _ends_objective(found, tokens, celled):
            found = None
        if found is None:
            at += 1
            continue
        yield found
        in_objective = found.label.key == OBJECTIVE
        at = found.end


def _longest(text: str, starts: list[int], ends: dict[int, int], at: int) -> _Found | None:
    best: _Found | None = None
    for label in goal_words().labels:
        match = label.pattern.match(text, starts[at])
        end = ends.get(match.end()) if match else None
        if match and end is not None and (best is None or end > best.end):
            best = _Found(label, at, end, match.groupdict().get("unit"))
    return best


def _ends_objective(found: _Found, tokens: Sequence[Token], celled: bool) -> bool:
    """In bare lines only a heading that fills its line ends the text, because a sentence may wrap before any word.

    Other labels of the funding may stand behind it in its line, and nothing else.
    """
    first = tokens[found.begin].first
    if celled:
        return first
    rest = takewhile(lambda token: not token.first, tokens[found.end :])
    return found.label.ends_objective and first and all(is_label(squeeze(token.text)) for token in rest)


def set_aside(unread: Iterable[Source]) -> tuple[tuple[GoalField, ...], tuple[Source, ...]]:
    """Parts texts that speak of contact persons from the others."""
    contacts: list[GoalField] = []
    others: list[Source] = []
    for source in unread:
        if _names_contact(source):
            contacts.append(GoalField(CONTACT, None, source))
        else:
            others.append(source)
    return tuple(contacts), tuple(others)


def starts_table(token: Token) -> bool:
    """Whether a token is a label that opens a goal table: whose goal it is."""
    return token.first and bool(_field_keys(token.text) & {"department", "project"})


def is_label(text: str) -> bool:
    """Whether a text (half-width, without white space) is a label of the upper part, of a field or of funding."""
    return any(label.pattern.fullmatch(text) for label in goal_words().labels)


def is_field(token: Token) -> bool:
    """Whether a token is the label of a field (not of funding)."""
    return bool(_field_keys(token.text))


def _names_contact(source: Source) -> bool:
    """Whether a text speaks of a contact person or a telephone: it is set aside, not reported."""
    text = squeeze(source.text)
    return any(label.pattern.search(text) for label in goal_words().labels if label.key == CONTACT)


def _field_keys(text: str) -> set[str]:
    return {label.key for label in goal_words().labels if label.kind == "fields" and label.pattern.fullmatch(text)}
