"""Runs SPARQL over a store: the project's prefixes are known, federated calls are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.graph.iris import CODE, DATA
from kg.graph.names import PREFIXES
from kg.query.tokens import spoken
from kg.store.embedded import EmbeddedStore

_ALL_PREFIXES = {**PREFIXES, "code": CODE, "data": DATA, "xsd": "http://www.w3.org/2001/XMLSchema#"}
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_AGGREGATE = re.compile(r"(?:SUM|COUNT|AVG|GROUP_CONCAT)\s*\(", re.IGNORECASE)
_NAMES_GRAPHS = re.compile("GRAPH|FROM", re.IGNORECASE)
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_DEPARTMENT = ox.NamedNode(f"{PREFIXES['bo']}Department")


MAX_MERGED = 2_000_000
"""Statements of a store that are merged for a query without GRAPH where graphs repeat each other (some seconds)."""
Row = tuple[ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: named columns and rows of terms; `truth` for ASK."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    truth: bool | None = None
    complete: bool = True
    """False where more rows than the limit would have followed"""


def ask(store: EmbeddedStore, query: str, limit: int | None = None, federated: bool = False) -> Answer:
    """Runs a SELECT, ASK, CONSTRUCT or DESCRIBE query over the union of all graphs.

    Raises BadArgument where the query cannot be parsed or calls a SERVICE without leave.
    """
    if not federated and _calls_a_server(query):
        raise BadArgument("query", "it calls another server (SERVICE)", "allow it with --federated, or leave it out")
    try:
        if _repeats(store, query) and len(store) <= MAX_MERGED:
            return _answer(_merged(store).query(query, prefixes=_ALL_PREFIXES), limit)
        result = store.store.query(query, prefixes=_ALL_PREFIXES, use_default_graph_as_union=True)
        return _answer(result, limit)
    except (SyntaxError, ValueError) as error:
        raise BadArgument("query", f"SPARQL cannot be read: {error}", "correct the query") from error


def may_count_twice(store: EmbeddedStore, query: str) -> bool:
    """Whether a query sums or counts over a union of graphs that repeats statements and is too large to be merged.

    The engine gives a statement once for each graph that holds it (Oxigraph issue 1919), so a sum that is joined with
    the label of a department of several documents would be a multiple of the right one. Inside GRAPH, or over DISTINCT
    facts, it is right; a union of up to MAX_MERGED statements is merged first and is right, too.
    """
    return len(store) > MAX_MERGED and bool(_AGGREGATE.search(spoken(query))) and _repeats(store, query)


def _repeats(store: EmbeddedStore, query: str) -> bool:
    """Whether the query reads the union of graphs while a department is described in several of them."""
    if _NAMES_GRAPHS.search(spoken(query)):
        return False
    seen: set[object] = set()
    for quad in store.store.quads_for_pattern(None, _TYPE, _DEPARTMENT, None):
        if quad.subject in seen:
            return True
        seen.add(quad.subject)
    return False


def _merged(store: EmbeddedStore) -> ox.Store:
    """Every statement of the store once, whatever graphs hold it."""
    merged = ox.Store()
    merged.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
        for quad in store.store.quads_for_pattern(None, None, None, None)
    )
    return merged


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
