"""Remarks in passing and words never filled in, as statements."""

from __future__ import annotations

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import decimal, text
from kg.records.prose_model import Placeholder, Prose, Remark


def add_remarks(scope: Scope, prose: Prose) -> None:
    """States every remark and placeholder with its place."""
    for order, remark in enumerate(prose.remarks, start=1):
        _add_remark(scope, remark, order)
    for order, placeholder in enumerate(prose.placeholders, start=1):
        _add_placeholder(scope, placeholder, order)


def _add_remark(scope: Scope, remark: Remark, order: int) -> None:
    name = iris.part(scope.document, "remark", f"{remark.measure}/{order}")
    pairs = [
        (A, term("bo:Remark")),
        (term("bo:measure"), scope.concept("measure", remark.measure)),
        (term("bo:direction"), scope.concept("direction", remark.direction)),
        (term("bo:printed"), text(remark.printed)),
        (term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, remark.source)),
    ]
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
