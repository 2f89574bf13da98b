"""Goals of the five real documents against what a person read in them: every field of every indicator.

The hand-read lists keep labels and sentences by their first and last characters only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.recognise.document import RecognisedDocument, recognise
from kg.records.goal_model import Goal, Indicator, Stated
from kg.records.goals import goal_findings, read_goals
from kg.tables.blocks import Document, Paragraph
from kg.tables.text import text_document
from kg.text.width import squeeze

FOLDER = Path(__file__).parent / "hand_read"
CUT = "…"
DOCUMENTS = sorted(path.stem.removeprefix("goals-") for path in FOLDER.glob("goals-*.txt"))
INDICATORS = 145


@dataclass(frozen=True)
class HandRead:
    """One goal: kind, name, funding by key, and the lines of its indicators."""

    kind: str
    about: str
    funding: dict[str, str]
    indicators: tuple[tuple[str, ...], ...]


def hand_read(sha256_begin: str) -> list[HandRead]:
    """The goals of the document whose SHA-256 (as its file is named) begins so."""
    goals: list[HandRead] = []
    for line in (FOLDER / f"goals-{sha256_begin}.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            kind, about, funding = (part.strip() for part in line[1:].split("|"))
            goals.append(HandRead(kind, about, dict(part.split("=") for part in funding.split()), ()))
        else:
            last = goals[-1]
            goals[-1] = HandRead(last.kind, last.about, last.funding, (*last.indicators, tuple(line.split("|"))))
    return goals


def same(expected: str, text: str) -> bool:
    """Whether a text is the expected one: exactly, or begins and ends as it does around the cut."""
    if CUT not in expected:
        return text == expected
    begin, end = expected.split(CUT)
    return text.startswith(begin) and text.endswith(end) and len(text) >= len(begin) + len(end)


def differences(expected: tuple[str, ...], read: Indicator) -> list[str]:
    """The fields in which an indicator is not as a person read it."""
    level1, level2, label, operator, value, unit, target, weight, prior = expected
    pairs = {
        "level1": (level1, _text(read.level1)),
        "level2": (level2, _text(read.level2)),
        "label": (label, _text(read.label)),
        "operator": (operator, read.operator or "-"),
        "value": (value, "-" if read.target_value is None else str(read.target_value)),
        "unit": (unit, read.target_unit or "-"),
        "target": (target, read.target_text or "-"),
        "weight": (weight, "-" if read.weight is None else str(read.weight)),
        "prior": (prior, _text(read.prior_year_value)),
    }
    return [f"{name}: {want!r} != {got!r}" for name, (want, got) in pairs.items() if not same(want, got)]


def goal_key(goal: Goal) -> tuple[str, dict[str, str]]:
    """A goal's kind and funding as the list writes them."""
    return goal.kind, {part.key: f"{part.amount:f}" for part in goal.funding if part.amount is not None}


def _text(stated: Stated | None) -> str:
    return _solid(stated.text) if stated else "-"


def _solid(text: str) -> str:
    return "".join(text.split())


def _document(seeds: list[Path], name: str) -> RecognisedDocument:
    path = next(path for path in seeds if name in path.name)
    return recognise(text_document(path.read_bytes(), path.name))


def test_the_hand_read_list_is_whole() -> None:
    goals = [goal for name in DOCUMENTS for goal in hand_read(name)]
    assert len(DOCUMENTS) == 5
    assert sum(len(goal.indicators) for goal in goals) == INDICATORS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_goal_and_indicator_is_read_as_printed(seeds: list[Path], name: str) -> None:
    expected, read = hand_read(name), read_goals(_document(seeds, name))
    assert len(read) == len(expected)
    wrong = []
    for want, got in zip(expected, read, strict=True):
        assert same(want.about, _solid(got.about))
        assert goal_key(got) == (want.kind, want.funding)
        assert len(got.indicators) == len(want.indicators)
        for line, indicator in zip(want.indicators, got.indicators, strict=True):
            wrong += [f"{line[2]}: {each}" for each in differences(line, indicator)]
    assert not wrong


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_digit_of_the_goal_tables_is_in_a_source(seeds: list[Path], name: str) -> None:
    document = _document(seeds, name)
    claimed = {
        place
        for goal in read_goals(document)
        for source in goal.sources()
        for span in source.spans
        for place in range(span.start, span.end)
    }
    missing = [
        (span.line, span.text)
        for section in document.others
        for block in section.blocks
        for source in ([block.source] if isinstance(block, Paragraph) else [c.source for _, _, c in block.cells()])
        for span in source.spans
        for at, char in enumerate(span.text)
        if char.isdigit() and span.start + at not in claimed
    ]
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_sources_hold_what_is_printed_there(seeds: list[Path], name: str) -> None:
    path = next(path for path in seeds if name in path.name)
    text = path.read_text("utf-8-sig")
    for goal in read_goals(_document(seeds, name)):
        for source in goal.sources():
            for span in source.spans:
                assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_in_the_goal_tables_is_left_unread(seeds: list[Path], name: str) -> None:
    document = _document(seeds, name)
    codes = {finding.code for finding in goal_findings(document, read_goals(document))}
    assert codes <= {"goal-row-moved", "goal-number-rejoined"}


def _lines(text: str, name: str) -> str:
    """A blank line between any two lines; where a cell is a line, blank lines end rows and only they are doubled."""
    if "\n\t" in text and "\t\n" in text and name == "839d1247":
        return text.replace("\n\n", "\n\n\n\n")
    return text.replace("\n", "\n\n")


FULL = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@pytest.mark.parametrize("change", ["wide", "gb18030", "crlf", "lines"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_goals_however_the_text_is_written(seeds: list[Path], name: str, change: str) -> None:
    path = next(path for path in seeds if name in path.name)
    text = path.read_text("utf-8-sig")
    data = {
        "wide": lambda: text.translate(FULL).encode(),
        "gb18030": lambda: text.encode("gb18030"),
        "crlf": lambda: text.replace("\n", "\r\n").encode(),
        "lines": lambda: _lines(text, name).encode(),
    }[change]()
    plain = _facts(text_document(path.read_bytes(), "plain.txt"))
    assert len(plain) > 3
    assert _facts(text_document(data, "changed.txt")) == plain


def _facts(document: Document) -> list[object]:
    return [fact for goal in read_goals(recognise(document)) for fact in _goal_facts(goal)]


def _goal_facts(goal: Goal) -> list[object]:
    objective = goal.objective.text if goal.objective else ""
    facts: list[object] = [goal.kind, squeeze(goal.about), goal.total, squeeze(objective)]
    facts += [(part.key, part.amount, part.precision) for part in goal.funding]
    for each in goal.indicators:
        levels = (each.label, each.level1, each.level2)
        stated = (*levels, each.basis, each.prior_year_value, each.scoring_rule, each.evidence)
        facts.append([squeeze(part.text) if part else None for part in stated])
        facts.append((each.operator, each.target_value, each.target_unit, squeeze(each.target_text), each.weight))
    return facts
