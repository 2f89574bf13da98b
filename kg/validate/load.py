"""One document as a graph of its own in memory: its statements and those of the code lists about what it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.iris import CODE, ONTOLOGY

_FOLLOWED = frozenset({"http://www.w3.org/2004/02/skos/core#broader", f"{ONTOLOGY}requiresForm"})
_CONCEPT = re.compile(rf" <({re.escape(CODE)}[^>]*)> \.$", re.MULTILINE)


def document_graph(nquads: str, document: str) -> ox.Store:
    """The N-Quads of one converted document (with its concepts) as one default graph."""
    return _graph(nquads.replace(f" <{document}> .\n", " .\n").encode())


def stored_graph(store: ox.Store, document: str) -> ox.Store:
    """The same from a store: the named graph, and what the default graph says of the concepts it uses."""
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(document)) or b""
    graph = _graph(triples)
    graph.extend(_concepts(store, {ox.NamedNode(iri) for iri in _CONCEPT.findall(triples.decode())}))
    return graph


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
