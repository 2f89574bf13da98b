"""The seed documents against what was read in them by hand: nothing missing, nothing extra, every place true."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.text.width import squeeze
from tests.pipeline import seeds

PRINTED = {"000": 313, "001": 137, "002": 174, "003": 229, "004": 196}
LOST = {"000": 16, "001": 0, "002": 10, "003": 0, "004": 0}


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_every_printed_amount_is_read_and_no_other(number: str) -> None:
    wanted, found = seeds.golden(number), seeds.readings(seeds.unchanged(number))
    assert wanted.total() == PRINTED[number]
    assert not wanted - found, "missing"
    assert not found - wanted, "extra"


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_amounts_that_nothing_proves_stay_unplaced(number: str) -> None:
    record = seeds.unchanged(number)
    assert len(record.unplaced) == LOST[number]
    assert len(record.facts) == PRINTED[number] - LOST[number]
    assert all(len(amount.candidates) > 1 for amount in record.unplaced)


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_every_amount_stands_where_it_says(number: str) -> None:
    text, record = seeds.seed(number), seeds.unchanged(number)
    for amount in (*record.facts, *record.unplaced):
        spans = amount.cell.source.spans
        assert squeeze("".join(text[span.start : span.end] for span in spans)) == amount.printed
        for span in spans:
            assert text[span.start : span.end] == span.text
            assert text.count("\n", 0, span.start) + 1 == span.line
            assert span.text in text.split("\n")[span.line - 1]


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_no_printed_place_is_used_twice(number: str) -> None:
    record = seeds.unchanged(number)
    places = Counter(amount.cell.source.spans for amount in (*record.facts, *record.unplaced))
    assert max(places.values()) == 1


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_a_complete_document_that_agrees_has_no_violation(number: str) -> None:
    assert not [each for each in seeds.unchanged(number).findings if each.severity == "violation"]


@pytest.mark.parametrize("number", seeds.RAGGED)
def test_wrapped_amounts_have_a_span_for_each_piece(number: str) -> None:
    wrapped = [each for each in seeds.unchanged(number).facts if len(each.cell.source.spans) > 1]
    assert len(wrapped) == {"000": 0, "002": 5}[number]
    assert all(each.printed == "".join(span.text for span in each.cell.source.spans) for each in wrapped)
