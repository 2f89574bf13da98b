"""Facts and unplaced amounts as statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.codes.lists import edition_for
from kg.errors import Defect
from kg.graph import iris
from kg.graph.cells import add_cell
from kg.graph.names import A, term
from kg.graph.nquads import Statements, decimal, text, year
from kg.records.model import Fact, FormRecord, RowMeaning, Unplaced
from kg.records.project_model import RowKey
from kg.text.width import squeeze

_DIMENSIONS = {
    "fundingSource": (term("bo:fundingSource"), "funding-source"),
    "expenditureKind": (term("bo:expenditureKind"), "expenditure-kind"),
    "item": (term("bo:item"), "three-public"),
    "side": (term("bo:side"), "side"),
    "procurementCategory": (term("bo:procurementCategory"), "procurement-category"),
}
_TEXTS = {"article": term("bo:article"), "procurementMode": term("bo:procurementMode")}
_CLASSIFIED = {"function": "function", "economic": "economic-department"}


@dataclass(slots=True)
class Scope:
    """The document that facts belong to, and the concepts they have used so far."""

    out: Statements
    document: str
    department: str
    fiscal_year: int | None
    issued: date | None
    base: str
    projects: Mapping[RowKey, str] = field(default_factory=dict)
    """the IRI of the project that each row speaks of"""
    used: set[str] = field(default_factory=set)
    printed_names: dict[str, set[str]] = field(default_factory=dict)

    @property
    def document_term(self) -> str:
        """The document as an N-Quads term."""
        return iris.iri_term(self.document)

    def concept(self, scheme: str, notation: str) -> str:
        """A concept of a small list, as an N-Quads term."""
        name = iris.concept(scheme, notation)
        self.used.add(name)
        return f"<{name}>"

    def project(self, form: str, row: RowMeaning) -> str:
        """The project that a row speaks of, as an N-Quads term, whatever name the row prints."""
        return self.project_at(RowKey(form, squeeze(row.project), row.function, squeeze(row.budget_unit)))

    def project_at(self, place: RowKey) -> str:
        """The project that a row or a goal table speaks of, as an N-Quads term."""
        if place not in self.projects:
            raise Defect(f"the form {place.form!r} names a project that no record holds")
        return iris.iri_term(self.projects[place])

    def project_named(self, name: str) -> str | None:
        """The only project that the document calls by a name, as an N-Quads term; None for none or several."""
        found = {project for place, project in self.projects.items() if place.name == squeeze(name)}
        return iris.iri_term(found.pop()) if len(found) == 1 else None

    def classified(self, dimension: str, notation: str, printed: str = "") -> str:
        """A concept of the edition in force, as an N-Quads term."""
        scheme = _CLASSIFIED[dimension]
        name = iris.concept(scheme, notation, edition_for(scheme, self.fiscal_year, self.issued))
        self.used.add(name)
        if printed:
            self.printed_names.setdefault(name, set()).add(printed)
        return f"<{name}>"


def add_form_amounts(scope: Scope, form: FormRecord, form_iri: str) -> None:
    """States every amount of one form."""
    for fact in form.facts:
        _add_fact(scope, fact, form_iri)
    for amount in form.unplaced:
        _add_unplaced(scope, amount, form_iri)


def row_key(row: RowMeaning, side: str) -> str:
    """The key of a row within its form: the side comes first where the form has two."""
    return _sided(row.key, side)


def _sided(key: str, side: str) -> str:
    return f"{side}/{key}" if side else key


def fact_iri(form_iri: str, side: str, row: str, column: str) -> str:
    """The IRI of a fact by the keys of its row and column."""
    return iris.part(form_iri, "fact", f"{side}/{row}/{column}" if side else f"{row}/{column}")


def _add_fact(scope: Scope, fact: Fact, form_iri: str) -> None:
    name = fact_iri(form_iri, fact.side, fact.row.key, fact.column_key)
    subject = iris.iri_term(name)
    status = "zero" if fact.amount == 0 else "disclosed"
    pairs = [
        (A, term("bo:BudgetFact")),
        (A, term("qb:Observation")),
        (term("qb:dataSet"), iris.iri_term(form_iri)),
        (term("bo:columnKey"), text(fact.column_key)),
        (term("bo:aggregateRole"), scope.concept("aggregate-role", fact.role)),
        (term("bo:rowRole"), scope.concept("aggregate-role", fact.row_role)),
        (term("bo:columnRole"), scope.concept("aggregate-role", fact.column_role)),
        (term("bo:disclosureStatus"), scope.concept("disclosure-status", status)),
        (term("bo:placement"), scope.concept("placement", "solving" if fact.solved else "position")),
        (term("prov:wasDerivedFrom"), add_cell(scope.out, name, scope.document_term, fact.cell)),
        *_amount(fact),
        *_row(scope, fact.form, fact.row, fact.side),
        *dimension_pairs(scope, {**fact.dims, **({"side": fact.side} if fact.side else {})}),
    ]
    if fact.parent_column:
        pairs.append((term("bo:parentColumn"), text(fact.parent_column)))
    scope.out.block(subject, pairs)


def _add_unplaced(scope: Scope, amount: Unplaced, form_iri: str) -> None:
    key = row_key(amount.row, amount.side)
    name = iris.part(form_iri, "unplaced", f"{key}/{amount.order + 1}")
    subject = iris.iri_term(name)
    pairs = [
        (A, term("bo:UnconfirmedReading" if amount.unconfirmed else "bo:UnplacedAmount")),
        (term("prov:wasDerivedFrom"), add_cell(scope.out, name, scope.document_term, amount.cell)),
        (term("bo:inForm"), iris.iri_term(form_iri)),
        *_amount(amount),
        *_row(scope, amount.form, amount.row, amount.side),
        *dimension_pairs(scope, {**amount.row.dims, **({"side": amount.side} if amount.side else {})}),
    ]
    pairs += [(term("bo:candidate"), each) for each in _candidates(scope, amount, form_iri)]
    scope.out.block(subject, pairs)


def _amount(amount: Fact | Unplaced) -> list[tuple[str, str]]:
    return [
        (term("bo:amount"), decimal(amount.amount)),
        (term("bo:printed"), text(amount.printed)),
        (term("bo:precision"), decimal(amount.precision)),
    ]


def _row(scope: Scope, form: str, row: RowMeaning, side: str) -> Iterator[tuple[str, str]]:
    yield term("bo:reportTable"), scope.concept("report-table", form)
    yield term("bo:department"), iris.iri_term(scope.department)
    if scope.fiscal_year is not None:
        yield term("bo:fiscalYear"), year(scope.fiscal_year)
    yield term("bo:rowKey"), text(row_key(row, side))
    if row.parent:
        yield term("bo:parentRow"), text(_sided(row.parent, side))
    if row.label:
        yield term("bo:rowLabel"), text(row.label)
    if row.function:
        yield term("bo:function"), scope.classified("function", row.function, row.label)
    if row.economic:
        yield term("bo:economic"), scope.classified("economic", row.economic, row.label)
    if row.project:
        yield term("bo:project"), scope.project(form, row)
    for name, words in row.texts.items():
        yield _TEXTS[name], text(words)
    if row.budget_unit:
        yield term("bo:budgetUnit"), iris.iri_term(iris.department(row.budget_unit, scope.base))


def dimension_pairs(scope: Scope, dims: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Dimension values as statements."""
    for dimension, value in dims.items():
        if dimension in _CLASSIFIED:
            yield term(f"bo:{dimension}"), scope.classified(dimension, value)
        else:
            predicate, scheme = _DIMENSIONS[dimension]
            yield predicate, scope.concept(scheme, value)


def _candidates(scope: Scope, amount: Unplaced, form_iri: str) -> Iterator[str]:
    """Each column the amount may stand in: the concept that tells the columns apart, else the column itself."""
    for column_key, dims in amount.candidates:
        told = list(dimension_pairs(scope, dims))
        if len(told) == 1:
            yield told[0][1]
            continue
        column = iris.iri_term(iris.part(form_iri, "column", column_key))
        scope.out.block(column, [(A, term("bo:Column")), (term("bo:columnKey"), text(column_key)), *told])
        yield column
