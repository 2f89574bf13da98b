"""What must not change the claims: line breaks, widths, encodings, the order and the absence of parts."""

from __future__ import annotations

import random

import pytest

from kg.recognise.document import RecognisedDocument, recognise
from kg.records.model import Header
from kg.records.prose import read_prose
from kg.tables.text import text_document
from tests.records.narrative import prose_of, told
from tests.records.test_prose_claims import EXPECTED, SAMPLE

WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _wrapped(text: str, seed: int, gap: str = "\n") -> str:
    """Every line broken at places drawn by lot, also inside numbers."""
    draw = random.Random(seed)
    lines = []
    for line in text.splitlines():
        at, pieces = 0, []
        while at < len(line):
            step = draw.randint(6, 24)
            pieces.append(line[at : at + step])
            at += step
        lines.append(gap.join(pieces))
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_lines_broken_anywhere_say_the_same(seed: int) -> None:
    assert told(prose_of(_wrapped(SAMPLE, seed))) == EXPECTED


@pytest.mark.parametrize("seed", range(4))
def test_blank_lines_and_page_numbers_between_lines_say_the_same(seed: int) -> None:
    paged = SAMPLE.replace("三、关于", "\n\n- 12 -\n\n三、关于").replace("十、关于", "\n17\n十、关于")
    assert told(prose_of(_wrapped(paged, seed, "\n\n"))) == EXPECTED


def test_full_width_digits_have_the_same_values() -> None:
    wide = [
        (claim.kind, claim.value, claim.direction, claim.about.dims)
        for claim in prose_of(SAMPLE.translate(WIDE)).claims
    ]
    assert wide == [(claim.kind, claim.value, claim.direction, claim.about.dims) for claim in prose_of(SAMPLE).claims]


@pytest.mark.parametrize(("encoding", "end"), [("gb18030", "\n"), ("utf-8", "\r\n"), ("utf-16", "\r\n")])
def test_encodings_and_line_ends_say_the_same(encoding: str, end: str) -> None:
    document = text_document(SAMPLE.replace("\n", end).encode(encoding), "narrative.txt")
    header = Header("", 2024, "budget", "department", "示范市标准局", None, "other")
    prose = read_prose(RecognisedDocument(document, (), document.blocks, ()), (), header)
    assert told(prose) == EXPECTED


def test_a_missing_section_loses_only_its_own_claims() -> None:
    begin, end = SAMPLE.index("二、关于"), SAMPLE.index("三、关于")
    assert told(prose_of(SAMPLE[:begin] + SAMPLE[end:])) == [
        line for line in EXPECTED if not line.startswith("revenue")
    ]


def test_sections_in_another_order_say_the_same() -> None:
    second, third, tenth = (SAMPLE.index(words) for words in ("二、关于", "三、关于", "十、关于"))
    turned = SAMPLE[:second] + SAMPLE[tenth:] + SAMPLE[third:tenth] + SAMPLE[second:third]
    assert sorted(told(prose_of(turned))) == sorted(EXPECTED)


def test_places_lead_to_the_printed_number() -> None:
    text = _wrapped(SAMPLE, 3)
    for claim in prose_of(text).claims:
        printed = "".join(text[span.start : span.end] for span in claim.source.spans)
        assert claim.value is None or "".join(printed.split()) == claim.printed


def test_a_page_number_inside_a_sentence_is_no_digit_of_its_amount() -> None:
    """Three pages in a row end between an amount and its unit; the number of each page follows the amount."""
    work = "第几项工作。\n" * 12
    pages = [f"项目支出{page}0.5\n\n{page}\n\n万元，比上年预算增加1.5万元。\n{work}" for page in (1, 2, 3)]
    text = "三、关于示范市标准局2024年支出预算情况说明\n" + "".join(pages)
    document = text_document(text.encode(), "own.txt")
    header = Header("", 2024, "budget", "department", "示范市标准局", None, "other")
    prose = read_prose(recognise(document), (), header)
    assert [claim.printed for claim in prose.claims if claim.kind == "amount"] == ["10.5", "20.5", "30.5"]
