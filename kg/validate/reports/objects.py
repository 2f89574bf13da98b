"""Reports as plain objects: the JSON report, and the rows that CSV writes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from kg.validate.findings import SEVERITIES, DocumentReport, Finding, Place, Tally

_COLUMNS = (
    "file", "document", "severity", "rule", "family", "message_zh", "message_en", "form", "row", "column", "printed",
    "page", "line", "difference", "focus", "value",
)  # fmt: skip


def json_text(reports: Sequence[DocumentReport]) -> str:
    """Every document with its findings and the counts of every rule."""
    return json.dumps([_document(report) for report in reports], ensure_ascii=False, indent=1) + "\n"


def csv_text(reports: Sequence[DocumentReport]) -> str:
    """One row a finding; the place is that of the first figure it compared. Formulas are defused for spreadsheets."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for report in reports:
        for finding in report.findings:
            writer.writerow({name: _defused(value) for name, value in _row(report, finding).items()})
    return out.getvalue()


def _document(report: DocumentReport) -> dict[str, object]:
    return {
        "document": report.document,
        "file": report.file_name,
        "title": report.title,
        "department": report.department,
        "fiscalYear": report.fiscal_year,
        "template": report.template,
        "counts": {severity: report.count(severity) for severity in SEVERITIES},
        "findings": [_finding(finding) for finding in report.findings],
        "rules": [_tally(tally) for tally in report.tallies],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.code,
        "family": finding.rule.family,
        "severity": finding.severity,
        "message": dict(finding.messages),
        "focus": finding.focus.value,
        "value": finding.value.value if finding.value is not None else None,
        "figures": dict(finding.figures),
        "places": [dict(_place(place)) for place in finding.places],
    }


def _place(place: Place) -> Iterator[tuple[str, object]]:
    for name in Place.__dataclass_fields__:
        value = getattr(place, name)
        if value not in ("", None):
            yield name, value


def _tally(tally: Tally) -> dict[str, object]:
    told: dict[str, object] = {
        "rule": tally.rule.code,
        "outcome": tally.outcome,
        "compared": tally.compared,
        "failed": tally.failed,
    }
    if tally.outcome == "not-applicable":
        told["reason"] = dict(tally.rule.not_applicable)
    return told


def _row(report: DocumentReport, finding: Finding) -> dict[str, str]:
    place = finding.places[0] if finding.places else None
    return {
        "file": report.file_name,
        "document": report.document,
        "severity": finding.severity,
        "rule": finding.rule.code,
        "family": finding.rule.family,
        "message_zh": finding.messages.get("zh", ""),
        "message_en": finding.messages.get("en", ""),
        "form": place.form if place else "",
        "row": place.row if place else "",
        "column": place.column if place else "",
        "printed": place.printed if place else "",
        "page": str(place.page) if place and place.page else "",
        "line": str(place.line) if place and place.line else "",
        "difference": finding.figures.get("difference", ""),
        "focus": finding.focus.value,
        "value": finding.value.value if finding.value is not None else "",
    }


def _defused(value: str) -> str:
    """A text that a spreadsheet would run as a formula, as a text; numbers stay numbers."""
    if value[:1] in ("=", "@", "+", "\t", "\r") or (value[:1] == "-" and not value[1:].replace(".", "", 1).isdigit()):
        return f"'{value}"
    return value
