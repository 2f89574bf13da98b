"""English labels: every class and subclass translated, the rest honest about the missing translation."""

from __future__ import annotations

import csv

import pytest

from kg.codes.english import english_label
from kg.codes.lists import SCHEMES, code_list, editions
from kg.codes.regions import regions
from kg.datafolders import data_folder


@pytest.mark.parametrize("scheme", SCHEMES)
def test_classes_and_subclasses_are_translated(scheme: str) -> None:
    for edition in editions(scheme):
        for code in code_list(scheme, edition):
            if code.level in ("类", "款"):
                assert english_label("x", code.notation, code.name).translated, code


def test_most_of_what_budgets_print_is_translated() -> None:
    codes = [code for scheme in SCHEMES for edition in editions(scheme) for code in code_list(scheme, edition)]
    sourced = [code for code in codes if code.attestation == "sourced"]
    translated = [code for code in sourced if english_label("x", code.notation, code.name).translated]
    assert len(translated) / len(sourced) > 0.9


def test_other_is_built_from_the_known_whole() -> None:
    assert english_label("Function", "20399", "其他国防支出").text == "Other: National defence"


def test_missing_translation_repeats_code_and_name_and_says_so() -> None:
    label = english_label("Region", "410102", "中原区")
    assert label.text == "Region 410102 (中原区)"
    assert not label.translated


def test_no_translation_is_without_a_use() -> None:
    names = {code.name for scheme in SCHEMES for edition in editions(scheme) for code in code_list(scheme, edition)}
    names |= {region.name for region in regions().values()}
    path = data_folder("ontology") / "sources" / "english.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["name"] for row in rows] == sorted({row["name"] for row in rows})
    assert [row["name"] for row in rows if row["name"] not in names] == []
