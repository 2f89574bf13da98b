"""Runs SPARQL over a store: the project's prefixes are known, federated calls are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.graph.iris import CODE, DATA
from kg.graph.names import PREFIXES
from kg.query.once import asked
from kg.query.tokens import spoken
from kg.store.embedded import EmbeddedStore

_ALL_PREFIXES = {**PREFIXES, "code": CODE, "data": DATA, "xsd": "http://www.w3.org/2001/XMLSchema#"}
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
Row = tuple[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: named columns and rows of terms; `truth` for ASK."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truth: bool | None = None
    complete: bool = True
    """False where more rows than the limit would have followed"""
    repeats: bool = False
    """True where a statement that several documents make may have been counted several times"""


def ask(store: EmbeddedStore, query: str, limit: int | None = None, federated: bool = False) -> Answer:
    """Runs a SELECT, ASK, CONSTRUCT or DESCRIBE query over all graphs, where it chooses none with GRAPH or FROM.

    Raises BadArgument where the query cannot be parsed or calls a SERVICE without leave.
    """
    if not federated and _calls_a_server(query):
        raise BadArgument("query", "it calls another server (SERVICE)", "allow it with --federated, or leave it out")
    try:
        of = asked(store, query, _ALL_PREFIXES)
        result = of.store.query(query, prefixes=_ALL_PREFIXES, use_default_graph_as_union=of.union)
        return replace(_answer(result, limit), repeats=of.repeats)
    except (SyntaxError, ValueError) as error:
        raise BadArgument("query", f"SPARQL cannot be read: {error}", "correct the query") from error


def known_prefixes() -> dict[str, str]:
    """The prefixes that a query need not declare."""
    return dict(_ALL_PREFIXES)


def ask_by_document(
    store: EmbeddedStore, query: str, limit: int | None = None, documents: Sequence[ox.NamedNode] | None = None
) -> Answer:
    """Runs a query of the library: it reads documents inside GRAPH only, and outside it nothing that two may tell.

    With `documents`, these alone and the code lists are read.
    """
    if documents is None:
        return _answer(store.store.query(query, use_default_graph_as_union=True), limit)
    read: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph(), *documents]
    return _answer(store.store.query(query, default_graph=read, named_graphs=list(documents)), limit)


def _calls_a_server(query: str) -> bool:
    """Whether the keyword stands anywhere outside comments, strings, IRIs and names, even glued to what is before."""
    return bool(_SERVICE.search(spoken(query)))


def _answer(result: object, limit: int | None) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer((), (), bool(result))
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        rows, complete = _limited((tuple(solution) for solution in result), limit)
        return Answer(columns, rows, None, complete)
    if isinstance(result, ox.QueryTriples):
        triples = ((each.subject, each.predicate, each.object) for each in result)
        rows, complete = _limited(triples, limit)
        return Answer(("subject", "predicate", "object"), rows, None, complete)
    raise BadArgument("query", "it is no question", "use SELECT, ASK, CONSTRUCT or DESCRIBE")


def _limited(rows: Iterator[Row], limit: int | None) -> tuple[tuple[Row, ...], bool]:
    kept: list[Row] = []
    for row in rows:
        if limit is not None and len(kept) == limit:
            return tuple(kept), False
        kept.append(row)
    return tuple(kept), True
