"""Remarks under a form that say why it is empty."""

from __future__ import annotations

import pytest

from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.tables.text import text_document
from tests.conftest import SMALL

SAID = "示范市标准局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"


def _fund_form(said: str) -> tuple[str, str | None]:
    """The status of the form of government funds and its statement, with other words under it."""
    assert SAID in SMALL
    record = disclosure(recognise(text_document(SMALL.replace(SAID, said).encode(), "small.txt")))
    (form,) = (each for each in record.forms if each.key == "government-fund")
    return form.status, form.statement


@pytest.mark.parametrize("said", ["（无政府性基金支出）", "（没有使用政府性基金预算安排的支出）"])
def test_a_remark_in_brackets_says_why_a_form_is_empty(said: str) -> None:
    assert _fund_form(said) == ("not-arranged", said)


@pytest.mark.parametrize("said", ["", "（无）", "（无内容应公开空表并说明情况）", "（示范市标准局）"])
def test_a_form_without_a_word_about_its_money_stays_unexplained(said: str) -> None:
    assert _fund_form(said)[0] == "empty-table"
