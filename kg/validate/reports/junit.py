"""Findings as JUnit XML: a suite for each document, a case for each rule, skipped where it does not apply."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from kg.validate.findings import SEVERITIES, DocumentReport, Tally

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(reports: Sequence[DocumentReport], fail_on: str = "violation") -> str:
    """Findings at least as grave as `fail_on` are failures, lighter ones the output of their case."""
    root = etree.Element("testsuites", name="kg validate")
    for report in reports:
        suite = etree.SubElement(root, "testsuite", name=_clean(report.file_name or report.document))
        failures = sum(_case(suite, report, tally, fail_on) for tally in report.tallies)
        skipped = sum(tally.outcome == "not-applicable" for tally in report.tallies)
        suite.set("tests", str(len(report.tallies)))
        suite.set("failures", str(failures))
        suite.set("skipped", str(skipped))
        suite.set("errors", "0")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def _case(suite: etree._Element, report: DocumentReport, tally: Tally, fail_on: str) -> bool:
    rule = tally.rule
    name = f"{rule.code} {rule.name.get('zh', '')}"
    case = etree.SubElement(suite, "testcase", classname=f"budget.{rule.family}", name=_clean(name))
    messages = [each.messages.get("zh", "") for each in report.findings if each.rule.code == rule.code]
    if tally.outcome == "not-applicable":
        etree.SubElement(case, "skipped", message=_clean(rule.not_applicable.get("zh", "")))
    elif messages:
        grave = fail_on in SEVERITIES and SEVERITIES.index(rule.severity) <= SEVERITIES.index(fail_on)
        told = etree.SubElement(case, "failure" if grave else "system-out")
        told.text = _clean("\n".join(messages))
        if grave:
            told.set("message", _clean(messages[0]))
            told.set("type", rule.severity)
        return grave
    return False


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)
