"""Remarks in passing, words never filled in and headings that name a year, as statements."""

from __future__ import annotations

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import decimal, text, year
from kg.records.prose_model import DatedHeading, Placeholder, Prose, Remark


def add_remarks(scope: Scope, prose: Prose) -> None:
    """States every remark, placeholder and heading with a year, with its place."""
    for order, remark in enumerate(prose.remarks, start=1):
        _add_remark(scope, remark, order)
    for order, heading in enumerate(prose.headings, start=1):
        _add_heading(scope, heading, order)
    for order, placeholder in enumerate(prose.placeholders, start=1):
        _add_placeholder(scope, placeholder, order)


def _add_heading(scope: Scope, heading: DatedHeading, order: int) -> None:
    name = iris.part(scope.document, "heading", str(order))
    pairs = [
        (A, term("bo:DatedHeading")),
        (term("bo:statedYear"), year(heading.year)),
        (term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, heading.source)),
    ]
    scope.out.block(iris.iri_term(name), pairs)


def _add_remark(scope: Scope, remark: Remark, order: int) -> None:
    name = iris.part(scope.document, "remark", f"{remark.measure}/{order}")
    pairs = [
        (A, term("bo:Remark")),
        (term("bo:measure"), scope.concept("measure", remark.measure)),
        (term("bo:printed"), text(remark.printed)),
        (term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, remark.source)),
    ]
    if remark.direction:
        pairs.append((term("bo:direction"), scope.concept("direction", remark.direction)))
    if remark.unit_kind:
        pairs.append((term("bo:remarkedKind"), scope.concept("unit-kind", remark.unit_kind)))
    if remark.value is not None:
        pairs.append((term("bo:measuredValue"), decimal(remark.value)))
    scope.out.block(iris.iri_term(name), pairs)


def _add_placeholder(scope: Scope, placeholder: Placeholder, order: int) -> None:
    name = iris.part(scope.document, "placeholder", str(order))
    pairs = [
        (A, term("bo:Placeholder")),
        (term("bo:printed"), text(placeholder.printed)),
        (term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, placeholder.source)),
    ]
    scope.out.block(iris.iri_term(name), pairs)
