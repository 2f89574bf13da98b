"""What only several documents together say, kept region by region: only regions that changed are worked out anew."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph import iris
from kg.store.marks import META, OFFICE, PENDING, REGION

ACROSS = f"{iris.DATA}store/across"
"""the graph of what only several documents together say"""
_OF_REGION = ox.NamedNode(f"{iris.DATA}store/linksOfRegion")


def pending_regions(store: ox.Store) -> list[str]:
    """The regions in which a document came, changed or went since their links were worked out."""
    return sorted(_values(store, META, PENDING))


def offices(store: ox.Store, region: str) -> Iterator[str]:
    """What the marks of the documents of a region tell of their departments."""
    for quad in store.quads_for_pattern(None, REGION, ox.Literal(region), META):
        yield from _values(store, quad.subject, OFFICE)


def replace_links(store: ox.Store, region: str, ntriples: str) -> None:
    """Puts the links of a region in the place of those it had; with them, in one transaction, it is pending no more."""
    literal = ox.Literal(region)
    old = f"GRAPH {META} {{ ?link {_OF_REGION} {literal} }} GRAPH <{ACROSS}> {{ ?link ?predicate ?value }}"
    links = sorted({line.split(" ", 1)[0] for line in ntriples.splitlines()})
    noted = " ".join(f"{link} {_OF_REGION} {literal} ." for link in links)
    store.update(
        f"DELETE {{ {old} }} WHERE {{ {old} }};\n"
        f"DELETE DATA {{ GRAPH {META} {{ {META} {PENDING} {literal} }} }};\n"
        f"INSERT DATA {{ GRAPH {META} {{ {noted} }} GRAPH <{ACROSS}> {{ {ntriples} }} }}"
    )


def _values(
    store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode
) -> Iterator[str]:
    for quad in store.quads_for_pattern(subject, predicate, None, META):
        if isinstance(quad.object, ox.Literal):
            yield quad.object.value
