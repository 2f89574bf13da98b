"""Which edition serves a document: the fiscal year decides, then the date of issue."""

from __future__ import annotations

from datetime import date

import pytest

from kg.codes.lists import edition_for


@pytest.mark.parametrize(
    ("year", "issued", "edition"),
    [
        (2024, None, "2024"),
        (2030, None, "2024"),
        (2023, None, "2019"),
        (2017, None, "2019"),
        (2023, date(2024, 9, 1), "2019"),
        (None, date(2024, 2, 1), "2024"),
        (None, date(2021, 2, 1), "2019"),
        (None, None, "2024"),
    ],
)
def test_function_edition(year: int | None, issued: date | None, edition: str) -> None:
    assert edition_for("function", year, issued) == edition


def test_the_economic_reform_of_2018() -> None:
    assert edition_for("economic-department", 2017) == "2016"
    assert edition_for("economic-department", 2018) == "2018"
