"""The number ledger: every run of digits is in it once, in exactly one state, and nothing printed is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.provenance import Source, Span
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.ledger import ledger
from kg.records.ledger_flow import flow
from kg.records.ledger_model import STATES, Ledger
from kg.records.ledger_rules import ledger_rules
from kg.records.model import Disclosure
from kg.tables.blocks import Document, Paragraph
from kg.tables.grid import Cell, Grid
from kg.tables.text import text_document
from tests.conftest import SMALL
from tests.pipeline import seeds

_DIGIT = re.compile(r"[0-9０-９]")


def _account(text: str) -> Ledger:
    numbers = seeds.converted(text).numbers
    assert numbers is not None
    return numbers


def _digits(text: str) -> int:
    return len(_DIGIT.findall(text))


def _check(account: Ledger, text: str) -> None:
    """What holds for every account of any text."""
    at = 0
    for entry in account.entries:
        span = entry.occurrence.span
        assert text[span.start : span.end] == entry.occurrence.text == span.text
        assert span.start >= at
        at = span.end
        assert entry.state in STATES
        assert bool(entry.by) == (entry.state != "unclaimed")
    assert sum(_digits(entry.occurrence.text) for entry in account.entries) == _digits(text)
    counts = account.counts
    assert counts.found == len(account.entries)
    assert sum(each.found for each in account.by_section().values()) == counts.found
    assert sum(account.by_rule().values()) == counts.excused
    assert sum(account.by_record().values()) == counts.claimed
    assert len(account.unclaimed) == counts.unclaimed


def test_the_small_document_is_accounted_for_whole() -> None:
    account = _account(SMALL)
    _check(account, SMALL)
    assert account.counts.unclaimed == 0
    assert account.by_record()["fact"] + account.by_record()["unplaced"] == 7 + 19 + 8


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_every_digit_of_a_real_document_is_in_its_account(number: str) -> None:
    account = seeds.unchanged(number).numbers
    assert account is not None
    _check(account, seeds.seed(number))


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_nothing_of_the_forms_of_a_real_document_is_unclaimed(number: str) -> None:
    account = seeds.unchanged(number).numbers
    assert account is not None
    forms = {key: counts for key, counts in account.by_section().items() if key[0] == "form"}
    assert len(forms) >= 9
    assert {key: counts.unclaimed for key, counts in forms.items() if counts.unclaimed} == {}


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_nothing_of_the_goal_tables_of_a_real_document_is_unclaimed(number: str) -> None:
    account = seeds.unchanged(number).numbers
    assert account is not None
    goals = [counts for (kind, _), counts in account.by_section().items() if kind == "goals"]
    assert goals
    assert sum(counts.claimed for counts in goals) > 20
    assert sum(counts.unclaimed for counts in goals) == 0


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_of_a_real_document_99_in_100_numbers_are_accounted_for(number: str) -> None:
    account = seeds.unchanged(number).numbers
    assert account is not None
    assert account.counts.found > 600
    assert account.counts.unclaimed <= 0.01 * account.counts.found


def _without_amounts(record: Disclosure) -> Disclosure:
    return replace(record, forms=tuple(replace(form, facts=(), unplaced=()) for form in record.forms), projects=())


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_no_rule_excuses_an_amount_that_the_records_have_lost(number: str) -> None:
    """Were every amount of the forms lost, each would stand in the account as unclaimed."""
    document = text_document(seeds.seed(number).encode(), "document.txt")
    record = seeds.unchanged(number)
    places = {span for amount in (*record.facts, *record.unplaced) for span in amount.cell.source.spans}
    lost = ledger(document, _without_amounts(record))
    states = [entry.state for entry in lost.entries if entry.occurrence.span in places]
    assert len(states) == len(places) > 100
    assert set(states) == {"unclaimed"}


_TEXTS = {"project-name", "project-text", "statement", "goal", "claim-reason"}
_NO_AMOUNTS = {"year", "date", "document-number", "threshold"}


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_rules_excuse_only_what_they_name_though_every_record_is_lost(number: str) -> None:
    """Of all that records hold as a number, a rule would excuse years, dates, document numbers and thresholds."""
    document = text_document(seeds.seed(number).encode(), "document.txt")
    record = seeds.unchanged(number)
    assert record.numbers is not None
    lost = ledger(document, replace(_without_amounts(record), goals=(), prose=None))
    pairs = zip(record.numbers.entries, lost.entries, strict=True)
    held = [(each.by, bare) for each, bare in pairs if each.state == "claimed" and each.by not in _TEXTS]
    assert len(held) > 200
    assert {bare.by for _, bare in held if bare.state == "excused"} <= _NO_AMOUNTS
    assert {bare.by for by, bare in held if by == "claim"} == {""}


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_telephone_numbers_are_placed_and_never_shown(number: str) -> None:
    account = seeds.unchanged(number).numbers
    assert account is not None
    hidden = [entry for entry in account.entries if entry.by == "telephone"]
    printed = re.findall(r"联系电话[\s：:]*(\d+)", seeds.seed(number))
    assert [entry.occurrence.text for entry in hidden] == printed
    assert all(entry.shown is None and entry.occurrence.span.line > 0 for entry in hidden)


_NUMBERS = ["0", "1", "7", "12", "2024", "1,234.50", "3.5", "１２", "３．５", "1．2022", "2024年", "（2019）", "63号"]
_WORDS = ["月", "日", "万元", "%", "、", "。", "，", ".", "-", "第", "表", "页", "电话", "目标", "甲", "（", "）", "\t"]
_PIECES = st.sampled_from([*_NUMBERS, *_WORDS])
_LINES = st.lists(st.lists(_PIECES, max_size=8).map("".join), max_size=6)


@settings(max_examples=150, deadline=None)
@given(_LINES)
def test_random_prose_is_accounted_for_whole(lines: list[str]) -> None:
    text = SMALL + "\n第四部分 名词解释\n" + "\n".join(lines) + "\n"
    _check(_account(text), text)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9_999_999), st.integers(0, 99))
def test_an_amount_of_the_prose_that_no_record_holds_is_listed(whole: int, cents: int) -> None:
    printed = f"{whole:,}.{cents:02d}"
    text = SMALL.replace("第三部分", f"第三部分\n示范市标准局食堂另有经费 {printed} 万元。\n第三部分", 1)
    assert [entry.shown for entry in _account(text).unclaimed] == [printed]


def test_a_long_number_that_nothing_claims_is_not_shown() -> None:
    text = SMALL.replace("第三部分", "第三部分\n请致 7654321 询问\n第三部分", 1)
    (entry,) = _account(text).unclaimed
    assert entry.shown is None
    assert entry.occurrence.span.line == text[: text.index("7654321")].count("\n") + 1


def test_a_secret_number_stays_hidden_though_a_record_holds_it() -> None:
    text = SMALL.replace("第三部分", "第三部分\n（一）项目名称：甲项目\n资金来源：详询电话 7654321\n第三部分", 1)
    (entry,) = [each for each in _account(text).entries if each.by == "telephone"]
    assert entry.state == "excused"
    assert entry.shown is None


def _boxed(text: str, top: float) -> Source:
    return Source((Span(text, page=2, box=(10.0, top, 200.0, top + 10)),))


def test_places_by_page_and_box_work_as_well_as_offsets() -> None:
    """A form of a format without offsets: the same amount twice in one line is two numbers."""
    from_text = text_document(SMALL.encode(), "document.txt")
    blocks = []
    for at, block in enumerate(from_text.blocks):
        if isinstance(block, Paragraph):
            blocks.append(Paragraph(_boxed(block.text, 20.0 * at)))
        else:
            rows = tuple(
                tuple(
                    None if cell is None else Cell(cell.text, _boxed(cell.text, 20.0 * at + (r * 20 + c) / 1000))
                    for c, cell in enumerate(row)
                )
                for r, row in enumerate(block.rows)
            )
            blocks.append(Grid(rows))
    document = Document("document.pdf", "0" * 64, "application/pdf", tuple(blocks))
    account = ledger(document, disclosure(recognise(document)))
    expected = _account(SMALL)
    assert [(each.occurrence.text, each.state, each.by) for each in account.entries] == [
        (each.occurrence.text, each.state, each.by) for each in expected.entries
    ]


def test_the_flow_holds_every_span_once() -> None:
    document = text_document(SMALL.encode(), "document.txt")
    pieces = flow(document).pieces
    assert len(pieces) == len({piece.span for piece in pieces})
    assert [piece.span.start for piece in pieces] == sorted(piece.span.start for piece in pieces)


def test_every_rule_has_a_name_and_a_sentence() -> None:
    for rule in ledger_rules().rules:
        assert re.fullmatch(r"[a-z-]+", rule.name)
        assert rule.text.endswith(".")
        assert rule.where <= {"form", "goals", "prose"}
        assert rule.patterns
