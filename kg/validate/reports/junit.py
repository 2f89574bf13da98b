"""Findings as JUnit XML: a suite for each document, a case for each rule, skipped where it does not apply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from kg.validate.findings import SEVERITIES, DocumentReport, Finding, Tally
from kg.validate.reports.words import acknowledged, said, unused, word

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_parts(reports: Iterable[DocumentReport], fail_on: str = "violation", lang: str = "zh") -> Iterator[str]:
    """Findings at least as grave as `fail_on` are failures; lighter or acknowledged ones the output of their case."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="kg validate">\n'
    for report in reports:
        yield etree.tostring(_suite(report, fail_on, lang), encoding="unicode", pretty_print=True)
    yield "</testsuites>\n"


def junit_text(reports: Iterable[DocumentReport], fail_on: str = "violation", lang: str = "zh") -> str:
    """The whole JUnit report."""
    return "".join(junit_parts(reports, fail_on, lang))


def _suite(report: DocumentReport, fail_on: str, lang: str) -> etree._Element:
    suite = etree.Element("testsuite", name=_clean(report.file_name or report.document))
    failures = sum(_case(suite, report, tally, fail_on, lang) for tally in report.tallies)
    skipped = sum(tally.outcome == "not-applicable" for tally in report.tallies)
    suite.set("tests", str(len(report.tallies)))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    suite.set("skipped", str(skipped))
    suite.set("time", "0")
    if report.unused:
        told = etree.SubElement(suite, "system-out")
        told.text = _clean("\n".join([word("unused", lang), *(unused(each, lang) for each in report.unused)]))
    return suite


def _case(suite: etree._Element, report: DocumentReport, tally: Tally, fail_on: str, lang: str) -> bool:
    rule = tally.rule
    name = f"{rule.code} {said(rule.name, lang, ' ')}"
    case = etree.SubElement(suite, "testcase", classname=f"budget.{rule.family}", name=_clean(name), time="0")
    if tally.outcome == "not-applicable":
        etree.SubElement(case, "skipped", message=_clean(said(rule.not_applicable, lang, " ")))
        return False
    findings = [each for each in report.findings if each.rule.code == rule.code]
    grave = fail_on in SEVERITIES and SEVERITIES.index(rule.severity) <= SEVERITIES.index(fail_on)
    failed = [each for each in findings if grave and each.acknowledgement is None]
    if failed:
        told = etree.SubElement(case, "failure", message=_told(failed[0], lang), type=rule.severity)
        told.text = "\n".join(_told(each, lang) for each in failed)
    if others := [each for each in findings if each not in failed]:
        etree.SubElement(case, "system-out").text = "\n".join(_told(each, lang) for each in others)
    return bool(failed)


def _told(finding: Finding, lang: str) -> str:
    lines = [said(finding.messages, lang)]
    if finding.acknowledgement is not None:
        lines.append(acknowledged(finding.acknowledgement, lang))
    return _clean("\n".join(lines))


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)
