"""The department of a disclosure as statements: names, duties, units below it, its area."""

from __future__ import annotations

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import text
from kg.provenance import Source
from kg.records.prose_model import DepartmentProfile, Name

_OTHERS = ("sentence", "goal")
"""Where the name of another department may stand by mistake: no name of this one is taken from there."""


def add_profile(scope: Scope, profile: DepartmentProfile) -> None:
    """States what the narrative says of the department; one department is one node under all its names."""
    department = iris.iri_term(scope.department)
    for order, name in enumerate(profile.names, start=1):
        if name.text != profile.label and name.found not in _OTHERS:
            scope.out.add(department, term("skos:altLabel"), text(name.text, "zh"))
        _derived(scope, department, f"name/{name.found}/{order}", name.source)
        _add_name(scope, name, department, order)
    for order, duty in enumerate(profile.mandate, start=1):
        scope.out.add(department, term("bo:mandate"), text(duty.text, "zh"))
        _derived(scope, department, f"mandate/{order}", duty.source)
    if profile.region is not None:
        scope.out.add(department, term("bo:region"), scope.concept("region", profile.region))
    _add_units(scope, profile, department)


def _add_name(scope: Scope, name: Name, department: str, order: int) -> None:
    """One name as printed, and where: the same words may stand on the cover and differ on the seal."""
    owner = iris.part(scope.document, "profile", f"name/{name.found}/{order}")
    pairs = [
        (A, term("bo:DepartmentName")),
        (term("rdfs:label"), text(name.text, "zh")),
        (term("bo:nameOf"), department),
        (term("bo:nameFoundAt"), text(name.found)),
    ]
    if name.source.spans:
        pairs.append((term("prov:wasDerivedFrom"), add_source(scope.out, owner, scope.document_term, name.source)))
    scope.out.block(iris.iri_term(owner), pairs)


def _add_units(scope: Scope, profile: DepartmentProfile, department: str) -> None:
    for unit in profile.internal_units:
        name = iris.part(scope.department, "unit", unit.text)
        subject = iris.iri_term(name)
        scope.out.add(department, term("org:hasUnit"), subject)
        scope.out.block(subject, [(A, term("org:OrganizationalUnit")), (term("rdfs:label"), text(unit.text, "zh"))])
        _derived(scope, subject, f"unit/{unit.text}", unit.source)
    for unit in profile.subordinate_units:
        if unit.text == profile.label:
            continue
        subject = iris.iri_term(iris.department(unit.text, scope.base))
        pairs = [
            (A, term("bo:Department")),
            (A, term("org:FormalOrganization")),
            (term("rdfs:label"), text(unit.text, "zh")),
            (term("org:subOrganizationOf"), department),
        ]
        scope.out.block(subject, pairs)
        _derived(scope, subject, f"subordinate/{unit.text}", unit.source)


def _derived(scope: Scope, subject: str, key: str, source: Source) -> None:
    if source.spans:
        place = add_source(scope.out, iris.part(scope.document, "profile", key), scope.document_term, source)
        scope.out.add(subject, term("prov:wasDerivedFrom"), place)
