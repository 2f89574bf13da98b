"""What documents print differs from the lists: codes that no edition knows, and names other than the official one.

Each is counted over the documents and departments of a store, because a pair of code and name that independent
documents print is evidence that a person can accept into the lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from kg.codes.lists import SCHEMES, code_list, editions
from kg.errors import Defect
from kg.graph.iris import CODE
from kg.text.width import skeleton

_PREFIXES = """
PREFIX bo: <https://w3id.org/budget-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_UNLISTED = """
SELECT DISTINCT ?concept ?name ?document ?department WHERE {
  GRAPH ?document {
    ?concept bo:unlisted true .
    OPTIONAL { ?concept skos:prefLabel|skos:altLabel ?name . FILTER (LANG(?name) = "zh") }
    OPTIONAL { ?document bo:disclosedBy ?department }
  }
}"""
# A fact may have its code from its column: only where the row's own key is the code does the row's label name it.
_PRINTED = """
SELECT DISTINCT ?concept ?name ?official ?document ?department WHERE {
  GRAPH ?document {
    ?fact bo:function|bo:economic ?concept ; bo:rowLabel ?name ; bo:rowKey ?key .
    OPTIONAL { ?document bo:disclosedBy ?department }
  }
  ?concept skos:notation ?notation ; skos:prefLabel ?official .
  FILTER (LANG(?official) = "zh")
  FILTER (?key = ?notation || STRENDS(?key, CONCAT("/", ?notation)))
  FILTER NOT EXISTS { ?concept bo:unlisted true }
}"""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code with a name as printed.

    `official` is the name in the list, empty where the edition of the document does not list the code; `elsewhere`
    says what other editions call it ("2016 采暖补贴").
    """

    scheme: str
    notation: str
    printed: str
    official: str
    documents: tuple[str, ...]
    departments: int
    elsewhere: tuple[str, ...] = ()


def unlisted_codes(store: Store) -> list[PrintedCode]:
    """Every code that its edition does not know, with each name printed for it; the best attested first."""
    return _counted(_rows(store, _UNLISTED))


def differing_names(store: Store) -> list[PrintedCode]:
    """Every listed code that a row prints under another name than the list's (white space and punctuation apart)."""
    rows = (row for row in _rows(store, _PRINTED) if skeleton(row[1]) != skeleton(row[2]))
    return _counted(rows)


_Row = tuple[str, str, str, str, str]


def _rows(store: Store, query: str) -> Iterator[_Row]:
    """Concept, printed name, official name, document and department of each solution; absent ones empty."""
    answer = store.query(_PREFIXES + query, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        raise Defect("the query of printed codes gives no rows")
    known = {variable.value for variable in answer.variables}
    for row in answer:
        cells = [row[name] if name in known else None for name in ("concept", "name", "official", "document")]
        department = row["department"]
        values = [getattr(cell, "value", "") for cell in [*cells, department]]
        yield values[0], values[1], values[2], values[3], values[4]


def _counted(rows: Iterator[_Row]) -> list[PrintedCode]:
    documents: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    departments: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for concept, printed, official, document, department in rows:
        documents[concept, printed, official].add(document)
        departments[concept, printed, official].add(department)
    found = [_code(*_parts(key[0]), key[1], key[2], where, len(departments[key])) for key, where in documents.items()]
    return sorted(
        found, key=lambda code: (-code.departments, -len(code.documents), code.scheme, code.notation, code.printed)
    )


def _code(scheme: str, notation: str, printed: str, official: str, where: set[str], departments: int) -> PrintedCode:
    elsewhere = tuple(_elsewhere(scheme, notation)) if not official else ()
    return PrintedCode(scheme, notation, printed, official, tuple(sorted(where)), departments, elsewhere)


def _elsewhere(scheme: str, notation: str) -> Iterator[str]:
    """The names of the code in the other editions of its classification."""
    name, _, edition = scheme.rpartition("-")
    for other in editions(name) if name in SCHEMES else ():
        code = code_list(name, other).get(notation)
        if other != edition and code is not None:
            yield f"{other} {code.name}"


def _parts(concept: str) -> tuple[str, str]:
    scheme, _, notation = concept.removeprefix(CODE).partition("/")
    return scheme, notation
