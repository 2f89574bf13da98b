"""Documents of a store by words of the department's name and the year."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.graph.names import term
from kg.store.embedded import EmbeddedStore

_TOLD = {
    name: ox.NamedNode(term(name)[1:-1]) for name in ("bo:disclosedBy", "bo:fiscalYear", "rdfs:label", "dct:title")
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says of itself; empty where it does not."""

    document: str
    department: str
    year: str
    title: str
    body: str = ""
    """The IRI of the department"""


def told_of(store: EmbeddedStore, document: str) -> Told:
    """Department, year and title of a document."""
    body = _value(store, ox.NamedNode(document), "bo:disclosedBy", document)
    name = _value(store, body, "rdfs:label", document) if isinstance(body, ox.NamedNode) else None
    return Told(
        document,
        _text(name) or _text(body),
        _text(_value(store, ox.NamedNode(document), "bo:fiscalYear", document)),
        _text(_value(store, ox.NamedNode(document), "dct:title", document)),
        _text(body),
    )


def choose(store: EmbeddedStore, department: str | None, year: str | None, document: str | None = None) -> Told:
    """The one document meant. Raises BadArgument, with the documents to choose from, where it is none or several."""
    every = [told_of(store, name) for name in sorted(store.graphs())]
    found = [
        each
        for each in every
        if (document is None or each.document == document)
        and (department is None or department in each.department)
        and (year is None or each.year == year)
    ]
    if len(found) == 1:
        return found[0]
    asked = " ".join(filter(None, (department, year, document))) or "the store"
    known = "; ".join(f"{each.department} {each.year} {each.document}" for each in (found or every)[:12])
    if not found:
        raise BadArgument(asked, "no document of the store is meant by this", f"the store holds: {known or 'nothing'}")
    what = f"{len(found)} documents are meant by this"
    raise BadArgument(asked, what, f"choose with --department, --year or --document: {known}")


def _value(store: EmbeddedStore, subject: ox.NamedNode, name: str, graph: str) -> ox.NamedNode | ox.Literal | None:
    found = store.store.quads_for_pattern(subject, _TOLD[name], None, ox.NamedNode(graph))
    values = [quad.object for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal)]
    # a name in Chinese before others; the first in order, so that the answer is always the same
    return min(values, key=lambda value: (getattr(value, "language", None) != "zh", value.value), default=None)


def _text(value: ox.NamedNode | ox.Literal | None) -> str:
    return value.value if value is not None else ""
