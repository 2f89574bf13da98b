"""Notes on codes and their names in other years, as changes.csv tells them."""

from __future__ import annotations

from kg.codes.changes import changes, names_told, notes_on


def test_every_row_is_read() -> None:
    assert len(changes()) == 54


def test_names_of_other_years() -> None:
    assert set(names_told("210")) == {"医疗卫生与计划生育支出", "卫生健康支出", "医疗卫生"}
    assert "国土资源气象等支出" in names_told("220")
    assert "国土海洋气象等支出" in names_told("220")
    assert names_told("2039999") == ("其他国防支出",)


def test_prose_gives_no_name() -> None:
    for code in ("201", "301", "2080504", "22006"):
        for name in names_told(code):
            assert not any(mark in name for mark in ";,.()0123456789 "), name


def test_a_row_is_noted_on_each_code_it_names_and_on_no_range() -> None:
    assert [change.year for change in notes_on("2039999")] == ["2019->2024"]
    assert [change.year for change in notes_on("2089901")] == ["2021"]
    assert all("20202" not in change.codes for change in changes())
    assert "unverified" in notes_on("2089901")[0].text
