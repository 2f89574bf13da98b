"""Runs the integrity constraints of RDF Data Cube (IC-1 to IC-21) and two of our own over a whole store.

The texts stand in `shapes/cubes`, those of the recommendation as published. A published text only asks
whether something is wrong; where its header names a focus variable we select that and so say what is wrong.
IC-12 as published compares all pairs of observations; here it is a grouping by dimension values, which gives
the same answer in linear time wherever every observation has its dimensions (IC-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import QueryBoolean, QuerySolutions, Store

from kg.datafolders import data_folder
from kg.errors import Defect

QB = "http://purl.org/linked-data/cube#"

_HEADER = re.compile(r"# (?P<code>[\w-]+): (?P<title>.+)\n# (?P<rule>.+)\n(?:# focus: (?P<focus>\w+)\n)?")
_HIERARCHIES = {
    "IC-20": "?h qb:parentChildProperty ?p . FILTER(isIRI(?p))",
    "IC-21": "?h qb:parentChildProperty ?b . FILTER(isBlank(?b)) ?b owl:inverseOf ?p . FILTER(isIRI(?p))",
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: its code, title and rule, the SPARQL text, and the variable that names the offender."""

    code: str
    title: str
    rule: str
    focus: str
    text: str


@dataclass(frozen=True, slots=True)
class CubeFinding:
    """A constraint that does not hold; `focus` is the IRI at fault, empty where the constraint names none."""

    code: str
    title: str
    focus: str


@cache
def constraints() -> tuple[Constraint, ...]:
    """Every constraint in `shapes/cubes`, our own first, then IC-1 to IC-21."""
    folder = data_folder("shapes") / "cubes"
    return tuple(_constraint(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq")))


def integrity_findings(store: Store) -> list[CubeFinding]:
    """What breaks a constraint anywhere in the store (all graphs taken as one), in a stable order.

    An empty list means that all hold. The store must hold the ontology too (`cubes.ttl` and the code lists).
    """
    found = [finding for constraint in constraints() for finding in _check(store, constraint)]
    return sorted(set(found), key=lambda finding: (finding.code, finding.focus))


def published_answer(store: Store, constraint: Constraint) -> bool:
    """Whether the published text itself says that the constraint is broken; the oracle on small data."""
    return any(_ask(store, text) for text in _instances(store, constraint))


def _check(store: Store, constraint: Constraint) -> Iterator[CubeFinding]:
    if constraint.code == "IC-12":
        offenders: Iterator[str] = _duplicates(store)
    elif constraint.focus:
        offenders = (
            iri for text in _instances(store, constraint) for iri in _offenders(store, constraint, text)
        )
    else:
        offenders = iter([""] if published_answer(store, constraint) else [])
    for focus in offenders:
        yield CubeFinding(constraint.code, constraint.title, focus)


def _constraint(text: str) -> Constraint:
    header = _HEADER.match(text)
    if header is None:
        raise Defect("a constraint of shapes/cubes has no header")
    return Constraint(header["code"], header["title"], header["rule"], header["focus"] or "", text)


def _instances(store: Store, constraint: Constraint) -> list[str]:
    """The text, or one text for each hierarchy property where the recommendation gives a template."""
    where = _HIERARCHIES.get(constraint.code)
    if where is None:
        return [constraint.text]
    query = (
        f"PREFIX qb: <{QB}> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
        f"SELECT DISTINCT ?p WHERE {{ ?h a qb:HierarchicalCodeList . {where} }}"
    )
    return [constraint.text.replace("$p", iri) for iri in _values(store, query, "p")]


def _offenders(store: Store, constraint: Constraint, text: str) -> list[str]:
    return _values(
        store,
        re.sub(r"^ASK\b", f"SELECT DISTINCT ?{constraint.focus} WHERE", text, flags=re.M),
        constraint.focus,
    )


def _duplicates(store: Store) -> Iterator[str]:
    """IC-12 as a grouping, for each structure in use."""
    in_use = f"PREFIX qb: <{QB}> SELECT DISTINCT ?dsd WHERE {{ ?dataset qb:structure ?dsd }}"
    for dsd in _values(store, in_use, "dsd"):
        of_dsd = (
            f"PREFIX qb: <{QB}> SELECT DISTINCT ?dim WHERE {{ "
            f"<{dsd}> qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty }}"
        )
        dimensions = _values(store, of_dsd, "dim")
        if dimensions:
            yield from _values(store, _grouping(dsd, dimensions), "one")


def _grouping(dsd: str, dimensions: list[str]) -> str:
    patterns = " ".join(f"?obs <{iri}> ?v{at} ." for at, iri in enumerate(dimensions))
    keys = " ".join(f"?v{at}" for at in range(len(dimensions)))
    return (
        f"PREFIX qb: <{QB}> SELECT (MIN(STR(?obs)) AS ?one) WHERE {{ "
        f"?dataset qb:structure <{dsd}> . ?obs qb:dataSet ?dataset . {patterns} }} "
        f"GROUP BY ?dataset {keys} HAVING (COUNT(DISTINCT ?obs) > 1)"
    )


def _ask(store: Store, text: str) -> bool:
    answer = store.query(text, use_default_graph_as_union=True)
    if not isinstance(answer, QueryBoolean):
        raise Defect("a constraint is no ASK query")
    return bool(answer)


def _values(store: Store, query: str, variable: str) -> list[str]:
    """The IRIs bound to a variable, sorted; a blank node gives its label."""
    answer = store.query(query, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        raise Defect("a query of the cubes gives no rows")
    found = (row[variable] for row in answer)
    return sorted({term.value for term in found if term is not None})
