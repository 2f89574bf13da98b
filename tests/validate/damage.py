"""Errors of structure that only a hand on the graph can make: for every property shape, each way to break it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.validate.index import Index, Node, Term
from kg.validate.load import document_graph
from kg.validate.rules import Rule, rules

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WRONG: dict[str, tuple[Term, ...]] = {
    "datatype": (ox.Literal("many"),),
    "nodeKind": (ox.Literal("a text"),),
    "class": (ox.NamedNode("urn:example:nothing"), ox.Literal("a text")),
    "minLength": (ox.Literal(""),),
    "pattern": (ox.Literal("?!"),),
    "minExclusive": (ox.Literal("-1", datatype=ox.NamedNode(f"{_XSD}decimal")),),
    "maxCount": (ox.Literal("one"), ox.Literal("two")),
}


def damaged(nquads: str, document: str) -> str:
    """A document in N-Triples in which of each property shape one focus node lacks values, another has wrong ones."""
    graph = document_graph(nquads, document)
    index = Index(graph)
    remove: set[ox.Quad] = set()
    add: set[ox.Quad] = set()
    core = [rule for rule in rules() if not rule.constraint and index.instances(rule.target)]
    for at, rule in enumerate(core):
        nodes = sorted(index.instances(rule.target), key=str)
        if len(nodes) == 1:
            nodes.append(_twin(graph, nodes[0]))
        poor, rich = nodes[at % len(nodes)], nodes[(at + 1) % len(nodes)]
        remove.update(_values(graph, rule, poor))
        add.update(_wrong(rule, rich))
    for quad in remove:
        graph.remove(quad)
    graph.extend(add)
    return triples(graph)


def _twin(graph: ox.Store, node: Node) -> Node:
    """A second node of which the same is said, where a class has but one."""
    twin = ox.NamedNode(f"{node.value}/twin")
    graph.extend([ox.Quad(twin, each.predicate, each.object) for each in graph.quads_for_pattern(node, None, None)])
    return twin


def triples(graph: ox.Store) -> str:
    """A graph as N-Triples, as every engine is given it."""
    return (graph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"").decode()


def _values(graph: ox.Store, rule: Rule, node: Node) -> Iterator[ox.Quad]:
    path = ox.NamedNode(rule.path)
    yield from graph.quads_for_pattern(*((None, path, node) if rule.inverse else (node, path, None)), None)


def _wrong(rule: Rule, node: Node) -> Iterator[ox.Quad]:
    path = ox.NamedNode(rule.path)
    for component, _ in rule.components:
        for value in _WRONG.get(component, ()):
            if not rule.inverse:
                yield ox.Quad(node, path, value)
            elif isinstance(value, ox.NamedNode):
                yield ox.Quad(value, path, node)
