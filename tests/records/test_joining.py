"""Files join into one disclosure where department, year, kind and scope agree and no form stands in two of them."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kg.records.joining import Holding, joined


def held(name: str, forms: str = "", **other: object) -> Holding:
    fields: dict[str, object] = {"department": "青石市水务局", "year": 2024, "kind": "budget", "scope": "department"}
    return Holding(path=Path(name), sha256=name, forms=frozenset(forms.split()), **{**fields, **other})  # type: ignore[arg-type]


TEXT = held("text.pdf")
TABLES = held("tables.pdf", "summary revenue")


def test_a_text_joins_the_tables_of_its_department_and_year_in_any_order() -> None:
    for files in permutations([TEXT, TABLES, held("other.pdf", "summary", department="青石市林业局")]):
        found = joined(files)
        assert found.groups == ((Path("text.pdf"), Path("tables.pdf")),)
        assert found.doubts == ()


def test_forms_in_several_files_join_too_and_the_text_comes_first() -> None:
    found = joined([TABLES, held("goals.pdf", "department-goals"), TEXT])
    assert found.groups == ((Path("text.pdf"), Path("goals.pdf"), Path("tables.pdf")),)


@pytest.mark.parametrize(
    "other",
    [
        {"department": "青石市林业局"}, {"department": ""}, {"year": 2023}, {"year": None},
        {"kind": "final-accounts"}, {"scope": "unit"},
    ],
)  # fmt: skip
def test_files_that_differ_in_what_they_are_stay_apart(other: dict[str, object]) -> None:
    assert joined([held("text.pdf", **other), TABLES]) == joined([])
    assert joined([held("a.pdf", **other), held("b.pdf", "summary", **other)]).groups == (
        () if other in ({"department": ""}, {"year": None}) else ((Path("a.pdf"), Path("b.pdf")),)
    )


def test_the_same_form_twice_is_told_and_nothing_is_joined() -> None:
    found = joined([TEXT, TABLES, held("again.pdf", "revenue three-public")])
    assert found.groups == ()
    (doubt,) = found.doubts
    assert doubt.paths == (Path("text.pdf"), Path("again.pdf"), Path("tables.pdf"))
    assert doubt.why == "files of 青石市水务局 2024 hold the same forms (revenue) and were not joined"


def test_two_texts_beside_one_set_of_tables_are_told_and_nothing_is_joined() -> None:
    found = joined([TEXT, held("text.docx"), TABLES])
    assert found.groups == ()
    assert [doubt.why for doubt in found.doubts] == [
        "2 files of 青石市水务局 2024 hold no form; none was joined to the forms"
    ]


def test_texts_without_any_tables_are_left_as_they_are() -> None:
    assert joined([TEXT, held("more.pdf")]) == joined([TEXT]) == joined([])


def test_the_same_bytes_in_two_places_count_once() -> None:
    copy = Holding(Path("copy/text.pdf"), TEXT.sha256, TEXT.department, TEXT.year, TEXT.kind, TEXT.scope, TEXT.forms)
    assert joined([TEXT, copy, TABLES]).groups == ((Path("text.pdf"), Path("tables.pdf")),)
