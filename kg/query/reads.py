"""What a query reads outside GRAPH: there, and only there, a statement that several documents make may count twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyparsing import ParseException
from rdflib import RDF, URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.query.tokens import spoken

_GRAPH = re.compile("GRAPH", re.IGNORECASE)
_FROM = re.compile("FROM", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Statements that a query may read: those of a predicate, of a type only those with this object; None is any."""

    predicate: str | None
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Reads:
    """`outside` holds the patterns outside GRAPH, None where they cannot be told; `sources` the graphs of FROM."""

    outside: frozenset[Pattern] | None
    sources: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def says_graph(query: str) -> bool:
    """Whether the keyword GRAPH stands in the query."""
    return bool(_GRAPH.search(spoken(query)))


def says_from(query: str) -> bool:
    """Whether the query chooses its own graphs with FROM."""
    return bool(_FROM.search(spoken(query)))


def reads(query: str, prefixes: Mapping[str, str]) -> Reads:
    """What a query that SPARQL allows reads, by the algebra of rdflib; nothing is known where rdflib cannot read it."""
    try:
        algebra = translateQuery(parseQuery(query), initNs=dict(prefixes)).algebra
    except (ParseException, RecursionError, SyntaxError, ValueError, TypeError, KeyError):
        return Reads(None)
    except Exception as error:  # rdflib raises a bare Exception for a prefix that nobody declared
        if type(error) is not Exception:
            raise
        return Reads(None)
    clauses = algebra.get("datasetClause") or []
    sources = tuple(str(each["default"]) for each in clauses if "default" in each)
    named = tuple(str(each["named"]) for each in clauses if "named" in each)
    anything = (Pattern(None),) if algebra.name == "DescribeQuery" else ()
    return Reads(frozenset((*anything, *_patterns(algebra))), sources, named)


def _patterns(part: object) -> Iterator[Pattern]:
    """The patterns outside GRAPH below a part of the algebra, those of EXISTS and of sub-queries too."""
    if isinstance(part, CompValue):
        if part.name in ("Graph", "GraphGraphPattern"):
            return
        for key, below in part.items():
            if key == "triples":
                yield from _of_triples(below)
            elif key not in ("_vars", "PV", "template"):
                yield from _patterns(below)
    elif isinstance(part, list | tuple | set | frozenset):
        for each in part:
            yield from _patterns(each)


def _of_triples(triples: Sequence[Sequence[object]]) -> Iterator[Pattern]:
    """Of triples one by one, or as rdflib leaves them inside EXISTS: all in one list."""
    for triple in triples:
        for at in range(0, len(triple), 3):
            yield from _of_predicate(triple[at + 1], triple[at + 2])


def _of_predicate(predicate: object, value: object) -> Iterator[Pattern]:
    if predicate == RDF.type and isinstance(value, URIRef):
        yield Pattern(str(RDF.type), str(value))
    elif isinstance(predicate, InvPath):
        yield from _of_predicate(predicate.arg, None)
    elif isinstance(predicate, MulPath):
        yield from _of_predicate(predicate.path, None)
    elif isinstance(predicate, SequencePath | AlternativePath):
        for each in predicate.args:
            yield from _of_predicate(each, None)
    elif isinstance(predicate, URIRef):
        yield Pattern(str(predicate))
    else:
        yield Pattern(None)
