"""The oracle of the engine: pySHACL on the same shapes and the same graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from unittest.mock import patch

import pyshacl
import rdflib
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from kg.validate.findings import DocumentReport
from kg.validate.rules import DCT, SH, shape_files

Result = tuple[str, str, str | None, str | None, str]
"""Rule code, focus node, path, value, severity."""
_SH = rdflib.Namespace(SH)


def our_results(report: DocumentReport) -> set[Result]:
    """The results of the default engine, in the terms of the oracle."""
    return {
        (
            finding.rule.code,
            str(finding.focus),
            finding.rule.path or None,
            None if finding.value is None else str(finding.value),
            finding.severity,
        )
        for finding in report.findings
    }


def pyshacl_results(ntriples: str, only: Collection[str] = ()) -> set[Result]:
    """What pySHACL finds in the graph of one document; with `only`, what the constraints of these codes find."""
    data = rdflib.Graph()
    data.parse(data=ntriples, format="nt")
    shapes = _shapes() if not only else _targeting(only)
    with patch.object(processor, "parseQuery", str), patch.object(processor, "translateQuery", _prepared):
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise AssertionError(text)
    return {_result(report, shapes, node) for node in report.subjects(rdflib.RDF.type, _SH.ValidationResult)}


@cache
def _shapes() -> rdflib.Graph:
    shapes = rdflib.Graph()
    for file in shape_files():
        shapes.parse(file)
    return shapes


def _targeting(codes: Collection[str]) -> rdflib.Graph:
    """The shapes, of which those of other codes have no target and so look at nothing."""
    shapes = rdflib.Graph()
    shapes += _shapes()
    for shape in list(shapes.subjects(_SH.targetClass)):
        if str(shapes.value(shape, rdflib.URIRef(f"{DCT}identifier"))) not in codes:
            shapes.remove((shape, _SH.targetClass, None))
    return shapes


_KNOWN: dict[str, Query] = {}


def _prepared(text: str, base: str | None, names: Mapping[str, object] | None) -> Query:
    """A query prepared by rdflib, once: pySHACL asks the same constraint of every focus node and document anew."""
    if text not in _KNOWN:
        _KNOWN[text] = translateQuery(parseQuery(text), base, names)
    return _KNOWN[text]


def _result(report: rdflib.Graph, shapes: rdflib.Graph, node: rdflib.term.Node) -> Result:
    shape = report.value(node, _SH.sourceShape)
    path = report.value(node, _SH.resultPath)
    if isinstance(path, rdflib.BNode):
        path = report.value(path, _SH.inversePath) or shapes.value(path, _SH.inversePath)
    value = report.value(node, _SH.value)
    focus = report.value(node, _SH.focusNode)
    return (
        str(shapes.value(shape, rdflib.URIRef(f"{DCT}identifier"))),
        focus.n3() if focus is not None else "",
        str(path) if path is not None else None,
        None if value is None else value.n3(),
        str(report.value(node, _SH.resultSeverity)).removeprefix(SH).lower(),
    )
