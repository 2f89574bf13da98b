"""The reports: each is well formed, says the same, and lets nothing of a document out of its place."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from lxml import etree

from kg.validate.findings import DocumentReport
from kg.validate.reports.html import html_text
from kg.validate.reports.junit import junit_text
from kg.validate.reports.objects import csv_text, json_text
from kg.validate.reports.rdf import turtle_text
from kg.validate.reports.sarif import sarif_text
from kg.validate.rules import rules
from kg.validate.run import validate_nquads
from tests.validate.erring import ERRORS, TEXT, small_nquads

SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture(scope="module")
def report() -> DocumentReport:
    text = TEXT
    for stands, wrong, _ in ERRORS[:3]:
        text = text.replace(stands, wrong)
    return validate_nquads(*small_nquads(text.replace("社会保障和就业支出", "<b>社会&保障</b>")))


def test_json(report: DocumentReport) -> None:
    (told,) = json.loads(json_text([report]))
    assert len(told["findings"]) == len(report.findings)
    assert len(told["rules"]) == len(rules())
    assert all(each["reason"]["zh"] for each in told["rules"] if each["outcome"] == "not-applicable")


def test_csv(report: DocumentReport) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text([report]))))
    assert [row["rule"] for row in rows] == [finding.rule.code for finding in report.findings]
    assert {row["difference"] for row in rows if row["rule"] == "FRM-01"} == {"10000"}


def test_turtle_is_one_validation_report(report: DocumentReport) -> None:
    text = turtle_text([report])
    assert text == turtle_text([report])
    store = ox.Store()
    store.load(input=text.encode(), format=ox.RdfFormat.TURTLE)
    results = list(store.quads_for_pattern(None, ox.NamedNode(f"{SH}result"), None, None))
    assert len(results) == len(report.findings)
    (conforms,) = store.quads_for_pattern(None, ox.NamedNode(f"{SH}conforms"), None, None)
    assert str(conforms.object) == '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    for quad in results:
        for name in ("focusNode", "resultSeverity", "sourceShape", "sourceConstraintComponent", "resultMessage"):
            assert list(store.quads_for_pattern(quad.object, ox.NamedNode(f"{SH}{name}"), None, None)), name


def test_sarif(report: DocumentReport) -> None:
    told = json.loads(sarif_text([report], rules()))
    (run,) = told["runs"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert len(run["results"]) == len(report.findings)
    assert {result["ruleId"] for result in run["results"]} <= known
    placed = [result for result in run["results"] if result["ruleId"] != "COD-04"]  # a count has no line
    lines = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in placed]
    assert all(line > 0 for line in lines)
    assert sarif_text([], rules())


def test_junit(report: DocumentReport) -> None:
    suite = etree.fromstring(junit_text([report]).encode()).find("testsuite")
    assert suite is not None
    assert int(suite.get("tests", "0")) == len(rules()) == len(suite.findall("testcase"))
    violated = {finding.rule.code for finding in report.findings if finding.severity == "violation"}
    assert int(suite.get("failures", "0")) == len(violated) == len(suite.findall("testcase/failure"))
    assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped", "0"))
    assert junit_text([report], "info").count("<failure") > len(violated)
    assert "<failure" not in junit_text([report], "never")


def test_html_marks_the_cells_and_needs_no_network(report: DocumentReport) -> None:
    page = html_text([report])
    assert "<mark>101.00</mark>" in page
    assert "<b>社会" not in page
    assert "&lt;b&gt;社会&amp;保障" in page
    assert not re.search(r"(src|href)\s*=\s*[\"']?(https?:)?//", page)
    assert "<script" not in page
    assert 'name="viewport"' in page
    assert "@media print" in page
    for finding in report.findings:
        assert finding.rule.code in page
    assert html_text([])
