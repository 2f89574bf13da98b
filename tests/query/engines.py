"""Answers of both engines in one comparable form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

import pyoxigraph as ox
from rdflib import Dataset

from kg.graph.iris import CODE
from kg.query.answers import Rows, answer
from kg.query.header import Column
from kg.query.library import Question
from kg.store.embedded import EmbeddedStore
from tests.query.corpus import corpus_nquads, corpus_store

Row = tuple[object, ...]
_IN_SCHEME = ox.NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")


@cache
def oxigraph() -> EmbeddedStore:
    """The corpus in Oxigraph; tests only read it."""
    return corpus_store()


@cache
def rdflib() -> Dataset:
    """The corpus in rdflib, with all that the default graph says of the concepts in use; tests only read it."""
    dataset = Dataset(default_union=True)
    dataset.parse(data="".join(corpus_nquads().values()) + _concepts_used(), format="nquads")
    return dataset


def _concepts_used() -> str:
    """The statements of the code lists on each concept that the corpus uses, on its matches and on its ancestors."""
    store = oxigraph().store
    waiting = {quad.object for quad in store if isinstance(quad.object, ox.NamedNode)}
    for scheme in ("report-table", "rule"):
        told = store.quads_for_pattern(None, _IN_SCHEME, ox.NamedNode(f"{CODE}{scheme}"), ox.DefaultGraph())
        waiting |= {quad.subject for quad in told if isinstance(quad.subject, ox.NamedNode)}
    seen: set[object] = set()
    lines = []
    while waiting:
        concept = waiting.pop()
        if concept in seen or not isinstance(concept, ox.NamedNode) or not concept.value.startswith(CODE):
            continue
        seen.add(concept)
        for quad in store.quads_for_pattern(concept, None, None, ox.DefaultGraph()):
            lines.append(f"{quad.triple} .\n")
            waiting.add(quad.object)  # type: ignore[arg-type]
    return "".join(lines)


def of_oxigraph(question: Question) -> Rows:
    """The answer with every parameter at its default."""
    return answer(oxigraph(), question, {})


def of_rdflib(question: Question) -> list[Row]:
    """The same of rdflib, its terms as comparable values."""
    names = [each.name for each in question.header.columns]
    result = rdflib().query(question.sparql())
    assert [str(each) for each in result.vars or []] == names
    return [tuple(None if row[name] is None else str(row[name]) for name in names) for row in result]


def comparable(rows: Iterable[Sequence[object]], columns: Sequence[Column]) -> Counter[Row]:
    """Rows without their order; numbers by value, sources as sets."""
    return Counter(tuple(map(_value, row, columns)) for row in rows)


def _value(value: object, column: Column) -> object:
    if value is None:
        return None
    if column.type in ("decimal", "integer", "year"):
        return Decimal(str(value))
    if column.type == "sources":
        return frozenset(str(value).split())
    return str(value)


__all__ = ["comparable", "of_oxigraph", "of_rdflib", "oxigraph", "rdflib"]
