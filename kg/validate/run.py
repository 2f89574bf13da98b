"""Validates documents: every rule of the shapes over the graph of one document, as findings and counts."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from kg.graph.iris import ONTOLOGY
from kg.validate.core import CoreCheck, CoreResult, core_checks, core_results
from kg.validate.findings import SEVERITIES, DocumentReport, Finding, Place, Quote, Tally
from kg.validate.index import Index, Term
from kg.validate.load import document_graph, stored_graph
from kg.validate.places import Places
from kg.validate.quotes import quote
from kg.validate.rules import Rule, rules
from kg.validate.sparql import Question, SparqlResult, questions, sparql_results

_HOLE = re.compile(r"\{[?$](?P<name>\w+)\}")
_NUMBERS = frozenset({"decimal", "integer"})
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t\u3000]*")
_QUIET = frozenset({"this", "value", "compared"})


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rules made ready to run over any number of documents."""

    rules: tuple[Rule, ...]
    checks: tuple[CoreCheck, ...]
    questions: tuple[Question, ...]


@cache
def _whole_plan() -> _Plan:
    return _plan(rules())


def _plan(chosen: Sequence[Rule]) -> _Plan:
    return _Plan(
        rules=tuple(chosen),
        checks=core_checks([rule for rule in chosen if not rule.constraint]),
        questions=questions([rule for rule in chosen if rule.constraint]),
    )


def validate_nquads(nquads: str, document: str, chosen: Sequence[Rule] | None = None) -> DocumentReport:
    """Validates one converted document: its N-Quads with the concepts it uses, and its IRI."""
    return validate_graph(document_graph(nquads, document), document, chosen)


def validate_store(store: ox.Store, documents: Sequence[str], chosen: Sequence[Rule] | None = None) -> Iterator[
    DocumentReport
]:  # fmt: skip
    """Validates documents of a store that holds the code lists, each by itself, in the order given."""
    for document in documents:
        yield validate_graph(stored_graph(store, document), document, chosen)


def validate_graph(graph: ox.Store, document: str, chosen: Sequence[Rule] | None = None) -> DocumentReport:
    """Validates the default graph of a store that holds one document."""
    with _collector_resting():
        return _validated(graph, document, _whole_plan() if chosen is None else _plan(chosen))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Nothing in one validation refers to itself, and looking for such garbage all the time is a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _validated(graph: ox.Store, document: str, plan: _Plan) -> DocumentReport:
    index = Index(graph)
    core: list[CoreResult] = []
    looked: dict[str, int] = {}

    def check_core() -> None:
        found, counts = core_results(index, plan.checks)
        core.extend(found)
        looked.update(counts)

    sparql, looked_sparql = sparql_results(index, plan.questions, meanwhile=check_core)
    looked.update(looked_sparql)
    places = Places(index)
    found = [_of_core(each, document, places) for each in core]
    found += [_of_sparql(each, document, places) for each in sparql]
    failed = Counter(finding.rule.code for finding in found)
    told = _header(graph, document)
    return DocumentReport(
        document=document,
        findings=tuple(sorted(found, key=_order)),
        tallies=tuple(Tally(rule, looked[rule.code], failed[rule.code]) for rule in plan.rules),
        title=told["title"],
        file_name=told["file_name"],
        department=told["department"],
        fiscal_year=told["fiscal_year"],
        template=told["template"],
    )


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return SEVERITIES.index(finding.severity), finding.rule.code, str(finding.focus), str(finding.value)


def _of_core(result: CoreResult, document: str, places: Places) -> Finding:
    rule, focus = result.rule, result.focus.value
    place = places.place(focus) if isinstance(result.focus, ox.NamedNode) else None
    figures = {"value": result.value.value} if result.value is not None else {}
    return Finding(
        rule, document, result.focus, result.value, dict(rule.messages), figures,
        component=result.component, compared=(focus,), places=(place,) if place else (),
    )  # fmt: skip


def _of_sparql(result: SparqlResult, document: str, places: Places) -> Finding:
    values = {name: term.value for name, term in result.bindings}
    compared = tuple(dict.fromkeys(each for each in sorted(values.get("compared", "").split()) if each))
    nodes = [result.value.value] if isinstance(result.value, ox.NamedNode) else []
    nodes += [each for each in compared if each not in nodes]
    found = [place for place in map(places.place, nodes) if place is not None]
    words = {**{name: _shown(term) for name, term in result.bindings}, **_readable(values, found)}
    return Finding(
        rule=result.rule,
        document=document,
        focus=result.focus,
        value=result.value,
        messages={language: _filled(text, words) for language, text in result.rule.messages.items()},
        figures={name: value for name, value in sorted(values.items()) if name not in _QUIET},
        compared=tuple(nodes),
        places=tuple(found),
        excerpts=places.excerpts(nodes),
        quotes=_quotes(values, found, places.quotes(nodes)),
    )


def _quotes(values: Mapping[str, str], found: Sequence[Place], quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The sentences of what was compared, and the words that the rule itself gives where they are none of these."""
    words = values.get("words", "")
    if not words or any(each.text == words for each in quotes):
        return quotes
    printed = values.get("printed") or (found[0].printed if found else "")
    place = found[0] if found else None
    return (quote(words, [(printed, None)], place.page if place else None, place.line if place else None), *quotes)


def _readable(values: Mapping[str, str], places: Sequence[Place]) -> dict[str, str]:
    """The printed name of the row and the usual heading of the column that a result speaks of, for its message."""
    words = {}
    for place in places[:1]:
        if place.label and values.get("row") == place.row:
            words["row"] = place.label
        if place.heading and values.get("column") == place.column:
            words["column"] = place.heading
    return words


def _shown(value: Term) -> str:
    """A value as a message shows it: numbers with separators of thousands, texts without their line breaks."""
    if not isinstance(value, ox.Literal):
        return value.value
    if value.datatype.value.rsplit("#", 1)[-1] in _NUMBERS and _PLAIN.fullmatch(value.value):
        return f"{Decimal(value.value):,f}"
    return _BREAK.sub("", value.value)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A message with the values of a result in its holes; what is not bound stays as it is."""
    return _HOLE.sub(lambda hole: values.get(hole["name"], hole.group()), text)


def _header(graph: ox.Store, document: str) -> dict[str, str]:
    """What the document says of itself; empty where it says nothing."""
    subject = ox.NamedNode(document)
    dct = "http://purl.org/dc/terms/"
    department = _value(graph, subject, f"{ONTOLOGY}disclosedBy")
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    return {
        "title": _text(_value(graph, subject, f"{dct}title")),
        "file_name": _text(_value(graph, subject, f"{ONTOLOGY}fileName")),
        "department": _text(_value(graph, department, label)) if isinstance(department, ox.NamedNode) else "",
        "fiscal_year": _text(_value(graph, subject, f"{ONTOLOGY}fiscalYear")),
        "template": _text(_value(graph, subject, f"{ONTOLOGY}template")).rsplit("/", 1)[-1],
    }


def _value(graph: ox.Store, subject: ox.NamedNode, predicate: str) -> Term | None:
    for quad in graph.quads_for_pattern(subject, ox.NamedNode(predicate), None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode | ox.BlankNode | ox.Literal):
            return quad.object
    return None


def _text(value: Term | None) -> str:
    return "" if value is None else value.value
