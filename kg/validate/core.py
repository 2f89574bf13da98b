"""SHACL Core: property shapes over one graph. A component that is not built here raises; none is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import Defect
from kg.validate.rules import RDF_TYPE, SH, Rule

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NODE_KINDS = {
    "IRI": (ox.NamedNode,),
    "BlankNode": (ox.BlankNode,),
    "Literal": (ox.Literal,),
    "BlankNodeOrIRI": (ox.BlankNode, ox.NamedNode),
    "IRIOrLiteral": (ox.NamedNode, ox.Literal),
    "BlankNodeOrLiteral": (ox.BlankNode, ox.Literal),
}
_LEXICAL = {
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "integer": re.compile(r"[+-]?\d+"),
    "gYear": re.compile(r"-?\d{4,}(Z|[+-]\d\d:\d\d)?"),
    "boolean": re.compile(r"true|false|1|0"),
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?"),
    "string": re.compile(r".*", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class CoreResult:
    """A focus node that breaks a component; `value` is the offending value, None where a count is wrong."""

    rule: Rule
    component: str
    focus: Node
    value: Term | None


def core_results(store: ox.Store, rules: Sequence[Rule]) -> tuple[list[CoreResult], dict[str, int]]:
    """What breaks the property shapes in the default graph, and how many focus nodes each rule looked at."""
    results: list[CoreResult] = []
    looked: dict[str, int] = {}
    nodes: dict[str, list[Node]] = {}
    for rule in rules:
        focus = nodes.setdefault(rule.target, []) or nodes[rule.target]
        if not focus:
            focus.extend(_instances(store, rule.target))
        looked[rule.code] = len(focus)
        for node in focus:
            results += _checked(store, rule, node)
    return results, looked


def _instances(store: ox.Store, target: str) -> Iterator[Node]:
    for quad in store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(target), ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
            yield quad.subject


def _checked(store: ox.Store, rule: Rule, node: Node) -> Iterator[CoreResult]:
    values = _values(store, rule, node)
    for component, wanted in rule.components:
        if component == "minCount":
            if len(values) < int(wanted):
                yield CoreResult(rule, "MinCountConstraintComponent", node, None)
        elif component == "maxCount":
            if len(values) > int(wanted):
                yield CoreResult(rule, "MaxCountConstraintComponent", node, None)
        else:
            name = f"{component[0].upper()}{component[1:]}ConstraintComponent"
            holds = _test(component)
            yield from (CoreResult(rule, name, node, value) for value in values if not holds(store, value, wanted))


def _values(store: ox.Store, rule: Rule, node: Node) -> list[Term]:
    predicate, graph = ox.NamedNode(rule.path), ox.DefaultGraph()
    if rule.inverse:
        return [_term(quad.subject) for quad in store.quads_for_pattern(None, predicate, node, graph)]
    return [_term(quad.object) for quad in store.quads_for_pattern(node, predicate, None, graph)]


def _term(value: object) -> Term:
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
        return value
    raise Defect("a graph to validate holds a quoted triple")


def _test(component: str) -> Callable[[ox.Store, Term, str], bool]:
    if component not in _TESTS:
        raise Defect(f"the shapes use sh:{component}, which the engine does not know")
    return _TESTS[component]


def _datatype(_: ox.Store, value: Term, wanted: str) -> bool:
    if not isinstance(value, ox.Literal) or value.datatype.value != wanted:
        return False
    form = _LEXICAL.get(wanted.removeprefix(_XSD))
    if form is None:
        raise Defect(f"the shapes use the datatype {wanted}, which the engine does not know")
    return form.fullmatch(value.value) is not None


def _node_kind(_: ox.Store, value: Term, wanted: str) -> bool:
    return isinstance(value, _NODE_KINDS[wanted.removeprefix(SH)])


def _class(store: ox.Store, value: Term, wanted: str) -> bool:
    if isinstance(value, ox.Literal):
        return False
    return ox.Quad(value, RDF_TYPE, ox.NamedNode(wanted), ox.DefaultGraph()) in store


def _min_length(_: ox.Store, value: Term, wanted: str) -> bool:
    return not isinstance(value, ox.BlankNode) and len(value.value) >= int(wanted)


def _pattern(_: ox.Store, value: Term, wanted: str) -> bool:
    return not isinstance(value, ox.BlankNode) and re.search(wanted, value.value) is not None


def _min_exclusive(_: ox.Store, value: Term, wanted: str) -> bool:
    if not isinstance(value, ox.Literal):
        return False
    try:
        return Decimal(value.value) > Decimal(wanted)
    except InvalidOperation:
        return False


_TESTS: dict[str, Callable[[ox.Store, Term, str], bool]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "class": _class,
    "minLength": _min_length,
    "pattern": _pattern,
    "minExclusive": _min_exclusive,
}
