"""What to tell a person whose question found nothing, or found more departments than were meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.query.answers import Rows
from kg.query.run import ask_by_document
from kg.query.search import likeness
from kg.store.embedded import EmbeddedStore

_DEPARTMENTS = """PREFIX bo: <https://w3id.org/budget-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT (STR(?label) AS ?name) (STR(?told) AS ?year) WHERE {
  GRAPH ?document {
    ?document bo:disclosedBy ?body .
    ?body rdfs:label ?label .
    OPTIONAL { ?document bo:fiscalYear ?told }
  }
}"""
_MOST = 5


def advice(store: EmbeddedStore, rows: Rows, values: Mapping[str, object]) -> list[str]:
    """Lines for a person: an unknown department or year and what the store has instead, several departments in one."""
    department, year = values.get("department"), values.get("year")
    if department is None and (year is None or len(rows)):
        return []
    held = _held(store)
    names = sorted({name for name, _ in held if str(department or "") in name})
    if not names:
        return [_unknown(str(department), sorted({name for name, _ in held}))]
    lines = []
    if department is not None and len(names) > 1:
        lines.append(f"{len(names)} departments have {department} in their names: {_listed(names)}")
    years = sorted({told for name, told in held if name in names and told})
    if not len(rows) and year is not None and str(year) not in years:
        lines.append(f"there is no document of {year}; there are documents of {_listed(years)}")
    elif not len(rows):
        lines.append("the documents hold nothing that answers this question")
    return lines


def _held(store: EmbeddedStore) -> list[tuple[str, str]]:
    told = ask_by_document(store, _DEPARTMENTS).rows
    return [(getattr(name, "value", ""), getattr(year, "value", "")) for name, year in told]


def _unknown(department: str, names: Sequence[str]) -> str:
    if not names:
        return "the store holds no document; `kg build` puts them there"
    scored = [(likeness(department, name), name) for name in names]
    near = [name for score, name in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0][:3]
    meant = f"perhaps {', '.join(near)}" if near else f"there are {_listed(names)}"
    return f"no department has {department} in its name; {meant} (`kg ask documents` lists all)"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"
