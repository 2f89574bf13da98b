"""The statements of one graph by property and by class, each read from the store once for all rules that ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from kg.errors import Defect
from kg.validate.needs import Need, Star

RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_QUOTED = "a graph to validate holds a quoted triple"
_TERMS = (ox.NamedNode, ox.BlankNode, ox.Literal)
Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Index:
    """The default graph of a store; it must not change while it is looked at."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._forward: dict[str, dict[Term, list[Term]]] = {}
        self._backward: dict[str, dict[Term, list[Term]]] = {}
        self._classes: dict[str, list[Node]] = {}
        self._known: dict[str, bool] = {}
        self._held: dict[Star, bool] = {}
        self._led: dict[Need, frozenset[object]] = {}

    def values(self, path: str, inverse: bool = False) -> Mapping[Term, list[Term]]:
        """What a property leads to from each node (or from what, backwards); nodes without a value are absent."""
        known = self._backward if inverse else self._forward
        if path not in known:
            found: dict[Term, list[Term]] = defaultdict(list)
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(path), None, ox.DefaultGraph()):
                # thousands of quads: the test for a quoted triple stands here, where it costs no call
                subject, value = quad.subject, quad.object
                if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
                    raise Defect(_QUOTED)
                if inverse:
                    found[value].append(subject)
                else:
                    found[subject].append(value)
            known[path] = dict(found)
        return known[path]

    def of(self, node: Node, path: str) -> Sequence[Term]:
        """What a property leads to from one node: looked up, unless the property was already read for all nodes."""
        if path in self._forward:
            return self._forward[path].get(node, ())
        found = self.store.quads_for_pattern(node, ox.NamedNode(path), None, ox.DefaultGraph())
        return [term(quad.object) for quad in found]

    def holds(self, star: Star) -> bool:
        """Whether one node may have all that is asked: each by itself, and what leads to an IRI together."""
        if star not in self._held:
            led = [self._leading(path, value) for path, value in star if value]
            alone = all(self._stated(path) for path, value in star if not value)
            self._held[star] = alone and (not led or bool(frozenset.intersection(*led)))
        return self._held[star]

    def _stated(self, path: str) -> bool:
        if path not in self._known:
            found = self.store.quads_for_pattern(None, ox.NamedNode(path), None, ox.DefaultGraph())
            self._known[path] = next(found, None) is not None
        return self._known[path]

    def _leading(self, path: str, value: str) -> frozenset[object]:
        """The nodes that a property leads to an IRI from."""
        if (path, value) not in self._led:
            found = self.store.quads_for_pattern(None, ox.NamedNode(path), ox.NamedNode(value), ox.DefaultGraph())
            self._led[path, value] = frozenset(quad.subject for quad in found)
        return self._led[path, value]

    def instances(self, kind: str) -> Sequence[Node]:
        """The nodes of a class or of a class below it, in the order of the store."""
        below = self.subclasses(kind)
        if not below:
            return self._stated_instances(kind)
        return list(dict.fromkeys(node for each in (kind, *below) for node in self._stated_instances(each)))

    def subclasses(self, kind: str) -> Sequence[str]:
        """The classes that the graph itself states to be below a class, near or far."""
        found: dict[str, None] = {}
        waiting = [kind]
        while waiting:
            for below in self._below.get(waiting.pop(), ()):
                if below not in found and below != kind:
                    found[below] = None
                    waiting.append(below)
        return tuple(found)

    def is_a(self, node: Term, kind: str) -> bool:
        """Whether a node is stated to be of a class."""
        if kind not in self._members:
            self._members[kind] = frozenset(self.instances(kind))
        return node in self._members[kind]

    def _stated_instances(self, kind: str) -> Sequence[Node]:
        if kind not in self._classes:
            found = self.store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(kind), ox.DefaultGraph())
            self._classes[kind] = [quad.subject for quad in found if not isinstance(quad.subject, ox.Triple)]
        return self._classes[kind]

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(None, _SUBCLASS, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found[quad.object.value].append(quad.subject.value)
        return dict(found)

    @cached_property
    def _members(self) -> dict[str, frozenset[Node]]:
        return {}


def term(value: object) -> Term:
    """A term of RDF 1.1; raises on a quoted triple."""
    if isinstance(value, _TERMS):
        return value
    raise Defect(_QUOTED)
