"""SHACL Core: property shapes over one graph. A component that is not built here raises; none is passed over."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import Defect
from kg.validate.index import Index, Term
from kg.validate.rules import SH, Rule

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NODE_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "IRI": ox.NamedNode,
    "BlankNode": ox.BlankNode,
    "Literal": ox.Literal,
    "BlankNodeOrIRI": (ox.BlankNode, ox.NamedNode),
    "IRIOrLiteral": (ox.NamedNode, ox.Literal),
    "BlankNodeOrLiteral": (ox.BlankNode, ox.Literal),
}
_LEXICAL = {
    f"{_XSD}decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    f"{_XSD}integer": re.compile(r"[+-]?\d+"),
    f"{_XSD}gYear": re.compile(r"-?\d{4,}(Z|[+-]\d\d:\d\d)?"),
    f"{_XSD}boolean": re.compile(r"true|false|1|0"),
    f"{_XSD}date": re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?"),
    f"{_XSD}string": re.compile(r".*", re.DOTALL),
    f"{_RDF}langString": re.compile(r".*", re.DOTALL),
}
_NUMBERS = frozenset(
    f"{_XSD}{name}" for name in ("decimal", "integer", "int", "long", "nonNegativeInteger", "double", "float")
)
_ORDERS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "minExclusive": operator.gt,
    "minInclusive": operator.ge,
    "maxExclusive": operator.lt,
    "maxInclusive": operator.le,
}

Holds = Callable[[Index, Term], bool]
"""Whether a value keeps a component."""


@dataclass(frozen=True, slots=True)
class CoreResult:
    """A focus node that breaks a component; `value` is the offending value, None where a count is wrong."""

    rule: Rule
    component: str
    focus: Term
    value: Term | None


@dataclass(frozen=True, slots=True)
class CoreCheck:
    """A property shape made ready: how many values there may be, and what each of them must keep."""

    rule: Rule
    least: int
    most: float
    tests: tuple[tuple[str, Holds], ...]


def core_checks(rules: Sequence[Rule]) -> tuple[CoreCheck, ...]:
    """The property shapes made ready to run. Raises Defect on a component the engine does not know."""
    return tuple(_check(rule) for rule in rules)


def core_results(index: Index, checks: Sequence[CoreCheck]) -> tuple[list[CoreResult], dict[str, int]]:
    """What breaks the property shapes, and how many focus nodes each rule looked at."""
    results: list[CoreResult] = []
    looked: dict[str, int] = {}
    for check in checks:
        focus = _focus(index, check.rule)
        looked[check.rule.code] = len(focus)
        results += _broken(index, check, focus)
    return results, looked


def _focus(index: Index, rule: Rule) -> Sequence[Term]:
    """The focus nodes of a rule: the instances of its class, and what its other targets name."""
    if not rule.targets:
        return index.instances(rule.target)
    found: dict[Term, None] = dict.fromkeys(index.instances(rule.target) if rule.target else ())
    for kind, value in rule.targets:
        match kind:
            case "targetNode":
                found[value] = None
            case "targetClass":
                found.update(dict.fromkeys(index.instances(value.value)))
            case "targetSubjectsOf":
                found.update(dict.fromkeys(index.values(value.value)))
            case _:
                found.update(dict.fromkeys(index.values(value.value, inverse=True)))
    return tuple(found)


def _broken(index: Index, check: CoreCheck, focus: Sequence[Term]) -> Iterator[CoreResult]:
    path = check.rule.path
    known = index.values(path, check.rule.inverse) if focus and path else {}
    for node in focus:
        values = known.get(node, ()) if path else (node,)
        if len(values) < check.least:
            yield CoreResult(check.rule, "MinCountConstraintComponent", node, None)
        if len(values) > check.most:
            yield CoreResult(check.rule, "MaxCountConstraintComponent", node, None)
        for component, holds in check.tests:
            for value in values:
                if not holds(index, value):
                    yield CoreResult(check.rule, component, node, value)


def _check(rule: Rule) -> CoreCheck:
    told = dict(rule.components)
    if len(told) < len(rule.components):
        raise Defect(f"the shape {rule.code} states a component twice")
    if not rule.path and {"minCount", "maxCount"} & told.keys():
        raise Defect(f"the shape {rule.code} counts values, but has no path")
    least, most = int(told.pop("minCount", "0")), float(told.pop("maxCount", "inf"))
    flags = told.pop("flags", "")
    tests = tuple((_component(name), _test(name, wanted, flags)) for name, wanted in sorted(told.items()))
    return CoreCheck(rule, least, most, tests)


def _component(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}ConstraintComponent"


def _test(component: str, wanted: str, flags: str) -> Holds:
    if component == "pattern":
        return _pattern(wanted, flags)
    if component in _ORDERS:
        return _ordered(_ORDERS[component], wanted)
    if component not in _TESTS:
        raise Defect(f"the shapes use sh:{component}, which the engine does not know")
    return _TESTS[component](wanted)


def _datatype(wanted: str) -> Holds:
    form = _LEXICAL.get(wanted)
    if form is None:
        raise Defect(f"the shapes use the datatype {wanted}, which the engine does not know")
    datatype = ox.NamedNode(wanted)

    def holds(_: Index, value: Term) -> bool:
        return isinstance(value, ox.Literal) and value.datatype == datatype and form.fullmatch(value.value) is not None

    return holds


def _node_kind(wanted: str) -> Holds:
    kinds = _NODE_KINDS[wanted.removeprefix(SH)]
    return lambda _, value: isinstance(value, kinds)


def _class(wanted: str) -> Holds:
    return lambda index, value: index.is_a(value, wanted)


def _min_length(wanted: str) -> Holds:
    least = int(wanted)
    return lambda _, value: not isinstance(value, ox.BlankNode) and len(value.value) >= least


def _max_length(wanted: str) -> Holds:
    most = int(wanted)
    return lambda _, value: not isinstance(value, ox.BlankNode) and len(value.value) <= most


def _pattern(wanted: str, flags: str) -> Holds:
    if flags.strip("i"):
        raise Defect(f"the shapes use sh:flags {flags!r}, which the engine does not know")
    if "-[" in wanted:
        raise Defect("the shapes subtract sets of characters in sh:pattern, which the engine does not know")
    # a final dollar of Python also stands before a last line break, that of XPath does not
    ended = re.sub(r"(?<!\\)\$\Z", r"\\Z", wanted)
    try:
        form = re.compile(ended, re.IGNORECASE if flags else 0)
    except re.error as error:
        raise Defect(f"the shapes use sh:pattern {wanted!r}, which the engine does not know") from error
    return lambda _, value: not isinstance(value, ox.BlankNode) and form.search(value.value) is not None


def _ordered(keeps: Callable[[Decimal, Decimal], bool], wanted: str) -> Holds:
    try:
        bound = Decimal(wanted)
    except InvalidOperation as error:
        raise Defect(f"the shapes compare with {wanted!r}, which is no number") from error

    def holds(_: Index, value: Term) -> bool:
        if not isinstance(value, ox.Literal) or value.datatype.value not in _NUMBERS:
            return False
        try:
            return keeps(Decimal(value.value), bound)
        except InvalidOperation:
            return False

    return holds


_TESTS: Mapping[str, Callable[[str], Holds]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "class": _class,
    "minLength": _min_length,
    "maxLength": _max_length,
}
