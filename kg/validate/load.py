"""One document as a graph of its own in memory: its statements and those of the code lists about what it uses."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.iris import CODE, ONTOLOGY

_FOLLOWED = frozenset({"http://www.w3.org/2004/02/skos/core#broader", f"{ONTOLOGY}requiresForm"})


def document_graph(nquads: str, document: str) -> ox.Store:
    """The N-Quads of one converted document (with its concepts) as one default graph."""
    store = ox.Store()
    triples = nquads.replace(f" <{document}> .\n", " .\n")
    store.bulk_load(input=triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def stored_graph(store: ox.Store, document: str) -> ox.Store:
    """The same from a store: the named graph, and what the default graph says of the concepts it uses."""
    quads = list(store.quads_for_pattern(None, None, None, ox.NamedNode(document)))
    found = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
    concepts = _concepts(store, {node for node in found if node.value.startswith(CODE)})
    graph = ox.Store()
    graph.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in (*quads, *concepts))
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
