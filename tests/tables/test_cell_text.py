"""Lines of a cell joined to one text."""

from __future__ import annotations

import pytest

from kg.records.projects import project_code
from kg.tables.cell_text import joins


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_wrapped_project_code_is_one_word(cut: int) -> None:
    first, second = "其他特定目标类 0770893A"[: 8 + cut], "0770893A"[cut:]
    assert joins(first, second, was_full=True)
    assert project_code(first + second) == "0770893A"


@pytest.mark.parametrize(
    ("first", "second", "was_full"),
    [
        ("标准宣传 07", "70893A", False),  # there was room: two words
        ("标准宣传 2024", "0770893A", True),  # a year over a whole code
        ("标准宣传 B07", "70893A", True),
        ("标准宣传 07", "7089A3", True),
        ("标准宣传 07", "70893", True),  # two numbers
        ("1,207", "70893A", True),
    ],
)
def test_other_words_below_each_other_stay_apart(first: str, second: str, was_full: bool) -> None:
    assert not joins(first, second, was_full)
