"""Findings as SARIF 2.1.0, the format of code scanners: rules with their help, results with places."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kg.validate.findings import DocumentReport, Finding
from kg.validate.rules import Rule

_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(reports: Sequence[DocumentReport], version: str = "") -> str:
    """One run over all documents; `version` is that of the tool."""
    rules = [tally.rule for tally in reports[0].tallies] if reports else []
    run = {
        "tool": {"driver": {"name": "budget-kg", "version": version, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding) for report in reports for finding in report.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name.get("en", rule.code),
        "shortDescription": {"text": rule.name.get("zh", rule.code)},
        "fullDescription": {"text": "\n".join(rule.description[each] for each in ("zh", "en") if rule.description)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"family": rule.family, "shape": rule.shape},
    }


def _result(report: DocumentReport, finding: Finding) -> dict[str, object]:
    lines: list[int | None] = [*dict.fromkeys(place.line for place in finding.places if place.line)] or [None]
    artifact = {"uri": report.file_name or report.document}
    return {
        "ruleId": finding.rule.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(text for _, text in sorted(finding.messages.items(), reverse=True))},
        "locations": [{"physicalLocation": _location(artifact, lines[0])}],
        "relatedLocations": [{"physicalLocation": _location(artifact, line)} for line in lines[1:]],
        "properties": {"document": report.document, **finding.figures},
    }


def _location(artifact: dict[str, str], line: int | None) -> dict[str, object]:
    return {"artifactLocation": artifact, **({"region": {"startLine": line}} if line else {})}
