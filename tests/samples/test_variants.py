"""Metamorphic: what a person would not notice changes no fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from kg.records.model import Disclosure
from kg.samples.flavours import FLAVOURS
from kg.samples.random_budget import random_budget
from tests.roundtrip import assert_safe, facts_of, read_back

_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
VARIANTS: dict[str, Callable[[str], bytes]] = {
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-be"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "full-width digits": lambda text: text.translate(_WIDE_DIGITS).encode(),
    "wide blanks": lambda text: text.replace(" ", "\u3000").encode(),
}


@pytest.mark.parametrize("flavour", list(FLAVOURS))
@pytest.mark.parametrize("variant", list(VARIANTS))
def test_the_same_facts(flavour: str, variant: str) -> None:
    text = FLAVOURS[flavour](random_budget(11), 0)
    plain, changed = _plain(flavour), read_back(VARIANTS[variant](text))
    assert facts_of(changed) == facts_of(plain)
    assert _open(changed) == _open(plain)


@cache
def _plain(flavour: str) -> Disclosure:
    return read_back(FLAVOURS[flavour](random_budget(11), 0).encode())


def _open(record: Disclosure) -> Counter[tuple[str, str, str, object, object]]:
    return Counter((u.form, u.side, u.row.key, u.amount, tuple(c for c, _ in u.candidates)) for u in record.unplaced)


def test_extra_blank_lines_between_lines_of_a_pdf() -> None:
    text = FLAVOURS["lines"](random_budget(13), 0)
    plain, changed = read_back(text.encode()), read_back(text.replace("\n\n", "\n\n\n\n").encode())
    assert facts_of(changed) == facts_of(plain)


def test_extra_blank_lines_between_tabbed_rows() -> None:
    text = FLAVOURS["tabs"](random_budget(13), 0)
    plain, changed = read_back(text.encode()), read_back(text.replace("\n", "\n\n").encode())
    assert facts_of(changed) == facts_of(plain)


def test_other_widths_give_no_wrong_fact_and_the_same_amounts() -> None:
    budget = random_budget(14)
    amounts = []
    for layout in range(4):
        record = read_back(FLAVOURS["lines"](budget, layout).encode())
        assert_safe(budget, record)
        placed = [(each.form, each.amount) for each in record.facts]
        amounts.append(Counter([*placed, *((each.form, each.amount) for each in record.unplaced)]))
    assert all(each == amounts[0] for each in amounts)
