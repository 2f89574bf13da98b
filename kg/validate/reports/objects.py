"""Reports as plain objects: the JSON report, and the rows that CSV writes; each document as soon as it is there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import accumulate

from kg.validate.findings import SEVERITIES, Acknowledgement, DocumentReport, Finding, Place, Quote, Tally
from kg.validate.reports.words import languages

_COLUMNS = (
    "file", "document", "severity", "rule", "family", "message_zh", "message_en", "form", "row", "label", "column",
    "heading", "printed", "page", "line", "difference", "focus", "value", "place", "acknowledged", "who", "date",
)  # fmt: skip


def json_parts(reports: Iterable[DocumentReport]) -> Iterator[str]:
    """A list of documents, each with its findings and the counts of every rule; texts in both languages."""
    before = "[\n"
    for report in reports:
        yield before + json.dumps(_document(report), ensure_ascii=False, indent=1)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csv_parts(reports: Iterable[DocumentReport], lang: str = "both") -> Iterator[str]:
    """One row a finding; the place is that of the first figure it compared. Formulas are defused for spreadsheets."""
    wanted = languages(lang)
    columns = [each for each in _COLUMNS if not each.startswith("message_") or each[-2:] in wanted]
    yield _lines(columns, [dict(zip(columns, columns, strict=True))])
    for report in reports:
        yield _lines(columns, (_row(report, finding) for finding in report.findings))


def json_text(reports: Iterable[DocumentReport]) -> str:
    """The whole JSON report."""
    return "".join(json_parts(reports))


def csv_text(reports: Iterable[DocumentReport], lang: str = "both") -> str:
    """The whole CSV report."""
    return "".join(csv_parts(reports, lang))


def _lines(columns: list[str], rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writerows({name: _defused(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _document(report: DocumentReport) -> dict[str, object]:
    return {
        "document": report.document,
        "file": report.file_name,
        "title": report.title,
        "department": report.department,
        "fiscalYear": report.fiscal_year,
        "template": report.template,
        "counts": {severity: report.count(severity) for severity in SEVERITIES} | {"acknowledged": report.acknowledged},
        "findings": [_finding(finding) for finding in report.findings],
        "rules": [_tally(tally) for tally in report.tallies],
        "unusedAcknowledgements": [
            {**_acknowledged(each.acknowledgement), "why": each.why, "now": dict(each.now)} for each in report.unused
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    told: dict[str, object] = {
        "rule": finding.rule.code,
        "family": finding.rule.family,
        "severity": finding.severity,
        "message": dict(finding.messages),
        "focus": finding.focus.value,
        "value": finding.value.value if finding.value is not None else None,
        "place": finding.at,
        "figures": dict(finding.figures),
        "places": [dict(_place(place)) for place in finding.places],
    }
    if finding.quotes:
        told["sentences"] = [_quote(each) for each in finding.quotes]
    if finding.acknowledgement is not None:
        told["acknowledged"] = _acknowledged(finding.acknowledgement)
    return told


def _acknowledged(entry: Acknowledgement) -> dict[str, object]:
    return {name: dict(value) if name == "figures" else value for name, value in asdict(entry).items() if value}


def _place(place: Place) -> Iterator[tuple[str, object]]:
    for name in Place.__dataclass_fields__:
        value = getattr(place, name)
        if value not in ("", None):
            yield name, value


def _quote(quote: Quote) -> dict[str, object]:
    """A sentence, where the numbers compared stand in it (code points from its beginning), and where it stands."""
    ends = list(accumulate(len(words) for words, _ in quote.pieces))
    marked = [
        [end - len(words), end] for end, (words, in_question) in zip(ends, quote.pieces, strict=True) if in_question
    ]
    where = {"page": quote.page, "line": quote.line}
    return {"text": quote.text, "marked": marked} | {name: value for name, value in where.items() if value is not None}


def _tally(tally: Tally) -> dict[str, object]:
    told: dict[str, object] = {
        "rule": tally.rule.code,
        "outcome": tally.outcome,
        "compared": tally.compared,
        "failed": tally.failed,
    }
    if tally.acknowledged:
        told["acknowledged"] = tally.acknowledged
    if tally.outcome == "not-applicable":
        told["reason"] = dict(tally.rule.not_applicable)
    return told


def _row(report: DocumentReport, finding: Finding) -> dict[str, str]:
    place = finding.places[0] if finding.places else None
    entry = finding.acknowledgement
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
        "label": place.label if place else "",
        "column": place.column if place else "",
        "heading": place.heading if place else "",
        "printed": place.printed if place else "",
        "page": str(place.page) if place and place.page else "",
        "line": str(place.line) if place and place.line else "",
        "difference": finding.figures.get("difference", ""),
        "focus": finding.focus.value,
        "value": finding.value.value if finding.value is not None else "",
        "place": finding.at,
        "acknowledged": entry.reason if entry else "",
        "who": entry.who if entry else "",
        "date": entry.date if entry else "",
    }


def _defused(value: str) -> str:
    """A text that a spreadsheet would run as a formula, as a text; numbers stay numbers."""
    if value[:1] in ("=", "@", "+", "\t", "\r") or (value[:1] == "-" and not value[1:].replace(".", "", 1).isdigit()):
        return f"'{value}"
    return value
