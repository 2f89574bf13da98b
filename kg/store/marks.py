"""What the store notes of a document beside its graph: the hash of its content, of what it was made from, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import iris
from kg.graph.nquads import Statements, integer, text

META = ox.NamedNode(f"{iris.DATA}store")
"""the graph of the marks"""
HASH = ox.NamedNode(f"{iris.ONTOLOGY}contentHash")
PENDING = ox.NamedNode(f"{iris.DATA}store/pendingRegion")
"""a region whose links between documents are to be worked out anew"""
REGION = ox.NamedNode(f"{iris.DATA}store/region")
OFFICE = ox.NamedNode(f"{iris.DATA}store/office")
SOURCE = ox.NamedNode(f"{iris.DATA}store/source")
_CONVERSION = ox.NamedNode(f"{iris.DATA}store/conversion")
_COUNTS = ox.NamedNode(f"{iris.DATA}store/counts")
_HOLDING = ox.NamedNode(f"{iris.DATA}store/holding")
_PART = ox.NamedNode(f"{iris.DATA}store/part")
_PART_HOLDING = ox.NamedNode(f"{iris.DATA}store/partHolding")
_STATEMENTS = ox.NamedNode(f"{iris.DATA}store/statements")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a document's graph. A store of an older version knows the hash of the content only.

    `content` is the hash of its N-Quads, `source` that of the bytes it was made from, `conversion` stands for the
    program and the settings that made it; `office` is what the search for successions needs of its department, and
    `region` the region to which that speaks; `counts` are numbers for reports, parted by blanks; `holding` is what
    decides which other files belong to its own. A document of several files notes the hash and holding of each.
    """

    graph: str
    content: str
    source: str = ""
    conversion: str = ""
    statements: int = 0
    region: str = ""
    office: str = ""
    counts: str = ""
    holding: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    def nquads(self) -> str:
        """The mark as N-Quads; a region that it speaks of becomes pending with it."""
        out = Statements(META.value)
        pairs = [(str(HASH), text(self.content)), (str(_STATEMENTS), integer(self.statements))]
        told = (
            (SOURCE, self.source), (_CONVERSION, self.conversion), (_COUNTS, self.counts),
            (REGION, self.region), (OFFICE, self.office), (_HOLDING, self.holding),
        )  # fmt: skip
        pairs += [(str(predicate), text(value)) for predicate, value in told if value]
        for sha256, holding in self.parts:
            pairs += [(str(_PART), text(sha256)), (str(_PART_HOLDING), text(f"{sha256} {holding}"))]
        out.block(f"<{self.graph}>", pairs)
        if self.region:
            out.add(str(META), str(PENDING), text(self.region))
        return "".join(sorted(out.lines()))


def read_mark(store: ox.Store, graph: str) -> Mark | None:
    """The mark of a graph; none where the store does not hold it whole."""
    told = [
        (quad.predicate, quad.object.value)
        for quad in store.quads_for_pattern(ox.NamedNode(graph), None, None, META)
        if isinstance(quad.object, ox.Literal)
    ]
    noted = dict(told)
    if HASH not in noted:
        return None
    return Mark(
        graph,
        noted[HASH],
        noted.get(SOURCE, ""),
        noted.get(_CONVERSION, ""),
        int(noted.get(_STATEMENTS, "0")),
        noted.get(REGION, ""),
        noted.get(OFFICE, ""),
        noted.get(_COUNTS, ""),
        noted.get(_HOLDING, ""),
        tuple(sorted(_parted(value) for predicate, value in told if predicate == _PART_HOLDING)),
    )


def _parted(value: str) -> tuple[str, str]:
    sha256, _, holding = value.partition(" ")
    return sha256, holding


def wholes(store: ox.Store, sha256: str) -> Iterator[Mark]:
    """The marks of the documents of several files, of which one has this hash."""
    for quad in list(store.quads_for_pattern(None, _PART, ox.Literal(sha256), META)):
        mark = read_mark(store, quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
        if mark is not None:
            yield mark


def count_statements(store: ox.Store) -> int:
    """The statements of all documents as their marks tell them, without reading the documents."""
    quads = store.quads_for_pattern(None, _STATEMENTS, None, META)
    return sum(int(quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal))


def sources(store: ox.Store) -> Iterator[tuple[str, str]]:
    """The graph of each document that a batch stored, and the hash of what it was made from."""
    for quad in store.quads_for_pattern(None, SOURCE, None, META):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object.value
