"""Runs the integrity constraints of RDF Data Cube (IC-1 to IC-21) and two of our own over a whole store.

The texts stand in `shapes/cubes`, those of the recommendation as published. IC-12 as published compares all
pairs of observations; here it is a grouping by dimension values, which gives the same answer in linear time
wherever every observation has its dimensions (IC-11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Store

from kg.validate.constraints import Constraint, ConstraintFinding, asked, broken, constraints_in, values

QB = "http://purl.org/linked-data/cube#"
FOLDER = "cubes"

_HIERARCHIES = {
    "IC-20": "?h qb:parentChildProperty ?p . FILTER(isIRI(?p))",
    "IC-21": "?h qb:parentChildProperty ?b . FILTER(isBlank(?b)) ?b owl:inverseOf ?p . FILTER(isIRI(?p))",
}


def integrity_findings(store: Store) -> list[ConstraintFinding]:
    """What breaks a constraint anywhere in the store (all graphs taken as one), in a stable order.

    An empty list means that all hold. The store must hold the ontology too (`cubes.ttl` and the code lists).
    """
    found = [finding for constraint in constraints_in(FOLDER) for finding in _check(store, constraint)]
    return sorted(set(found), key=lambda finding: (finding.code, finding.focus))


def published_answer(store: Store, constraint: Constraint) -> bool:
    """Whether the published text itself says that the constraint is broken; the oracle on small data."""
    return any(asked(store, instance.text) for instance in _instances(store, constraint))


def _check(store: Store, constraint: Constraint) -> Iterator[ConstraintFinding]:
    if constraint.code == "IC-12":
        for focus in _duplicates(store):
            yield ConstraintFinding(constraint.code, constraint.title, focus)
        return
    for instance in _instances(store, constraint):
        yield from broken(store, instance)


def _instances(store: Store, constraint: Constraint) -> list[Constraint]:
    """The constraint, or one for each hierarchy property where the recommendation gives a template."""
    where = _HIERARCHIES.get(constraint.code)
    if where is None:
        return [constraint]
    query = (
        f"PREFIX qb: <{QB}> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
        f"SELECT DISTINCT ?p WHERE {{ ?h a qb:HierarchicalCodeList . {where} }}"
    )
    return [replace(constraint, text=constraint.text.replace("$p", iri)) for iri in values(store, query, "p")]


def _duplicates(store: Store) -> Iterator[str]:
    """IC-12 as a grouping, for each structure in use."""
    in_use = f"PREFIX qb: <{QB}> SELECT DISTINCT ?dsd WHERE {{ ?dataset qb:structure ?dsd }}"
    for dsd in values(store, in_use, "dsd"):
        of_dsd = (
            f"PREFIX qb: <{QB}> SELECT DISTINCT ?dim WHERE {{ "
            f"<{dsd}> qb:component/qb:componentProperty ?dim . ?dim a qb:DimensionProperty }}"
        )
        dimensions = values(store, of_dsd, "dim")
        if dimensions:
            yield from values(store, _grouping(dsd, dimensions), "one")


def _grouping(dsd: str, dimensions: list[str]) -> str:
    patterns = " ".join(f"?obs <{iri}> ?v{at} ." for at, iri in enumerate(dimensions))
    keys = " ".join(f"?v{at}" for at in range(len(dimensions)))
    return (
        f"PREFIX qb: <{QB}> SELECT (MIN(STR(?obs)) AS ?one) WHERE {{ "
        f"?dataset qb:structure <{dsd}> . ?obs qb:dataSet ?dataset . {patterns} }} "
        f"GROUP BY ?dataset {keys} HAVING (COUNT(DISTINCT ?obs) > 1)"
    )
