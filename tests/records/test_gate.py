"""What was read from a picture becomes a fact only where a sum or another form confirms it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.provenance import Source, Span
from kg.records.gate import gate_findings, gated
from kg.records.model import CellPlace, Fact, FormRecord, RowMeaning

PRINTED = Source((Span("公开表", page=1, box=(0, 0, 1, 1)),))
READ = Source((Span("1", page=1, box=(0, 0, 1, 1), optical=True),))


def fact(row: str, column: str, amount: str, table: int = 1, **other: object) -> Fact:
    parent = "" if row == "total" else "total"
    meaning = RowMeaning(row, str(other.pop("label", "")), {}, function=str(other.pop("function", "")), parent=parent)
    fields: dict[str, object] = {
        "form": f"form-{table}", "side": "", "row": meaning, "column_key": column, "column_dims": {},
        "amount": Decimal(amount) * 10000, "printed": amount, "precision": Decimal(100),
        "row_role": "total" if row == "total" else "leaf", "column_role": "leaf" if column != "total" else "subtotal",
        "solved": False, "cell": CellPlace(READ, table, 1, 1),
        "parent_column": "" if column == "total" else "total",
    }  # fmt: skip
    return Fact(**{**fields, **other})  # type: ignore[arg-type]


def form(*facts: Fact, index: int = 1, unit: str = "万元") -> FormRecord:
    return FormRecord(
        key=f"form-{index}", index=index, title="表", title_source=PRINTED, number=None, unit=unit, compiler=None,
        layout="", status="disclosed", statement=None, statement_source=None, facts=facts, unplaced=(),
    )  # fmt: skip


def kept(*forms: FormRecord) -> list[list[tuple[str, str]]]:
    return [[(each.row.key, each.column_key) for each in one.facts] for one in gated(forms)]


def test_amounts_of_a_sum_that_holds_are_kept_and_the_others_are_withheld_with_their_reading() -> None:
    """The last row adds up with nothing: its first amount should have been 3.10."""
    whole = form(
        fact("total", "total", "12.40"), fact("a", "total", "9.30"), fact("b", "total", "3.10"),
        fact("a", "basic", "9.30"), fact("b", "basic", "3.70"),
    )  # fmt: skip
    (done,) = gated([whole])
    assert [(each.row.key, each.column_key) for each in done.facts] == [
        ("total", "total"), ("a", "total"), ("b", "total"), ("a", "basic"),
    ]  # fmt: skip
    (withheld,) = done.unplaced
    assert (withheld.printed, withheld.unconfirmed, withheld.candidates) == ("3.70", True, (("basic", {}),))
    (finding,) = gate_findings([done], [])
    assert finding.message == "1 amounts were read from a picture and no sum confirms them: 3.70"


def test_a_sum_that_rounding_would_excuse_confirms_nothing() -> None:
    assert kept(form(fact("total", "total", "12.40"), fact("a", "total", "9.30"), fact("b", "total", "3.11"))) == [[]]


def test_zeros_that_add_up_to_zero_confirm_nothing() -> None:
    assert kept(form(fact("total", "total", "0.00"), fact("a", "total", "0.00"))) == [[]]


def test_the_same_amount_for_the_same_code_in_another_form_confirms_it() -> None:
    here = form(fact("205", "total", "77.81", function="205", label="教育支出"))
    there = form(fact("205", "amount", "77.81", table=2, function="205", label="教育支出"), index=2)
    other = form(fact("208", "amount", "77.81", table=3, function="208", label="社会保障和就业支出"), index=3)
    assert kept(here, there, other) == [[("205", "total")], [("205", "amount")], []]
    short = [form(fact("205", "total", "7.8", table=i, function="205", label="教育支出"), index=i) for i in (1, 2)]
    assert kept(*short) == [[], []]


def test_a_code_that_its_name_does_not_bear_out_keeps_its_amount_out() -> None:
    rows = [fact("total", "total", "12.40"), fact("205", "total", "12.40", function="205", label="公共安全支出")]
    assert kept(form(*rows)) == [[("total", "total")]]


def test_a_unit_of_its_own_keeps_a_form_out_unless_other_forms_bear_it_out() -> None:
    sums = [fact("total", "total", "12.40"), fact("a", "total", "9.30"), fact("b", "total", "3.10")]

    def forms(unit: str) -> list[FormRecord]:
        own = [replace(each, cell=CellPlace(READ, index, 1, 1)) for index in (1, 2, 3) for each in sums]
        own[6:] = [replace(each, amount=each.amount / 2) for each in own[6:]]
        return [form(*own[:3]), form(*own[3:6], index=2), form(*own[6:], index=3, unit=unit)]

    assert [len(each) for each in kept(*forms("万元"))] == [3, 3, 3]
    assert [len(each) for each in kept(*forms("元"))] == [3, 3, 0]


def test_what_was_printed_as_text_is_never_withheld() -> None:
    text = fact("a", "total", "1.00", cell=CellPlace(PRINTED, 1, 1, 1))
    assert kept(form(text)) == [[("a", "total")]]
    assert kept(form(text, fact("b", "total", "2.00"))) == [[("a", "total")]]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(100, 10**7), min_size=2, max_size=6), st.data())
def test_one_amount_misread_is_never_kept(cents: list[int], data: st.DataObject) -> None:
    """Whatever single digit of one column is misread, no amount of that column that is wrong becomes a fact."""
    amounts = [f"{Decimal(each) / 100:.2f}" for each in [sum(cents), *cents]]
    at = data.draw(st.integers(0, len(amounts) - 1))
    place = data.draw(st.sampled_from([i for i, char in enumerate(amounts[at]) if char.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != amounts[at][place]]))
    misread = [*amounts]
    misread[at] = amounts[at][:place] + other + amounts[at][place + 1 :]
    names = ["total", *(f"row{i}" for i in range(len(cents)))]
    (done,) = gated([form(*(fact(name, "basic", text) for name, text in zip(names, misread, strict=True)))])
    assert all(each.printed == amounts[names.index(each.row.key)] for each in done.facts)
    assert len(done.facts) + len(done.unplaced) == len(names)


@pytest.mark.parametrize("texts", [[], [READ]])
def test_text_of_pictures_is_told_once(texts: list[Source]) -> None:
    assert [each.code for each in gate_findings([], texts)] == ["text-from-picture"] * len(texts)
