"""SARIF and JUnit reports keep to their formats, whatever a document is called and whatever stands in it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.validate.acknowledge import Acknowledgements
from kg.validate.findings import Acknowledgement, DocumentReport
from kg.validate.reports.junit import junit_text
from kg.validate.reports.sarif import sarif_text
from kg.validate.rules import rules
from kg.validate.run import validate_nquads
from tests.pipeline import families
from tests.validate import planted
from tests.validate.erring import ERRORS, TEXT, small_nquads
from tests.validate.sarif_rules import errors, is_uri_reference

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
NAMES = (
    "small.txt",
    "2024 年预算.pdf",
    "a:b#c?d%.pdf",
    "12:30.txt",
    "//x/y.txt",
    "in/部门 \\ 一.docx",
    "\u0001\ufffe.txt",
    "",
)


@cache
def wrong() -> DocumentReport:
    """Every error of the small disclosure; one finding is acknowledged, one acknowledgement has lost its finding."""
    text = TEXT
    for stands, other, _ in ERRORS:
        text = text.replace(stands, other, 1)
    found = validate_nquads(*small_nquads(text.replace("社会保障和就业支出", "<b>社会&保障{0}</b>")))
    first = found.findings[0]
    entries = tuple(
        Acknowledgement(first.rule.code, "small.txt", place, "已核对 <checked>", "张三", "2024-03-01", (), "here")
        for place in (first.at, "form/nothing")
    )
    told = Acknowledgements(entries).applied(found)
    assert told.acknowledged == len(told.unused) == 1
    return told


def logged(*reports: DocumentReport) -> dict[str, object]:
    told = json.loads(sarif_text(reports, rules(), "1.0"))
    assert isinstance(told, dict)
    return told


def uris(log: object) -> set[str]:
    if isinstance(log, dict):
        own = {log["artifactLocation"]["uri"]} if "artifactLocation" in log else set()
        return own.union(*map(uris, log.values()))
    return set().union(*map(uris, log)) if isinstance(log, list) else set()


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_a_sarif_log_keeps_to_the_specification(lang: str) -> None:
    assert errors(json.loads(sarif_text([wrong()], rules(), "1.0", lang))) == []
    assert errors(json.loads(sarif_text([], rules(), lang=lang))) == []
    assert len(logged(wrong(), wrong())["runs"][0]["results"]) == 2 * len(wrong().findings)  # type: ignore[index]


def test_words_of_a_document_are_no_links_or_placeholders() -> None:
    one = replace(wrong().findings[0], messages={"zh": "见[这里](https://example.org)，{0}，[2017]19号（{x}）"})
    (result,) = logged(replace(wrong(), findings=(one,)))["runs"][0]["results"]  # type: ignore[index]
    assert result["message"] == {"text": "见\\[这里\\](https://example.org)，{{0}}，[2017]19号（{{x}}）"}


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_told_as_a_uri(name: str) -> None:
    log = logged(replace(wrong(), file_name=name))
    assert errors(log) == []
    assert {unquote(each) for each in uris(log)} == {name or wrong().document}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_name_of_a_file_is_told_as_a_uri(name: str) -> None:
    few = replace(wrong(), file_name=name, findings=wrong().findings[:1])
    (uri,) = uris(logged(few))
    assert is_uri_reference(uri)
    assert unquote(uri) == (name or wrong().document)


@pytest.mark.parametrize(
    ("uri", "good"),
    [("a.txt", True), ("https://w3id.org/x?y#z", True), ("./a:b", True), ("%E9%A2%84.pdf", True), ("", True),
     ("12:30", False), ("a b", False), ("预算.pdf", False), ("a%2", False), ("a#b#c", False), ("a\\b", False)],
)  # fmt: skip
def test_uri_references_as_rfc_3986_has_them(uri: str, good: bool) -> None:
    assert is_uri_reference(uri) is good


Spoil = Callable[[dict], object]  # type: ignore[type-arg]
SPOILT: dict[str, Spoil] = {
    "$ lacks version": lambda log: log.pop("version"),
    "$.version is '2.0.0'": lambda log: log.update(version="2.0.0"),
    "$.runs[0] lacks tool": lambda log: log["runs"][0].pop("tool"),
    "$.runs[0].tool.driver lacks name": lambda log: log["runs"][0]["tool"]["driver"].pop("name"),
    "$.runs[0]: two rules have one id": lambda log: log["runs"][0]["tool"]["driver"]["rules"][1].update(
        id=log["runs"][0]["tool"]["driver"]["rules"][0]["id"]
    ),
    "$.runs[0].results[0].level is 'violation'": lambda log: log["runs"][0]["results"][0].update(level="violation"),
    "$.runs[0].results[0] lacks message": lambda log: log["runs"][0]["results"][0].pop("message"),
    "$.runs[0].results[0].page is no property of a result": lambda log: log["runs"][0]["results"][0].update(page=1),
    "$.runs[0].results[0].message has no argument {3}": lambda log: log["runs"][0]["results"][0].update(
        message={"text": "{3}"}
    ),
    "$.runs[0].results[1].ruleIndex leads to another rule than XYZ": lambda log: log["runs"][0]["results"][1].update(
        ruleId="XYZ"
    ),
    "$.runs[0].results[0].locations[0].physicalLocation.region.startLine is 0": lambda log: log["runs"][0]["results"][
        0
    ]["locations"][0]["physicalLocation"].update(region={"startLine": 0}),
}


@pytest.mark.parametrize("error", SPOILT)
def test_a_log_that_breaks_the_specification_is_noticed(error: str) -> None:
    log = copy.deepcopy(logged(wrong()))
    SPOILT[error](log)
    assert error in errors(log)


@pytest.mark.parametrize("fail_on", ["violation", "warning", "info", "never"])
@pytest.mark.parametrize("name", NAMES)
def test_a_junit_report_keeps_to_its_schema(name: str, fail_on: str) -> None:
    tree = etree.fromstring(junit_text([replace(wrong(), file_name=name), wrong()], fail_on).encode())
    SCHEMA.assertValid(tree)
    for suite in tree.iter("testsuite"):
        counts = {"tests": "testcase", "failures": "testcase[failure]", "skipped": "testcase[skipped]"}
        assert {key: int(suite.get(key, "-1")) for key in counts} == {
            key: len(suite.findall(path)) for key, path in counts.items()
        }
        cases = [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")]
        assert len(cases) == len(set(cases)) == len(rules())


def test_a_broken_junit_report_is_noticed() -> None:
    text = junit_text([wrong()])
    for stands, other in (('tests="', 'tests="-'), ("<failure ", "<failed "), (' name="kg validate"', ' name=""')):
        assert stands in text
        broken = text.replace(stands, other).replace("</failure>", "</failed>" if "failed" in other else "</failure>")
        assert not SCHEMA.validate(etree.fromstring(broken.encode()))


@pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
def test_a_document_with_pages_instead_of_lines_keeps_to_both_formats() -> None:
    report = planted.clean("shanghai-wanli-2023")
    log = logged(report)
    assert errors(log) == []
    assert '"page":' in json.dumps(log)
    SCHEMA.assertValid(etree.fromstring(junit_text([report]).encode()))
