"""One document as a graph of its own in memory: its statements and those of the code lists about what it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.iris import CODE, ONTOLOGY

_FOLLOWED = frozenset({"http://www.w3.org/2004/02/skos/core#broader", f"{ONTOLOGY}requiresForm"})
_ALIKE = ("documentKind", "scope")
_COMPARED = (
    "http://purl.org/linked-data/cube#dataSet",
    *(f"{ONTOLOGY}{name}" for name in ("disclosedBy", "fiscalYear", "formOf", "reportTable", "printedTitle")),
    *(f"{ONTOLOGY}{name}" for name in ("rowKey", "rowLabel", "columnKey", "amount", "precision", "printed")),
)
_CONCEPT = re.compile(rf" <({re.escape(CODE)}[^>]*)> \.$", re.MULTILINE)


def document_graph(nquads: str, document: str) -> ox.Store:
    """The N-Quads of one converted document (with its concepts) as one default graph."""
    return _graph(nquads.replace(f" <{document}> .\n", " .\n").encode())


def stored_graph(store: ox.Store, document: str) -> ox.Store:
    """The same from a store: the named graph, and what the default graph says of the concepts it uses.

    Where the store has the same department's document of the year before, its amounts are there too, without their
    classes: rules can hold this document against them, but look at none of them for its own sake.
    """
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(document)) or b""
    graph = _graph(triples)
    graph.extend(_concepts(store, {ox.NamedNode(iri) for iri in _CONCEPT.findall(triples.decode())}))
    for before in _before(store, ox.NamedNode(document)):
        graph.extend(_amounts(store, before))
    return graph


def _before(store: ox.Store, document: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """The documents of the year before that are of the same department, kind and scope."""
    told = {name: _one(store, document, name) for name in ("disclosedBy", "fiscalYear", *_ALIKE)}
    year = told["fiscalYear"]
    if told["disclosedBy"] is None or not isinstance(year, ox.Literal) or not year.value.isdigit():
        return
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{ONTOLOGY}disclosedBy"), told["disclosedBy"]):
        other = quad.subject
        if isinstance(other, ox.NamedNode) and quad.graph_name == other:
            then = _one(store, other, "fiscalYear")
            earlier = isinstance(then, ox.Literal) and then.value == str(int(year.value) - 1)
            if earlier and all(_one(store, other, name) == told[name] for name in _ALIKE):
                yield other


def _amounts(store: ox.Store, document: ox.NamedNode) -> Iterator[ox.Quad]:
    """What a document says of itself, its forms and its amounts, no more than a comparison over years needs."""
    for predicate in _COMPARED:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, document):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _one(store: ox.Store, document: ox.NamedNode, name: str) -> ox.NamedNode | ox.Literal | None:
    for quad in store.quads_for_pattern(document, ox.NamedNode(f"{ONTOLOGY}{name}"), None, document):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            return quad.object
    return None


def _graph(triples: bytes) -> ox.Store:
    """A store in memory; our own statements are not checked once more, which halves the time."""
    graph = ox.Store()
    graph.load(input=triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return graph


def _concepts(store: ox.Store, waiting: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """Everything stated of some concepts, of those above them and of those they require."""
    seen: set[ox.NamedNode] = set()
    while waiting:
        concept = waiting.pop()
        seen.add(concept)
        for quad in store.quads_for_pattern(concept, None, None, ox.DefaultGraph()):
            yield quad
            if quad.predicate.value in _FOLLOWED and isinstance(quad.object, ox.NamedNode):
                waiting |= {quad.object} - seen
