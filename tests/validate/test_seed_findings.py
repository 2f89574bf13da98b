"""The five seeds read by a careful reader: every real error is found by the right rule, rounding is only told.

A reader has recomputed every sum, share, rate and implied prior year of the documents by hand and compared every list,
name, year and count; the tables below hold what is wrong (rule, severity, line) and what only rounding explains.
"""

from __future__ import annotations

from functools import cache

import pytest

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.validate.findings import DocumentReport
from kg.validate.rules import rules
from kg.validate.run import validate_nquads
from tests.pipeline import seeds

Noted = tuple[str, str, int]
"""Rule code, severity, line of what it is about."""

ERRORS: dict[str, set[Noted]] = {
    "000": {
        # 528.63 for the whole general budget of last year, its items make 661.04
        ("PRS-06", "violation", 836),
        # 756.28 of revenue for last year, but 746.28 of expenditure
        ("PRS-11", "violation", 871),
        # a change of 5.82 that does not say up or down
        ("PRS-18", "warning", 871),
        # the goal form bears the former name of the office
        ("HDR-05", "warning", 1291),
    },
    "001": {
        # 17 people, of them 17 in service and 16 retired
        ("FIG-02", "warning", 15),
        # 86.45 less than 376.30 are 22.97%, not 29.83%
        ("PRS-04", "violation", 1675),
        # heating (30208) is listed, the form has none
        ("CMP-08", "warning", 1688),
        # a text of 2019 that speaks of 2018
        ("PRS-08", "violation", 1740),
        # 50 transformers in the objective, 30 in the indicator; 9.6 km of fence and 60 cameras agree
        ("GOL-16", "warning", 2068),
        # a goal form whose objective is left blank
        ("GOL-10", "warning", 2627),
    },
    "002": set(),
    "003": {
        # three more retired, in four places two
        ("FIG-16", "warning", 65),
    },
    "004": {
        # nobody less in service, but one moved away and one left
        ("FIG-17", "warning", 71),
        # a seal still to be put there
        ("HDR-06", "warning", 519),
        # all 465.24 as money from above, against 428.70 of own money and 31.20 of unit funds in the forms
        ("GOL-04", "violation", 523),
        ("GOL-05", "violation", 524),
        ("GOL-03", "violation", 525),
    },
}
ROUNDING: dict[str, set[tuple[str, int]]] = {
    "000": {("TOT-01-R", 573), ("TOT-01-R", 597)},
    "001": set(),
    "002": set(),
    "003": {
        ("TOT-01-R", 109), ("TOT-01-R", 122), ("TOT-01-R", 161), ("TOT-01-R", 220), ("TOT-01-R", 234),
        ("TOT-01-R", 265), ("TOT-01-R", 266), ("TOT-02-R", 265), ("PRS-04-R", 421),
    },
    "004": {("PRS-03-R", 366)},
}  # fmt: skip


@cache
def report(number: str) -> DocumentReport:
    record = seeds.unchanged(number)
    return validate_nquads(document_nquads(record), iris.document(record.sha256))


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_every_real_error_is_found_and_nothing_else(number: str) -> None:
    found = [
        (each.rule.code, each.severity, each.places[0].line)
        for each in report(number).findings
        if each.severity != "info"
    ]
    assert set(found) == ERRORS[number]
    assert len(found) == len(ERRORS[number])


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_what_rounding_explains_is_told_and_no_more(number: str) -> None:
    found = {(each.rule.code, each.places[0].line) for each in report(number).findings if each.rule.code.endswith("-R")}
    assert found == ROUNDING[number]


def test_the_implied_totals_of_a_year_are_told_in_yuan() -> None:
    (finding,) = (each for each in report("000").findings if each.rule.code == "PRS-11")
    assert (finding.figures["amount"], finding.figures["sum"]) == ("7562800", "7462800")
    (finding,) = (each for each in report("000").findings if each.rule.code == "PRS-06")
    assert (finding.figures["amount"], finding.figures["sum"]) == ("5286300", "6610400")


def test_one_name_is_only_told_for_each_contradiction() -> None:
    """The remark on two retired people stands four times; it is one contradiction."""
    (finding,) = (each for each in report("003").findings if each.rule.code == "FIG-16")
    assert (finding.figures["amount"], finding.figures["count"]) == ("3", "4")


def test_the_finding_on_quantities_shows_both_places_and_marks_the_number_in_its_sentence() -> None:
    (finding,) = (each for each in report("001").findings if each.rule.code == "GOL-16")
    assert [place.line for place in finding.places] == [2068, 2098]
    assert (finding.figures["amount"], finding.figures["unit"], finding.figures["target"]) == ("50", "个", "30个")
    (quote,) = finding.quotes
    assert [piece for piece, marked in quote.pieces if marked] == ["50"]


@pytest.mark.parametrize(
    ("stated", "target", "told"),
    [
        ("30个", "30个", False),
        ("50个", "50个", False),
        ("50个", "49个", True),
        ("50个", "50.4个", False),
        # What must at least be reached may be less than what is planned, not more; at most is the other way about.
        ("50个", "≥30个", False),
        ("50个", "≥70个", True),
        ("50个", "≤30个", True),
        ("50个", "≤70个", False),
        ("50个以上", "70个", False),
        ("50个以上", "30个", True),
        ("50个以上", "≥70个", False),
        # No exact number, or another unit: two readings.
        ("约50个", "30个", False),
        ("50个左右", "30个", False),
        ("50台", "30个", False),
        ("50个", "30", False),
        ("50个", "30个以内，其中新增5个", False),
    ],
)
def test_an_objective_and_its_indicator_contradict_only_where_no_number_fits_both(
    stated: str, target: str, told: bool
) -> None:
    """The transformers of the third goal, in its objective (line 2068) and its indicator (line 2098)."""
    lines = seeds.seed("001").split("\n")
    assert "50个" in lines[2067]
    assert "30个" in lines[2097]
    lines[2067] = lines[2067].replace("50个", stated)
    lines[2097] = lines[2097].replace("30个", target)
    record = seeds.converted("\n".join(lines))
    only = [rule for rule in rules() if rule.code == "GOL-16"]
    found = validate_nquads(document_nquads(record), iris.document(record.sha256), only).findings
    assert [each.rule.code for each in found] == ["GOL-16"] * told
