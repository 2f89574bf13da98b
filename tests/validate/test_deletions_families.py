"""A form, a row or a statement left out of an invented document of each family: the rule of completeness, no other."""

from __future__ import annotations

import pytest

from kg.samples.tables import FAMILIES
from tests.validate.deleting import grave, without_form, without_row, without_statement

ROWS = {f"CMP-{number:02d}" for number in (6, 7, 8, 9, 13, 14, 15, 16, 17)} | {"PRS-34"}
"""What can be said of a row that is not there: another form, the text, or the rows around it have it."""
BESIDE = {("xinjiang-2019", "general"): {"FRM-30"}}
"""Forms without rows of classes: the class of the appropriation is held against the items that are left as well."""
LONELY = {("shanghai", "general-basic")}
"""Forms whose items stand nowhere else, neither in a form nor in the text: a lost one is but a wrong sum."""
_STEP = 8
"""So many rows further is the next one that is left out."""


def test_a_whole_document_has_nothing_grave() -> None:
    assert {family: grave(family) for family in FAMILIES} == {family: set() for family in FAMILIES}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_deleted_form_fires_the_rule_of_forms(family: str) -> None:
    seen = []
    for form, blocks in without_form(family):
        if (family, form) != ("university", "fiscal-expenditure"):  # what tells the family is not there then
            assert grave(family, blocks) == {"CMP-01"}, form
            seen.append(form)
    assert len(seen) >= 3


@pytest.mark.parametrize("family", [each for each in FAMILIES if each not in ("xinjiang-2019", "university")])
def test_a_deleted_statement_fires_the_rule_of_empty_forms(family: str) -> None:
    seen = []
    for form, blocks in without_statement(family):
        assert grave(family, blocks) == {"CMP-03"}, form
        seen.append(form)
    assert len(seen) == 2


@pytest.mark.parametrize("family", FAMILIES)
def test_a_deleted_row_fires_a_rule_of_rows(family: str) -> None:
    seen: dict[str, int] = {}
    for form, key, blocks in list(without_row(family))[::_STEP]:
        found = grave(family, blocks)
        assert found, (form, key)
        told_apart = bool(found & ROWS) and found <= ROWS | BESIDE.get((family, form), set())
        assert told_apart or ((family, form) in LONELY and found == {"TOT-01"}), (form, key, found)
        seen[form] = seen.get(form, 0) + told_apart
    assert len(seen) >= 2
    assert sum(seen.values()) >= 6
