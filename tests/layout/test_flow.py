"""Lines as one run of characters: wrapped numbers are joined, two numbers stay two, and every place leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.layout.flow import flow_of
from kg.read.lines import split_lines


def _flow(text: str):  # type: ignore[no-untyped-def]
    return flow_of(source for line in split_lines(text) if (source := line.source()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("减少 19.18 万元，下\n降 3.63%", "减少19.18万元,下降3.63%"),
        ("共 102\n.93 万元", "共102.93万元"),
        ("共 10\n2.93 万元", "共102.93万元"),
        ("1. 目标 07100133 1.14 万元", "1.目标07100133 1.14万元"),
        ("目标 07100133\n1.14 万元", "目标07100133 1.14万元"),
        ("增加 0.00\n4.50 万元", "增加0.00 4.50万元"),
        ("- 1、甲\n- 2、乙", "1、甲2、乙"),
        ("金额 １２．５０ 万元", "金额12.50万元"),
    ],
)
def test_lines_become_one_run(text: str, expected: str) -> None:
    assert _flow(text).text == expected


def test_a_wrapped_number_keeps_both_its_places() -> None:
    text = "共计 102\r\n.93 万元"
    flow = _flow(text)
    at = flow.text.index("102.93")
    source = flow.source(at, at + 6)
    assert [text[span.start : span.end] for span in source.spans] == ["102", ".93"]
    assert [span.line for span in source.spans] == [1, 2]


@given(st.text(alphabet="预算万元0123456789.,，（）　 \n\r\t", max_size=60))
def test_every_character_leads_back_to_its_place(text: str) -> None:
    flow = _flow(text)
    assert len(flow.places) == len(flow.text)
    for at, char in enumerate(flow.text):
        if char != " ":
            span = flow.source(at, at + 1).spans[0]
            assert text[span.start : span.end] == span.text
