"""Changes to a store as SPARQL updates: each is one transaction, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.store.marks import META, PENDING, Mark


def replacing(store: ox.Store, known: Mark | None, wanted: Mark, nquads: str | None) -> str:
    """Makes the graph of a document hold these quads, and the mark tell so; without quads the mark changes alone.

    Only the difference is written: a document converted again mostly says the same.
    """
    graph = ox.NamedNode(wanted.graph)
    dropped: list[str] = []
    removed: set[ox.Quad] = set()
    added: set[ox.Quad] = set()
    if nquads is not None:
        now = _parsed(nquads, graph)
        before = set(store.quads_for_pattern(None, None, None, graph))
        removed, added = before - now, now - before
        if any(map(_has_blank_node, (*removed, *added))):
            removed, added = set(), now
            dropped = [f"DROP SILENT GRAPH {graph}"]
    return ";\n".join(
        [
            *dropped,
            _data("DELETE DATA", removed),
            *_unmarked(known),
            _data("INSERT DATA", added),
            _lines("INSERT DATA", META, wanted.nquads().splitlines()),
        ]
    )


def withdrawing(graph: str, known: Mark | None) -> str:
    """Removes a document and its mark; its region becomes pending."""
    return ";\n".join([f"DROP SILENT GRAPH <{graph}>", *_unmarked(known)])


def _unmarked(known: Mark | None) -> list[str]:
    if known is None:
        return []
    gone = [f"DELETE WHERE {{ GRAPH {META} {{ <{known.graph}> ?predicate ?value }} }}"]
    if known.region:
        gone.append(f"INSERT DATA {{ GRAPH {META} {{ {META} {PENDING} {ox.Literal(known.region)} }} }}")
    return gone


def _parsed(nquads: str, graph: ox.NamedNode) -> set[ox.Quad]:
    """The quads as the engine keeps them: it writes numbers in a form of its own."""
    kept = ox.Store()
    kept.bulk_load(input=nquads.encode(), format=ox.RdfFormat.N_QUADS)
    quads = set(kept)
    if any(quad.graph_name != graph for quad in quads):
        raise BadArgument(graph.value, "the quads belong to several graphs", "store each document by itself")
    return quads


def _data(operation: str, quads: Iterable[ox.Quad]) -> str:
    statements = "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)
    return f"{operation} {{ {statements} }}"


def _lines(operation: str, graph: ox.NamedNode, nquads: Iterable[str]) -> str:
    statements = "\n".join(line.removesuffix(f" {graph} .") + " ." for line in nquads)
    return f"{operation} {{ GRAPH {graph} {{ {statements} }} }}"


def _has_blank_node(quad: ox.Quad) -> bool:
    # they have no name by which to remove them one by one
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
