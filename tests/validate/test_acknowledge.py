"""Acknowledged findings: shown in every report and never dropped; what has lost its finding is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import etree

from kg.errors import BadArgument
from kg.validate.acknowledge import FILE_NAME, Acknowledgements, files_beside, read_acknowledgements, template_text
from kg.validate.findings import Acknowledgement, DocumentReport
from kg.validate.reports.html import html_text
from kg.validate.reports.junit import junit_text
from kg.validate.reports.objects import csv_text, json_text
from kg.validate.reports.rdf import turtle_text
from kg.validate.reports.sarif import sarif_text
from kg.validate.rules import rules
from kg.validate.run import validate_nquads
from tests.validate.erring import ERRORS, TEXT, small_nquads

REASON = "已与财政部门核对 <checked>"
PLACE = "form/summary/fact/revenue/total/amount"


@pytest.fixture(scope="module")
def found() -> DocumentReport:
    """收入总计 101.00 for 100.00: the total against the other side (FRM-01) and against its rows (TOT-01)."""
    stands, wrong, _ = ERRORS[0]
    return validate_nquads(*small_nquads(TEXT.replace(stands, wrong)))


def entry(**changed: object) -> Acknowledgement:
    told = {
        "rule": "FRM-01", "document": "small.txt", "place": PLACE, "reason": REASON, "who": "张三",
        "date": "2024-03-01",
        "figures": (("amount", "1010000.00"), ("sum", "1000000")), "where": "here, entry 1",
    }  # fmt: skip
    return Acknowledgement(**{**told, **changed})  # type: ignore[arg-type]


def applied(found: DocumentReport, *entries: Acknowledgement) -> DocumentReport:
    return Acknowledgements(entries).applied(found)


def test_it_is_marked_and_no_longer_counts_but_stays(found: DocumentReport) -> None:
    told = applied(found, entry())
    assert [each.rule.code for each in told.findings] == [each.rule.code for each in found.findings]
    assert [each.rule.code for each in told.findings if each.acknowledgement] == ["FRM-01"]
    assert told.count("violation") == found.count("violation") - 1
    assert told.unused == ()
    (tally,) = (each for each in told.tallies if each.acknowledged)
    assert (tally.rule.code, tally.failed, tally.acknowledged, tally.outcome) == ("FRM-01", 1, 1, "failed")


@pytest.mark.parametrize("name", ["small.txt", "iri", "digest"])
def test_a_document_is_named_by_its_file_or_its_iri(name: str, found: DocumentReport) -> None:
    names = {"iri": found.document, "digest": found.document.rsplit("/", 1)[-1]}
    assert applied(found, entry(document=names.get(name, name))).acknowledged == 1


def test_changed_values_make_it_stale(found: DocumentReport) -> None:
    told = applied(found, entry(figures=(("sum", "990000"),)))
    assert told.acknowledged == 0
    (unused,) = told.unused
    assert unused.why == "changed"
    assert dict(unused.now)["sum"] == "1000000"


def test_a_place_without_a_finding_is_told(found: DocumentReport) -> None:
    (unused,) = applied(found, entry(place="form/summary/fact/revenue/current-revenue/amount")).unused
    assert (unused.why, unused.now) == ("gone", ())


def test_anywhere_means_every_finding_of_the_rule(found: DocumentReport) -> None:
    told = applied(found, entry(rule="COD-03", place="*", figures=()))
    places = {each.at for each in told.findings if each.acknowledgement}
    assert len(places) > 2
    assert {each.rule.code for each in told.findings if each.acknowledgement} == {"COD-03"}


def test_a_document_that_was_not_validated_is_told_at_the_end(found: DocumentReport) -> None:
    entries = Acknowledgements([entry(), entry(document="other.txt")])
    entries.applied(found)
    assert [each.document for each in entries.without_document()] == ["other.txt"]


def test_every_report_shows_it(found: DocumentReport) -> None:
    told = applied(found, entry(), entry(rule="TOT-99", place="nowhere"))
    (document,) = json.loads(json_text([told]))
    (acknowledged,) = (each for each in document["findings"] if "acknowledged" in each)
    assert acknowledged["acknowledged"]["reason"] == REASON
    assert document["unusedAcknowledgements"][0]["why"] == "gone"
    (row,) = (each for each in csv.DictReader(io.StringIO(csv_text([told]))) if each["acknowledged"])
    assert (row["rule"], row["who"], row["date"]) == ("FRM-01", "张三", "2024-03-01")
    (result,) = (
        each for each in json.loads(sarif_text([told], rules()))["runs"][0]["results"] if "suppressions" in each
    )
    assert result["suppressions"][0]["justification"] == REASON
    assert REASON in turtle_text([told])
    page = html_text([told])
    assert "已与财政部门核对 &lt;checked&gt; (张三, 2024-03-01)" in page
    assert "TOT-99 nowhere" in page


def test_junit_does_not_fail_for_it(found: DocumentReport) -> None:
    def failing(report: DocumentReport) -> set[str]:
        suite = etree.fromstring(junit_text([report]).encode())
        return {
            case.get("name", "").split()[0]
            for case in suite.iterfind(".//testcase")
            if case.find("failure") is not None
        }

    assert failing(found) - failing(applied(found, entry())) == {"FRM-01"}
    assert REASON.replace("<", "&lt;").replace(">", "&gt;") in junit_text([applied(found, entry())])


def test_the_template_is_read_back_and_covers_everything(found: DocumentReport, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text("".join(template_text([found])).replace('reason = ""', 'reason = "known"'), "utf-8")
    assert files_beside([tmp_path / "small.txt"]) == [path] == files_beside([tmp_path])
    told = applied(found, *read_acknowledgements(path))
    assert told.acknowledged == len(found.findings) > 0
    assert told.unused == ()
    assert "".join(template_text([told])).count("[[acknowledged]]") == 0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[acknowledged]]\nrule = 'X'\n", "entry 1: it has no document"),
        ("[[acknowledged]]\nrule='X'\ndocument='d'\nplace='p'\nreason=''\n", "it has no reason"),
        ("[[acknowledged]]\nrule='X'\nlevel=3\n", "unknown: level"),
        ("[[acknowledged]]\nrule='X'\ndocument='d'\nplace='p'\nreason='r'\nfigures=1\n", "figures is no table"),
        ("acknowledged = 1\n", "only"),
        ("[[other]]\n", "only"),
        ("[[", "no TOML"),
    ],
)
def test_a_bad_file_says_where_and_what(text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(text, "utf-8")
    with pytest.raises(BadArgument, match=what):
        read_acknowledgements(path)
