"""A disclosure as statements: the document, its department, its forms, projects and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope, add_form_amounts
from kg.graph.goals import add_goals
from kg.graph.ledger import add_ledger
from kg.graph.lists import add_concepts, is_listed
from kg.graph.names import A, term
from kg.graph.nquads import Statements, boolean, day, sorted_text, text, year
from kg.graph.profile import add_profile
from kg.graph.projects import add_projects
from kg.graph.prose import add_prose
from kg.graph.remarks import add_remarks
from kg.graph.tables import add_tables
from kg.records.goal_model import DEPARTMENT
from kg.records.model import Disclosure, Finding, FormRecord
from kg.text.width import skeleton

_SEVERITY = {"violation": "Violation", "warning": "Warning", "info": "Info"}


def document_nquads(
    record: Disclosure, base: str = iris.DATA, with_concepts: bool = True, contacts: bool = False
) -> str:
    """The disclosure as sorted N-Quads in its own named graph.

    With `with_concepts` the default graph holds what the code lists say of every concept used, so that the output
    is complete by itself; a store that holds the lists needs it not. Contact persons and telephone numbers of the
    goal tables are stated only with `contacts`.
    """
    document = iris.document(record.sha256, base)
    out = Statements(document)
    header = record.header
    department = iris.department(header.department, base)
    scope = Scope(out, document, department, header.fiscal_year, header.issued, base)
    _add_document(scope, record)
    _add_department(scope, record)
    add_projects(scope, record.projects)
    names = form_iris(document, record.forms)
    for form, name in zip(record.forms, names, strict=True):
        _add_form(scope, form, name)
    add_goals(scope, record.goals, department_iri=_department_iri(scope, record), contacts=contacts)
    if record.prose is not None:
        add_profile(scope, record.prose.department)
        add_prose(scope, record.prose, {form.index: name for form, name in zip(record.forms, names, strict=True)})
        add_remarks(scope, record.prose)
    add_tables(scope, record.tables)
    for order, finding in enumerate(record.findings, start=1):
        _add_finding(scope, finding, order)
    if record.numbers is not None:
        add_ledger(scope, record.numbers)
    lists = Statements(None)
    unlisted = add_concepts(scope.used, lists)
    _add_unlisted(scope, unlisted)
    return sorted_text(out, lists) if with_concepts else sorted_text(out)


def _add_document(scope: Scope, record: Disclosure) -> None:
    header = record.header
    pairs = [
        (A, term("bo:DisclosureDocument")),
        (A, term("prov:Entity")),
        (A, term("dcat:Resource")),
        (term("dct:title"), text(header.title, "zh")),
        *((term("dct:format"), text(each)) for each in _media_types(record)),
        (term("bo:sha256"), text(record.sha256)),
        (term("bo:fileName"), text(record.file_name)),
        (term("bo:documentKind"), scope.concept("document-kind", header.kind)),
        (term("bo:scope"), scope.concept("scope", header.scope)),
        (term("bo:template"), scope.concept("template", header.template)),
        (term("bo:disclosedBy"), iris.iri_term(scope.department)),
    ]
    if header.fiscal_year is not None:
        pairs.append((term("bo:fiscalYear"), year(header.fiscal_year)))
    if header.cover_year is not None:
        pairs.append((term("bo:coverYear"), year(header.cover_year)))
    if header.issued is not None:
        pairs.append((term("dct:issued"), day(header.issued)))
    if record.optical:
        pairs.append((term("bo:opticallyRead"), boolean(True)))
    pairs += [(term("bo:sourceFile"), iris.iri_term(name)) for name in _add_files(scope, record)]
    scope.out.block(scope.document_term, pairs)


def _media_types(record: Disclosure) -> Iterable[str]:
    return dict.fromkeys(file.media_type for file in record.files) or [record.media_type]


def _add_files(scope: Scope, record: Disclosure) -> Iterator[str]:
    """States the files of a disclosure that several make up; gives their IRIs."""
    for file in record.files:
        name = iris.source_file(scope.document, file.name)
        pairs = [
            (A, term("bo:SourceFile")),
            (A, term("prov:Entity")),
            (term("bo:fileName"), text(file.name)),
            (term("bo:sha256"), text(file.sha256)),
            (term("dct:format"), text(file.media_type)),
        ]
        scope.out.block(iris.iri_term(name), pairs)
        yield name


def _add_department(scope: Scope, record: Disclosure) -> None:
    own = record.header.department
    for name in dict.fromkeys([own, *record.budget_units, *_goal_departments(record).values()]):
        subject = iris.iri_term(iris.department(name, scope.base))
        pairs = [
            (A, term("bo:Department")),
            (A, term("org:FormalOrganization")),
            (term("rdfs:label"), text(name, "zh")),
        ]
        if name != own:
            pairs.append((term("org:subOrganizationOf"), iris.iri_term(scope.department)))
        scope.out.block(subject, pairs)


def _department_iri(scope: Scope, record: Disclosure) -> Callable[[str], str]:
    """The only goal table of a department speaks of the one that discloses; of several, each of the one it names."""
    names = _goal_departments(record)

    def resolve(name: str) -> str:
        return iris.department(names[name], scope.base) if name in names else scope.department

    return resolve


def _goal_departments(record: Disclosure) -> dict[str, str]:
    """Names in goal tables that are not the department that discloses: to the name of the unit."""
    units = {skeleton(name): name for name in record.budget_units}
    named = dict.fromkeys(goal.about for goal in record.goals if goal.kind == DEPARTMENT and goal.about)
    own = skeleton(record.header.department)
    alone = len(named) == 1
    return {
        name: units.get(skeleton(name), name)
        for name in named
        if skeleton(name) in units or not (alone or skeleton(name) == own)
    }


def form_iris(document: str, forms: Sequence[FormRecord]) -> list[str]:
    """The IRI of each form within its document; a form that stands again gets its place behind its key."""
    seen: set[str] = set()
    names = []
    for form in forms:
        names.append(iris.part(document, "form", f"{form.key}~{form.index}" if form.key in seen else form.key))
        seen.add(form.key)
    return names


def _add_form(scope: Scope, form: FormRecord, name: str) -> None:
    subject = iris.iri_term(name)
    scope.out.block(subject, _form_pairs(scope, form, name))
    add_form_amounts(scope, form, name)


def _form_pairs(scope: Scope, form: FormRecord, name: str) -> Iterator[tuple[str, str]]:
    yield A, term("bo:StatutoryForm")
    yield A, term("qb:DataSet")
    yield term("qb:structure"), term(f"bo:cube-{form.key}")
    yield term("bo:formOf"), scope.document_term
    yield term("bo:reportTable"), scope.concept("report-table", form.key)
    yield term("bo:disclosureStatus"), scope.concept("disclosure-status", form.status)
    yield term("bo:printedTitle"), text(form.title)
    yield term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, form.title_source)
    if form.unit:
        yield term("bo:printedUnit"), text(form.unit)
    if form.compiler:
        yield term("bo:compiler"), text(form.compiler)
    if form.statement and form.statement_source:
        yield term("bo:statement"), text(form.statement, "zh")
        owner = f"{name}/statement"
        yield term("prov:wasDerivedFrom"), add_source(scope.out, owner, scope.document_term, form.statement_source)


def _add_finding(scope: Scope, finding: Finding, order: int) -> None:
    name = iris.part(scope.document, "finding", f"{finding.code}/{order}")
    subject = iris.iri_term(name)
    pairs = [
        (A, term("bo:Finding")),
        (A, term("sh:ValidationResult")),
        (term("bo:findingCode"), text(finding.code)),
        (term("sh:resultMessage"), text(finding.message, "en")),
        (term("sh:resultSeverity"), term(f"sh:{_SEVERITY[finding.severity]}")),
        (term("sh:focusNode"), scope.document_term),
    ]
    if finding.form:
        pairs.append((term("bo:reportTable"), scope.concept("report-table", finding.form)))
    if finding.source and finding.source.spans:
        pairs.append((term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, finding.source)))
    scope.out.block(subject, pairs)


def _add_unlisted(scope: Scope, unlisted: set[str]) -> None:
    """A code that its edition does not know is minted here, under the name that the document prints."""
    for concept in sorted(unlisted):
        scheme, notation = concept.removeprefix(iris.CODE).split("/", 1)
        pairs = [
            (A, term("skos:Concept")),
            (term("skos:notation"), text(notation)),
            (term("skos:inScheme"), f"<{iris.CODE}{scheme}>"),
            (term("bo:unlisted"), boolean(True)),
            (term("skos:prefLabel"), text(f"unlisted {scheme} {notation}", "en")),
        ]
        for above in _listed_above(scheme, notation):
            pairs += [(term(f"skos:{name}"), f"<{above}>") for name in ("broader", "broaderTransitive")]
        names = sorted(scope.printed_names.get(concept, ())) or [notation]
        pairs += [(term("skos:prefLabel"), text(name, "zh")) for name in names[:1]]
        pairs += [(term("skos:altLabel"), text(name, "zh")) for name in names[1:]]
        scope.out.block(f"<{concept}>", pairs)


def _listed_above(scheme: str, notation: str) -> list[str]:
    """The nearest listed concept that an unlisted code belongs under, so that questions for a whole 类 find it."""
    for length in (len(notation) - 2, len(notation) - 4):
        above = f"{iris.CODE}{scheme}/{notation[:length]}"
        if length >= 3 and is_listed(above):
            return [above]
    return []
