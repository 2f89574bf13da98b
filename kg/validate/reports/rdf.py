"""The standard report: one sh:ValidationReport over all documents, each result a bo:Finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.iris import DATA, ONTOLOGY
from kg.graph.names import PREFIXES
from kg.validate.findings import DocumentReport, Finding
from kg.validate.index import RDF_TYPE
from kg.validate.rules import SH, SHAPES

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DCT = "http://purl.org/dc/terms/"
_NOTE = ox.NamedNode("http://www.w3.org/2004/02/skos/core#editorialNote")
_COMPARED = ox.NamedNode(f"{ONTOLOGY}compared")
_FIGURES = {
    "amount": ox.NamedNode(f"{ONTOLOGY}amountCompared"),
    "sum": ox.NamedNode(f"{ONTOLOGY}sumCompared"),
    "difference": ox.NamedNode(f"{ONTOLOGY}difference"),
}
_NAMES = {"violation": "Violation", "warning": "Warning", "info": "Info"}
_PREFIXES = {**PREFIXES, "bos": SHAPES}


def turtle_parts(reports: Iterable[DocumentReport]) -> Iterator[str]:
    """The report as Turtle: the results document by document, then the report that names them all.

    IRIs are made from what a result says, so the same findings give the same report. An acknowledged result stays
    a result: its reason is a skos:editorialNote, with who (dct:contributor) and when (dct:dateAccepted).
    """
    names = hashlib.sha256()
    results: list[ox.NamedNode] = []
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(_PREFIXES.items()))
    for report in reports:
        names.update(f"{report.document}\n".encode())
        triples: set[ox.Triple] = set()
        for finding in report.findings:
            result = ox.NamedNode(f"{report.document}/result/{finding.rule.code}/{_digest(finding)}")
            results.append(result)
            triples.update(_result(result, report, finding))
        yield _turtle(triples)
    subject = ox.NamedNode(f"{DATA}report/{names.hexdigest()[:32]}")
    told = {ox.Triple(subject, _sh("result"), result) for result in results}
    told.add(ox.Triple(subject, RDF_TYPE, _sh("ValidationReport")))
    told.add(ox.Triple(subject, _sh("conforms"), ox.Literal(not results)))
    yield _turtle(told)


def turtle_text(reports: Iterable[DocumentReport]) -> str:
    """The whole report as Turtle."""
    return "".join(turtle_parts(reports))


def _turtle(triples: set[ox.Triple]) -> str:
    """Triples in a stable order, without the prefixes, which stand at the head of the report."""
    text = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES) or b""
    return "".join(line for line in text.decode().splitlines(keepends=True) if not line.startswith("@prefix "))


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
        path = ox.BlankNode(f"p{hashlib.sha256(f'{result.value} path'.encode()).hexdigest()[:16]}")
        yield ox.Triple(result, _sh("resultPath"), path)
        yield ox.Triple(path, _sh("inversePath"), ox.NamedNode(rule.path))
    if finding.value is not None:
        yield ox.Triple(result, _sh("value"), finding.value)
    for language, text in sorted(finding.messages.items()):
        yield ox.Triple(result, _sh("resultMessage"), ox.Literal(text, language=language))
    for place in finding.places:
        yield ox.Triple(result, _COMPARED, ox.NamedNode(place.node))
    for name, predicate in _FIGURES.items():
        if name in finding.figures:
            value = ox.Literal(finding.figures[name], datatype=ox.NamedNode(f"{_XSD}decimal"))
            yield ox.Triple(result, predicate, value)
    yield from _acknowledged(result, finding)


def _acknowledged(result: ox.NamedNode, finding: Finding) -> Iterator[ox.Triple]:
    entry = finding.acknowledgement
    if entry is not None:
        yield ox.Triple(result, _NOTE, ox.Literal(entry.reason))
        if entry.who:
            yield ox.Triple(result, ox.NamedNode(f"{_DCT}contributor"), ox.Literal(entry.who))
        if entry.date:
            yield ox.Triple(result, ox.NamedNode(f"{_DCT}dateAccepted"), ox.Literal(entry.date))


def _digest(finding: Finding) -> str:
    told = "\n".join((str(finding.focus), str(finding.value), finding.component, *map(str, finding.figures.items())))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SH}{name}")


def _bo(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ONTOLOGY}{name}")
