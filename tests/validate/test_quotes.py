"""Findings about numbers of the text show the sentences with the numbers compared marked, in every report."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kg.cli.validate_table import show
from kg.validate.findings import Finding
from kg.validate.quotes import quote
from kg.validate.reports.html import html_text
from kg.validate.reports.objects import json_text
from kg.validate.run import validate_nquads
from tests.pipeline import families
from tests.validate import planted
from tests.validate.erring import ERRORS, TEXT, small_nquads


def text_with(code: str) -> str:
    stands, wrong, _ = next(each for each in ERRORS if each[2] == code)
    return TEXT.replace(stands, wrong, 1)


def finding(code: str) -> Finding:
    (found,) = (each for each in validate_nquads(*small_nquads(text_with(code))).findings if each.rule.code == code)
    return found


def marked(found: Finding) -> list[list[str]]:
    return [[words for words, in_question in each.pieces if in_question] for each in found.quotes]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_a_sum_of_figures_shows_its_sentence_with_all_of_them() -> None:
    """政府采购: 6.00 in all, 1.50 of goods (for 1.00), 2.00 of works, 3.00 of services, on two lines."""
    found = finding("FIG-03")
    assert marked(found) == [["6.00", "1.50", "2.00", "3.00"]]
    (only,) = found.quotes
    assert only.text.startswith("2024 年，示范市标准局政府采购预算 6.00 万元")
    assert only.text.endswith("服务预算 3.00 万元。")
    assert only.line == line_of(TEXT, "政府采购预算 6.00")


def test_two_sentences_compared_are_both_shown() -> None:
    found = finding("PRS-28")
    assert marked(found) == [["6.00"], ["5.00"]]
    assert [each.line for each in found.quotes] == [line_of(TEXT, "用于保障机构运转"), line_of(TEXT, "拨款合计 95.00")]


def test_a_rate_shows_the_change_it_is_held_against() -> None:
    assert [words for each in marked(finding("PRS-04")) for words in each] == ["9.33"]


def test_json_says_where_the_numbers_stand() -> None:
    (told,) = json.loads(json_text([validate_nquads(*small_nquads(text_with("FIG-03")))]))
    (each,) = (each for each in told["findings"] if each["rule"] == "FIG-03")
    (sentence,) = each["sentences"]
    assert [sentence["text"][begin:end] for begin, end in sentence["marked"]] == ["6.00", "1.50", "2.00", "3.00"]
    assert sentence["line"] == line_of(TEXT, "政府采购预算 6.00")
    assert all("sentences" not in other for other in told["findings"] if other["rule"] == "COD-01")


def test_the_page_marks_them_in_the_sentence() -> None:
    page = html.fromstring(html_text([validate_nquads(*small_nquads(text_with("FIG-03")))]))
    (article,) = page.xpath("//article[@data-rule='FIG-03']")
    (shown,) = article.findall("blockquote")
    assert [mark.text for mark in shown.findall("mark")] == ["6.00", "1.50", "2.00", "3.00"]
    assert "第 " in shown.find("cite").text


def test_the_terminal_shows_a_sentence_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The message of FIG-03 does not hold its sentence, that of PRS-28 holds both."""
    for code, words in (("FIG-03", "政府采购服务预算"), ("PRS-28", "用于保障机构运转")):
        show([validate_nquads(*small_nquads(text_with(code)))], False, "zh")
        rows = re.sub(r"[\s│┃]+", "", capsys.readouterr().out)
        assert code in rows
        assert rows.count(words) == 1


@pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
def test_every_finding_about_a_number_of_the_text_of_a_published_document_shows_its_sentence() -> None:
    seen = 0
    for name in ("jiangsu-renda-2018", "shanghai-wanli-2023", "university-swu-2021"):
        for found in planted.clean(name).findings:
            if found.rule.code.startswith(("FIG-", "PRS-")) and found.rule.code not in ("PRS-15", "PRS-17"):
                assert any(any(words) for words in marked(found)), found.rule.code
                assert all(each.page for each in found.quotes)
                seen += 1
    assert seen > 5


@given(st.text("1234567890., 万元\n其中", max_size=60), st.lists(st.text("0123456789.", max_size=5), max_size=4))
def test_no_word_of_a_sentence_is_lost(text: str, numbers: list[str]) -> None:
    told = quote(text, [(each, None) for each in numbers])
    assert told.text == text
    for words, in_question in told.pieces:
        assert words
        assert not in_question or re.sub(r"\s", "", words) in numbers


def test_a_number_inside_another_is_not_marked() -> None:
    assert quote("112.50、12.50、12.505、1,12.5", [("12.50", None), ("12.5", None)]).pieces == (
        ("112.50、", False),
        ("12.50", True),
        ("、12.505、1,12.5", False),
    )
    assert quote("共 12\n.50 元", [("12.50", None)]).pieces == (("共 ", False), ("12\n.50", True), (" 元", False))


def test_of_two_equal_numbers_the_one_compared_is_marked() -> None:
    assert quote("减少 5.00，增加 5.00", [("5.00", 11)]).pieces == (("减少 5.00，增加 ", False), ("5.00", True))
