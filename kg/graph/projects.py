"""Projects as statements: one node each, what is told of it, and every place it stands in with the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import boolean, day, decimal, text, year
from kg.records.project_model import ProjectMention, ProjectRecord, StatedAmount

_FIELDS = {
    "policy-basis": "bo:policyBasis",
    "executed-by": "bo:executedBy",
    "allocation": "bo:allocationText",
    "period": "bo:period",
    "fund-source": "bo:fundSourceText",
    "recipients": "bo:subsidyRecipients",
    "standard": "bo:subsidyStandard",
    "coverage": "bo:subsidyCoverage",
    "method": "bo:subsidyMethod",
    "procedure": "bo:subsidyProcedure",
    "beneficiaries": "bo:beneficiaries",
    "purpose": "bo:purpose",
}
_TEXTS = ("project-prose", "carry-over-prose")
_WITHHELD = {**_FIELDS, "amount": "bo:statedAmount", "allocation": "bo:allocation"}


def add_projects(scope: Scope, projects: Iterable[ProjectRecord]) -> None:
    """States every project, and tells the scope which rows speak of which."""
    names = {}
    for project in projects:
        name = iris.part(scope.document, "project", project.key)
        names.update(dict.fromkeys(project.rows, name))
        scope.out.block(iris.iri_term(name), [*_own(scope, project), *_told(scope, project, name)])
        _add_matches(scope, project, name)
        _add_allocation(scope, project, name)
        _add_again(scope, project, name)
    scope.projects = names


def _own(scope: Scope, project: ProjectRecord) -> Iterator[tuple[str, str]]:
    yield A, term("bo:Project")
    yield term("rdfs:label"), text(project.name, "zh")
    yield term("bo:disclosureStatus"), scope.concept("disclosure-status", project.status)
    for name in project.alternatives:
        yield term("skos:altLabel"), text(name, "zh")
    if project.code:
        yield term("bo:projectCode"), text(project.code)
    for amount in project.amounts:
        yield term("bo:statedAmount"), decimal(amount.amount)
    if project.start and project.end:
        yield term("bo:periodStart"), day(project.start)
        yield term("bo:periodEnd"), day(project.end)


def _told(scope: Scope, project: ProjectRecord, name: str) -> Iterator[tuple[str, str]]:
    """The fields told in words, those withheld, and the place of each."""
    for key, stated in project.texts.items():
        yield term(_FIELDS[key]), text(stated.text)
        if stated.source.spans:
            place = add_source(scope.out, f"{name}/{key}", scope.document_term, stated.source)
            yield term("prov:wasDerivedFrom"), place
    counted: Counter[str] = Counter()
    for each in project.withheld:
        yield term("bo:withheldField"), term(_WITHHELD[each.field])
        counted[each.field] += 1
        owner = f"{name}/withheld/{each.field}{_again(counted[each.field])}"
        yield term("prov:wasDerivedFrom"), add_source(scope.out, owner, scope.document_term, each.source)


def _add_matches(scope: Scope, project: ProjectRecord, name: str) -> None:
    counted: Counter[str] = Counter()
    for mention in project.mentions:
        counted[mention.where] += 1
        match = f"{name}/match/{mention.where}{_again(counted[mention.where])}"
        scope.out.add(iris.iri_term(name), term("bo:match"), iris.iri_term(match))
        scope.out.block(iris.iri_term(match), _match(scope, mention, match))
        place = add_source(scope.out, match, scope.document_term, mention.source)
        scope.out.add(iris.iri_term(match), term("prov:wasDerivedFrom"), place)
        scope.out.add(iris.iri_term(name), term("prov:wasDerivedFrom"), place)


def _again(order: int) -> str:
    """What tells the second of a kind from the first."""
    return f"~{order}" if order > 1 else ""


def _match(scope: Scope, mention: ProjectMention, name: str) -> Iterator[tuple[str, str]]:
    yield A, term("bo:ProjectMatch")
    scheme = "text-section" if mention.where in _TEXTS else "report-table"
    yield term("bo:foundIn"), scope.concept(scheme, mention.where)
    yield term("bo:printedName"), text(mention.name)
    yield term("bo:matchScore"), decimal(Decimal(f"{mention.score:.4f}"))
    for each in mention.evidence:
        yield term("bo:matchEvidence"), scope.concept("match-evidence", each)
    if mention.doubtful:
        yield term("bo:doubtful"), boolean(True)
    if mention.amount is not None:
        yield from _amount(scope, mention.amount, "bo:statedAmount", name)


def _add_allocation(scope: Scope, project: ProjectRecord, name: str) -> None:
    counted: Counter[str] = Counter()
    for part in project.allocation:
        counted[part.label] += 1
        subject = iris.part(name, "allocation", part.label + _again(counted[part.label]))
        scope.out.add(iris.iri_term(name), term("bo:allocation"), iris.iri_term(subject))
        pairs = [(A, term("bo:Allocation")), (term("rdfs:label"), text(part.label, "zh"))]
        scope.out.block(iris.iri_term(subject), [*pairs, *_amount(scope, part.amount, "bo:amount", subject)])


def _add_again(scope: Scope, project: ProjectRecord, name: str) -> None:
    for order, amount in enumerate(project.allocation_again, start=1):
        subject = f"{name}/allocation-total{_again(order)}"
        scope.out.add(iris.iri_term(name), term("bo:allocationTotal"), iris.iri_term(subject))
        pairs = [(A, term("bo:Allocation")), *_amount(scope, amount, "bo:amount", subject)]
        scope.out.block(iris.iri_term(subject), pairs)


def _amount(scope: Scope, amount: StatedAmount, predicate: str, owner: str) -> Iterator[tuple[str, str]]:
    yield term(predicate), decimal(amount.amount)
    yield term("bo:printed"), text(amount.printed)
    yield term("bo:precision"), decimal(amount.precision)
    if amount.year is not None:
        yield term("bo:statedYear"), year(amount.year)
    place = add_source(scope.out, f"{owner}/amount", scope.document_term, amount.source)
    yield term("prov:wasDerivedFrom"), place
