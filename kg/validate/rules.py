"""The rules of `shapes/*.ttl` as records: what each says, whom it looks at, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.datafolders import data_folder
from kg.errors import Defect
from kg.validate.index import RDF_TYPE, Term, term

SH = "http://www.w3.org/ns/shacl#"
DCT = "http://purl.org/dc/terms/"

SHAPES = "https://w3id.org/budget-kg/shapes#"
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_RDFS_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#Class")
_SAYS = frozenset({"severity", "name", "description", "order", "group"})
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_ABOUT = _SAYS | {"path", "message", "property", "sparql", *_TARGETS}
_CONSTRAINT = frozenset({"select", "message", "prefixes"})
_ASIDE = frozenset({"declare", "prefix", "namespace", "inversePath"})
"""what stands on other nodes than shapes and constraints"""

Words = Mapping[str, str]
"""A text by language: zh, en."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable code, its shape's IRI, its family, and what it says of itself in both languages."""

    code: str
    shape: str
    family: str
    severity: str
    target: str
    name: Words
    description: Words
    not_applicable: Words
    messages: Words
    path: str = ""
    """SHACL Core: the property; empty where the focus node itself is looked at"""
    inverse: bool = False
    targets: tuple[tuple[str, Term], ...] = ()
    """SHACL Core: what else than instances of the class `target` the rule looks at, by the kind of target"""
    components: tuple[tuple[str, str], ...] = ()
    """SHACL Core: each constraint component with its value, as printed in the shape"""
    constraint: str = ""
    """SHACL-SPARQL: the IRI of the constraint"""
    select: str = ""
    applies: str = ""
    """a query whose rows are what the rule has to look at; without it, the groups or the focus nodes are"""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the published shapes, by code."""
    return rules_of(shape_files())


def shape_files() -> tuple[Path, ...]:
    """The files of shapes; each holds one family of rules."""
    return tuple(sorted(data_folder("shapes").glob("*.ttl")))


def rules_of(files: tuple[Path, ...]) -> tuple[Rule, ...]:
    """The rules of some files of shapes, by code."""
    store = ox.Store()
    for file in files:
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    shapes = _Shapes(store)
    return tuple(sorted(shapes.rules(), key=lambda rule: rule.code))


@cache
def families() -> Mapping[str, Words]:
    """The label of each family of rules."""
    store = ox.Store()
    for file in shape_files():
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    shapes = _Shapes(store)
    found = store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(f"{SHAPES}Family"), None)
    return {_local(quad.subject): shapes.words(quad.subject, _LABEL) for quad in found}


class _Shapes:
    """Reads a graph of shapes."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def rules(self) -> Iterator[Rule]:
        """Each SHACL-SPARQL constraint, and each shape that holds components of SHACL Core."""
        read: set[object] = set()
        for shape in self._targeted():
            targets = self._targets(shape)
            if self.one(shape, "path") is not None:
                if self.all(shape, "property") or self.all(shape, "sparql"):
                    raise Defect(f"the shapes use sh:property or sh:sparql on the property shape {shape}")
                yield self._core(shape, targets)
            else:
                yield from self._node_shape(shape, targets, read)
            read.add(shape)
        self._nothing_else(read)

    def _targeted(self) -> list[ox.NamedNode | ox.BlankNode]:
        """Every shape with a target, and every node shape, which must have one."""
        node_shape = ox.NamedNode(f"{SH}NodeShape")
        found = {quad.subject for quad in self._store.quads_for_pattern(None, RDF_TYPE, node_shape)}
        for name in _TARGETS:
            found |= {quad.subject for quad in self._store.quads_for_pattern(None, ox.NamedNode(f"{SH}{name}"), None)}
        return sorted((each for each in found if isinstance(each, ox.NamedNode | ox.BlankNode)), key=str)

    def _targets(self, shape: ox.NamedNode | ox.BlankNode) -> tuple[tuple[str, Term], ...]:
        found = [
            (name, term(quad.object))
            for name in _TARGETS
            for quad in self._store.quads_for_pattern(shape, ox.NamedNode(f"{SH}{name}"), None)
        ]
        if ox.Quad(shape, RDF_TYPE, _RDFS_CLASS) in self._store and isinstance(shape, ox.NamedNode):
            found.append(("targetClass", shape))
        if not found:
            raise Defect(f"the shape {shape} has no target, and the engine follows no other way to a shape")
        return tuple(found)

    def _node_shape(
        self, shape: ox.NamedNode | ox.BlankNode, targets: tuple[tuple[str, Term], ...], read: set[object]
    ) -> Iterator[Rule]:
        constraints = self.all(shape, "sparql")
        own = self._core(shape, targets)
        if own.components:
            yield own
        for each in self.all(shape, "property"):
            read.add(each)
            if self.all(each, "property") or self.all(each, "sparql"):
                raise Defect(f"the shapes use sh:property or sh:sparql on the property shape {each}")
            yield self._core(each, targets)
        for each in constraints:
            read.add(each)
            if len(targets) > 1 or targets[0][0] != "targetClass" or len(constraints) > 1:
                raise Defect(f"the shape {shape} has a constraint but not one target class, or several constraints")
            self._only(each, _CONSTRAINT)
            yield self._sparql(shape, each, _text(targets[0][1]))

    def _only(self, node: ox.NamedNode | ox.BlankNode, known: frozenset[str]) -> None:
        """Raises where SHACL says something of a node that the engine would pass over."""
        for quad in self._store.quads_for_pattern(node, None, None, None):
            name = quad.predicate.value.removeprefix(SH)
            if quad.predicate.value.startswith(SH) and name not in known:
                raise Defect(f"the shapes use sh:{name} on {node}, which the engine does not know")

    def _nothing_else(self, read: set[object]) -> None:
        """Raises where SHACL says something of a node that is no shape or constraint read here."""
        for quad in self._store:
            name = quad.predicate.value.removeprefix(SH)
            if quad.predicate.value.startswith(SH) and quad.subject not in read and name not in _ASIDE:
                raise Defect(f"the shapes use sh:{name} on {quad.subject}, which no shape of a target class leads to")

    def _core(self, shape: ox.NamedNode | ox.BlankNode, targets: tuple[tuple[str, Term], ...]) -> Rule:
        path, inverse = self._path(shape) if self.one(shape, "path") is not None else ("", False)
        kind, first = targets[0]
        target, more = (_text(first), targets[1:]) if kind == "targetClass" else ("", targets)
        components = tuple(
            sorted(
                (quad.predicate.value.removeprefix(SH), _simple(quad))
                for quad in self._store.quads_for_pattern(shape, None, None, None)
                if quad.predicate.value.startswith(SH) and quad.predicate.value.removeprefix(SH) not in _ABOUT
            )
        )
        return self._rule(shape, target, shape, path=path, inverse=inverse, components=components, targets=more)

    def _path(self, shape: ox.NamedNode | ox.BlankNode) -> tuple[str, bool]:
        path = self.one(shape, "path")
        if isinstance(path, ox.NamedNode):
            return path.value, False
        below = self.one(path, "inversePath") if isinstance(path, ox.BlankNode) else None
        said = len(list(self._store.quads_for_pattern(path, None, None))) if isinstance(path, ox.BlankNode) else 0
        if not isinstance(below, ox.NamedNode) or said > 1:
            raise Defect(f"the path of {shape} is neither a property nor the inverse of one")
        return below.value, True

    def _sparql(self, shape: ox.NamedNode | ox.BlankNode, node: ox.NamedNode | ox.BlankNode, target: str) -> Rule:
        select = self._prefixes(node) + _text(self.one(node, "select"))
        applies = self._value(shape, ox.NamedNode(f"{SHAPES}applies"))
        return self._rule(
            shape, target, node, constraint=node.value, select=select,
            applies=self._prefixes(node) + _text(applies) if applies is not None else "",
        )  # fmt: skip

    def _rule(self, shape: ox.NamedNode | ox.BlankNode, target: str, told: object, **more: object) -> Rule:
        severity = self.one(shape, "severity")
        assert isinstance(told, ox.NamedNode | ox.BlankNode)
        return Rule(
            code=_text(self._value(shape, ox.NamedNode(f"{DCT}identifier"))),
            shape=shape.value,
            family=_local(self._value(shape, ox.NamedNode(f"{DCT}isPartOf"))),
            severity=_severity(severity),
            target=target,
            name=self.words(shape, ox.NamedNode(f"{SH}name")),
            description=self.words(shape, ox.NamedNode(f"{SH}description")),
            not_applicable=self.words(shape, ox.NamedNode(f"{SHAPES}notApplicable")),
            messages=self.words(told, ox.NamedNode(f"{SH}message")),
            **more,  # type: ignore[arg-type]
        )

    def _prefixes(self, node: ox.NamedNode | ox.BlankNode) -> str:
        """The prefix declarations that `sh:prefixes` of a constraint leads to."""
        lines = []
        for owner in self.all(node, "prefixes"):
            for each in self.all(owner, "declare"):
                lines.append(f"PREFIX {_text(self.one(each, 'prefix'))}: <{_text(self.one(each, 'namespace'))}>\n")
        return "".join(sorted(lines))

    def words(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode) -> Words:
        """The texts of a property by language."""
        found = {}
        for quad in self._store.quads_for_pattern(subject, predicate, None, None):
            if isinstance(quad.object, ox.Literal):
                found[quad.object.language or ""] = quad.object.value
        return dict(sorted(found.items()))

    def all(self, subject: ox.NamedNode | ox.BlankNode, name: str) -> list[ox.NamedNode | ox.BlankNode]:
        """The resources that a SHACL property of a shape names."""
        found = self._store.quads_for_pattern(subject, ox.NamedNode(f"{SH}{name}"), None, None)
        return [quad.object for quad in found if isinstance(quad.object, ox.NamedNode | ox.BlankNode)]

    def one(self, subject: ox.NamedNode | ox.BlankNode, name: str) -> object:
        """The value of a SHACL property of a shape, None without one."""
        return self._value(subject, ox.NamedNode(f"{SH}{name}"))

    def _value(self, subject: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode) -> object:
        found = next(iter(self._store.quads_for_pattern(subject, predicate, None, None)), None)
        return None if found is None else found.object


def _text(value: object) -> str:
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value.value
    raise Defect("a shape lacks a value that every rule must have")


def _simple(quad: ox.Quad) -> str:
    """The value of a component that is no list and no shape of its own."""
    if isinstance(quad.object, ox.NamedNode | ox.Literal):
        return quad.object.value
    name = quad.predicate.value.removeprefix(SH)
    raise Defect(f"the shapes use sh:{name} with a list or a shape, which the engine does not know")


def _severity(value: object) -> str:
    name = _text(value).removeprefix(SH).lower()
    if name not in ("violation", "warning", "info"):
        raise Defect(f"the shapes use the severity {name}, which the engine does not know")
    return name


def _local(value: object) -> str:
    return _text(value).removeprefix(SHAPES)
