"""Findings as SARIF 2.1.0, the format of code scanners: rules with their help, results with places."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from kg.validate.findings import DocumentReport, Finding, Place
from kg.validate.reports.words import said
from kg.validate.rules import Rule

_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\(")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_parts(
    reports: Iterable[DocumentReport], rules: Sequence[Rule], version: str = "", lang: str = "both"
) -> Iterator[str]:
    """One run over all documents; `version` is that of the tool. An acknowledged result is a suppressed one."""
    driver = {"name": "budget-kg", "rules": [_rule(rule, lang) for rule in rules]} | (
        {"version": version} if version else {}
    )
    at = {rule.code: number for number, rule in enumerate(rules)}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    head = _dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": []}).removesuffix("]}")
    yield f'{head}{_dump(run).removesuffix("}")}, "results": ['
    before = "\n"
    for report in reports:
        for finding in report.findings:
            yield before + _dump(_result(report, finding, at, lang))
            before = ",\n"
    yield "\n]}]}\n"


def sarif_text(reports: Iterable[DocumentReport], rules: Sequence[Rule], version: str = "", lang: str = "both") -> str:
    """The whole SARIF report."""
    return "".join(sarif_parts(reports, rules, version, lang))


def _dump(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)


def _rule(rule: Rule, lang: str) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.code.replace("-", ""),
        "shortDescription": {"text": said(rule.name, lang) or rule.code},
        "fullDescription": {"text": said(rule.description, lang) or rule.code},
        "help": {"text": said(rule.description, lang) or rule.code},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"family": rule.family, "shape": rule.shape},
    }


def _result(report: DocumentReport, finding: Finding, at: dict[str, int], lang: str) -> dict[str, object]:
    # a list of columns, lines or boxes of one finding: the first is its location, what it was compared with is related
    places = list({(place.line, place.page): place for place in finding.places if place.line or place.page}.values())
    artifact = {"uri": _uri(report)}
    told: dict[str, object] = {
        "ruleId": finding.rule.code,
        "ruleIndex": at[finding.rule.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _literal(said(finding.messages, lang))},
        "locations": [{"physicalLocation": _location(artifact, places[0] if places else None)}],
        "partialFingerprints": {"finding/v1": _fingerprint(report, finding)},
        "properties": {"document": report.document, "place": finding.at, **finding.figures},
    }
    if places[1:]:
        told["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(artifact, place)} for number, place in enumerate(places[1:], 1)
        ]
    if finding.acknowledgement is not None:
        entry = finding.acknowledgement
        told["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": entry.reason, "properties": {"who": entry.who}}
        ]
    return told


def _uri(report: DocumentReport) -> str:
    """The file as a URI reference. A colon in a name is no end of a scheme, slashes at its beginning are no host."""
    if not report.file_name:
        return quote(report.document, safe="/:")
    name = quote(report.file_name, safe="/")
    return f"%2F{name[1:]}" if name.startswith("//") else name


def _literal(text: str) -> str:
    """Words of a document as a message: what would be a placeholder or a link in it stands for itself."""
    plain = text.replace("{", "{{").replace("}", "}}")
    return _LINK.sub(r"\\[\g<text>\\](", plain)


def _location(artifact: dict[str, str], place: Place | None) -> dict[str, object]:
    told: dict[str, object] = {"artifactLocation": artifact}
    if place is not None and place.line:
        told["region"] = {"startLine": place.line}
    elif place is not None and place.page:
        told["properties"] = {"page": place.page}
    return told


def _fingerprint(report: DocumentReport, finding: Finding) -> str:
    """The same for the same finding in the next version of the same file."""
    told = f"{report.file_name}\n{finding.rule.code}\n{finding.at}\n{finding.component}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
