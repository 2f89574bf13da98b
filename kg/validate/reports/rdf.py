"""The standard report: one sh:ValidationReport over all documents, each result a bo:Finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.graph.iris import DATA, ONTOLOGY
from kg.graph.names import PREFIXES
from kg.validate.findings import DocumentReport, Finding
from kg.validate.index import RDF_TYPE
from kg.validate.rules import SH, SHAPES

_XSD = "http://www.w3.org/2001/XMLSchema#"
_COMPARED = "bo:compared"
_FIGURES = {"amount": "bo:amountCompared", "sum": "bo:sumCompared", "difference": "bo:difference"}
_NAMES = {"violation": "Violation", "warning": "Warning", "info": "Info"}


def report_triples(reports: Sequence[DocumentReport]) -> list[ox.Triple]:
    """The report as triples. IRIs are made from what a result says, so the same findings give the same report."""
    names = "\n".join(report.document for report in reports)
    subject = ox.NamedNode(f"{DATA}report/{hashlib.sha256(names.encode()).hexdigest()[:32]}")
    conforms = not any(report.findings for report in reports)
    triples = [
        ox.Triple(subject, RDF_TYPE, _sh("ValidationReport")),
        ox.Triple(subject, _sh("conforms"), ox.Literal(conforms)),
    ]
    for report in reports:
        for finding in report.findings:
            result = ox.NamedNode(f"{report.document}/result/{finding.rule.code}/{_digest(finding)}")
            triples.append(ox.Triple(subject, _sh("result"), result))
            triples += _result(result, report, finding)
    return sorted(set(triples), key=str)


def turtle_text(reports: Sequence[DocumentReport]) -> str:
    """The report as Turtle."""
    prefixes = {**PREFIXES, "bos": SHAPES}
    return (ox.serialize(report_triples(reports), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _result(result: ox.NamedNode, report: DocumentReport, finding: Finding) -> Iterator[ox.Triple]:
    rule = finding.rule
    yield ox.Triple(result, RDF_TYPE, _sh("ValidationResult"))
    yield ox.Triple(result, RDF_TYPE, _bo("Finding"))
    yield ox.Triple(result, _bo("findingCode"), ox.Literal(rule.code))
    yield ox.Triple(result, _bo("inDocument"), ox.NamedNode(report.document))
    yield ox.Triple(result, _sh("focusNode"), finding.focus)
    yield ox.Triple(result, _sh("resultSeverity"), _sh(_NAMES[finding.severity]))
    yield ox.Triple(result, _sh("sourceShape"), ox.NamedNode(rule.shape))
    yield ox.Triple(result, _sh("sourceConstraintComponent"), _sh(finding.component))
    if rule.constraint:
        yield ox.Triple(result, _sh("sourceConstraint"), ox.NamedNode(rule.constraint))
    if rule.path and not rule.inverse:
        yield ox.Triple(result, _sh("resultPath"), ox.NamedNode(rule.path))
    elif rule.path:
        path = ox.BlankNode(hashlib.sha256(f"{result.value} path".encode()).hexdigest()[:16])
        yield ox.Triple(result, _sh("resultPath"), path)
        yield ox.Triple(path, _sh("inversePath"), ox.NamedNode(rule.path))
    if finding.value is not None:
        yield ox.Triple(result, _sh("value"), finding.value)
    for language, text in sorted(finding.messages.items()):
        yield ox.Triple(result, _sh("resultMessage"), ox.Literal(text, language=language))
    for place in finding.places:
        yield ox.Triple(result, _bo(_COMPARED.removeprefix("bo:")), ox.NamedNode(place.node))
    for name, predicate in _FIGURES.items():
        if name in finding.figures:
            value = ox.Literal(finding.figures[name], datatype=ox.NamedNode(f"{_XSD}decimal"))
            yield ox.Triple(result, _bo(predicate.removeprefix("bo:")), value)


def _digest(finding: Finding) -> str:
    told = "\n".join((str(finding.focus), str(finding.value), finding.component, *map(str, finding.figures.items())))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SH}{name}")


def _bo(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ONTOLOGY}{name}")
