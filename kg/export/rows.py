"""Rows of a table out of a store: document by document, every value as exact text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import BadArgument, Defect
from kg.export.columns import DOCUMENT, Column, TableShape, tables
from kg.graph.names import term
from kg.store.embedded import EmbeddedStore

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_TYPE, _NOTATION, _PREFERRED, _LABEL = (
    term(name)[1:-1] for name in ("rdf:type", "skos:notation", "skos:prefLabel", "rdfs:label")
)


@dataclass(slots=True)
class _Graph:
    """The statements of one document, by subject and the other way round."""

    name: str
    out: dict[Node, dict[str, list[Node]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    back: dict[tuple[Node, str], list[Node]] = field(default_factory=lambda: defaultdict(list))

    def follow(self, nodes: list[Node], step: str) -> list[Node]:
        """Where a step leads from these nodes."""
        if step == DOCUMENT:
            return [ox.NamedNode(self.name)]
        if step.startswith("^"):
            return [each for node in nodes for each in self.back.get((node, step[1:]), ())]
        return [each for node in nodes if node in self.out for each in self.out[node].get(step, ())]


class Rows:
    """Reads tables from a store."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._known: dict[tuple[str, str], list[Node]] = {}

    def of(
        self, shapes: tuple[TableShape, ...], documents: Iterable[str] | None = None
    ) -> Iterator[tuple[TableShape, list[str]]]:
        """Every row of these tables (of these documents), document by document, in the order of the IRIs."""
        for name in sorted(self._store.graphs() if documents is None else documents):
            graph = self._graph(name)
            for shape in shapes:
                members = graph.back.get((ox.NamedNode(shape.of), _TYPE), ())
                for subject in sorted(members, key=str):
                    yield shape, [self._cell(graph, subject, column) for column in shape.columns]

    def _graph(self, name: str) -> _Graph:
        graph = _Graph(name)
        for quad in self._store.content(name):
            graph.out[quad.subject][quad.predicate.value].append(quad.object)
            graph.back[quad.object, quad.predicate.value].append(quad.subject)
        return graph

    def _cell(self, graph: _Graph, subject: Node, column: Column) -> str:
        nodes: list[Node] = [subject]
        for step in column.path:
            nodes = graph.follow(nodes, step)
        values = sorted({self._written(graph, node, column) for node in nodes})
        if len(values) > 1 and not column.many:
            raise Defect(f"{subject} has several values for the column {column.name}: {', '.join(values)}")
        return column.separator.join(values)

    def _written(self, graph: _Graph, node: Node, column: Column) -> str:
        if column.written == "notation":
            return _one(self._said(graph, node, _NOTATION), node)
        if column.written == "label":
            names = self._said(graph, node, _PREFERRED) or self._said(graph, node, _LABEL)
            return _one([name for name in names if isinstance(name, ox.Literal) and name.language == "zh"], node)
        return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)

    def _said(self, graph: _Graph, node: Node, predicate: str) -> list[Node]:
        """What the document says of a thing, else what the lists in the default graph say."""
        own = graph.follow([node], predicate)
        if own or not isinstance(node, ox.NamedNode):
            return own
        key = (node.value, predicate)
        if key not in self._known:
            found = self._store.store.quads_for_pattern(node, ox.NamedNode(predicate), None, ox.DefaultGraph())
            self._known[key] = [quad.object for quad in found]
        return self._known[key]


def _one(values: list[Node], node: Node) -> str:
    """The one name of a thing; a thing without a name is written by its IRI, so that nothing is lost."""
    if values:
        return min(value.value for value in values if isinstance(value, ox.Literal))
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def fact_rows(store: EmbeddedStore, documents: Iterable[str] | None = None) -> Iterator[dict[str, str]]:
    """The rows of the table of facts, each as a mapping from column names to text.

    Raises BadArgument where the store lacks the code lists: without them no form could be told from another.
    """
    shape = next(each for each in tables() if each.name == "facts")
    names = [column.name for column in shape.columns]
    for _, cells in Rows(store).of((shape,), documents):
        row = dict(zip(names, cells, strict=True))
        if "/" in row["report_table"]:
            what = "the store holds facts and no code lists"
            raise BadArgument(row["report_table"], what, "build it again with `kg build`, which loads them")
        yield row
