"""Departments that may be predecessor and successor: candidates with their evidence, never merged."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph import iris
from kg.graph.names import A, term
from kg.graph.nquads import Statements, decimal, sorted_text, text, year
from kg.records.model import Disclosure
from kg.records.succession import Office, Succession, candidates_among, office_of


def succession_statements(records: Iterable[Disclosure], base: str = iris.DATA) -> str:
    """The candidates among the departments of some documents, as sorted N-Triples; empty where there are none."""
    profiles = (record.prose.department for record in records if record.prose is not None)
    offices = (office_of(profile) for profile in profiles)
    return office_statements((office for office in offices if office is not None), base)


def office_statements(offices: Iterable[Office], base: str = iris.DATA) -> str:
    """The same among offices."""
    out = Statements(None)
    for candidate in candidates_among(offices):
        _add(out, candidate, base)
    return sorted_text(out)


def _add(out: Statements, candidate: Succession, base: str) -> None:
    years = f"{candidate.earlier_year}-{candidate.later_year}"
    subject = iris.iri_term(iris.part(f"{base}succession", candidate.earlier, f"{candidate.later}/{years}"))
    pairs = [
        (A, term("bo:SuccessionCandidate")),
        (term("bo:earlierDepartment"), iris.iri_term(iris.department(candidate.earlier, base))),
        (term("bo:laterDepartment"), iris.iri_term(iris.department(candidate.later, base))),
        (term("bo:earlierYear"), year(candidate.earlier_year)),
        (term("bo:laterYear"), year(candidate.later_year)),
        (term("bo:sharedDuties"), decimal(candidate.shared_duties)),
        (term("bo:successionEvidence"), text(candidate.evidence)),
    ]
    out.block(subject, pairs)
