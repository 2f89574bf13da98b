"""Performance goals and their indicators as statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import boolean, day, decimal, text, year
from kg.provenance import Source
from kg.records.goal_model import DEPARTMENT, FundingPart, Goal, Indicator, Quantity, Stated
from kg.records.project_model import RowKey
from kg.text.width import squeeze

_OPERATORS = {"gte": "gteq", "lte": "lteq", "gt": "gt", "lt": "lt", "eq": "eq"}


def add_goals(
    scope: Scope,
    goals: Iterable[Goal],
    department_iri: Callable[[str], str] | None = None,
    contacts: bool = False,
) -> None:
    """States every goal with its funding and indicators.

    The scope knows the project that a table names, under whatever name. `department_iri` gives the IRI of the
    department that a table names; without it, it is the one that discloses. Contact persons and telephone numbers
    are stated only with `contacts`.
    """
    of_department = department_iri or (lambda _: scope.department)
    taken: set[str] = set()
    for goal in goals:
        if not (goal.about or goal.indicators or goal.objective or goal.funding):
            continue
        name = _free(iris.part(scope.document, "goal", f"{goal.kind}/{_key(goal.about)}"), taken)
        pairs = list(_goal(scope, goal, name))
        if goal.about and goal.kind == DEPARTMENT:
            pairs.append((term("bo:goalOf"), iris.iri_term(of_department(goal.about))))
        elif goal.about and goal.about_source is not None:
            pairs.append((term("bo:goalOf"), scope.project_at(_place(goal))))
        if contacts:
            pairs += [(term("bo:contact"), text(f"{each.role} {each.text}".strip())) for each in goal.contacts]
        scope.out.block(iris.iri_term(name), pairs)


def _place(goal: Goal) -> RowKey:
    """What tells which project the table speaks of."""
    return RowKey(goal.form, squeeze(goal.about), "", squeeze(goal.unit.text) if goal.unit else "")


def _goal(scope: Scope, goal: Goal, name: str) -> Iterator[tuple[str, str]]:
    yield A, term("bo:PerformanceGoal")
    yield term("bo:reportTable"), scope.concept("report-table", goal.form)
    if goal.about:
        yield term("rdfs:label"), text(goal.about, "zh")
    if goal.objective is not None:
        yield term("bo:objective"), text(goal.objective.text)
    if goal.period_objective is not None:
        yield term("bo:periodObjective"), text(goal.period_objective.text)
    if goal.total is not None:
        yield term("bo:goalFunding"), decimal(goal.total)
        yield term("bo:fundingSummed"), boolean(goal.summed)
    yield from _dated(goal)
    if goal.rows_unread:
        yield term("bo:rowsUnread"), boolean(True)
    places = {"about": goal.about_source}
    stated = {"objective": goal.objective, "period-objective": goal.period_objective}
    for key, each in {**stated, "year": goal.year, "start": goal.start, "end": goal.end}.items():
        places[key] = each.source if each else None
    yield from _derived(scope, name, places)
    taken: set[str] = set()
    for part in goal.funding:
        yield term("bo:fundingPart"), _funding(scope, part, _free(f"{name}/funding/{part.key}", taken))
    indicators: list[str] = []
    for row, indicator in enumerate(goal.indicators, start=1):
        key = "/".join(_key(each.text) if each else "-" for each in (indicator.level2, indicator.label))
        indicators.append(_indicator(scope, indicator, _free(iris.part(name, "indicator", key), taken), row))
        yield term("bo:indicator"), indicators[-1]
    sentences: dict[Source, str] = {}
    for quantity in goal.quantities:
        key = f"{_key(quantity.noun) or '-'}/{_key(quantity.unit)}"
        measured_by = indicators[quantity.indicator] if quantity.indicator is not None else None
        place = _free(iris.part(name, "quantity", key), taken)
        yield term("bo:statedQuantity"), _quantity(scope, quantity, place, measured_by, sentences)


def _dated(goal: Goal) -> Iterator[tuple[str, str]]:
    """The year under the title and the dates of the project, where they can be read for certain."""
    if goal.fiscal_year is not None:
        yield term("bo:statedYear"), year(goal.fiscal_year)
    for name, date in (("bo:plannedStart", goal.first_day), ("bo:plannedEnd", goal.last_day)):
        if date is not None:
            yield term(name), day(date)


def _funding(scope: Scope, part: FundingPart, name: str) -> str:
    subject = iris.iri_term(name)
    pairs = [
        (A, term("bo:FundingPart")),
        (term("rdfs:label"), text(part.label.text, "zh")),
        (term("bo:fundingKey"), text(part.key)),
        (term("bo:printed"), text(part.printed)),
    ]
    if part.amount is not None and part.precision is not None:
        pairs += [(term("bo:amount"), decimal(part.amount)), (term("bo:precision"), decimal(part.precision))]
    pairs += _derived(scope, name, {"amount": part.source})
    scope.out.block(subject, pairs)
    return subject


def _indicator(scope: Scope, indicator: Indicator, name: str, row: int) -> str:
    subject = iris.iri_term(name)
    stated = _texts(indicator)
    pairs = [
        (A, term("bo:Indicator")),
        *((predicate, text(each.text, language)) for predicate, language, each in stated.values() if each is not None),
        *_target(indicator),
    ]
    if indicator.quantity is not None:
        own = _quantity(scope, indicator.quantity, f"{name}/quantity", subject, {})
        pairs.append((term("bo:statedQuantity"), own))
    places: dict[str, Source | None] = {key: each.source if each else None for key, (_, _, each) in stated.items()}
    places |= {"target": indicator.target_source, "weight": indicator.weight_source}
    pairs += _derived(scope, name, places, row)
    scope.out.block(subject, pairs)
    return subject


def _quantity(
    scope: Scope, quantity: Quantity, name: str, measured_by: str | None, sentences: dict[Source, str]
) -> str:
    """States a quantity; a sentence of several is told once."""
    subject = iris.iri_term(name)
    pairs = [
        (A, term("bo:StatedQuantity")),
        (term("bo:measuredValue"), decimal(quantity.value)),
        (term("bo:precision"), decimal(quantity.precision)),
        (term("bo:printed"), text(quantity.printed)),
        (term("bo:unit"), text(quantity.unit)),
    ]
    if quantity.noun:
        pairs.append((term("rdfs:label"), text(quantity.noun, "zh")))
    if quantity.operator is not None:
        pairs.append((term("bo:operator"), term(f"odrl:{_OPERATORS[quantity.operator]}")))
    if measured_by is not None:
        pairs.append((term("bo:measuredBy"), measured_by))
    pairs += _derived(scope, name, {"value": quantity.source})
    if quantity.sentence not in sentences:
        place = add_source(scope.out, f"{name}/sentence", scope.document_term, quantity.sentence)
        sentences[quantity.sentence] = place
    pairs.append((term("bo:sentence"), sentences[quantity.sentence]))
    scope.out.block(subject, pairs)
    return subject


def _texts(indicator: Indicator) -> dict[str, tuple[str, str, Stated | None]]:
    """The text properties of an indicator: predicate, language, text."""
    return {
        "label": (term("rdfs:label"), "zh", indicator.label),
        "level1": (term("bo:level1"), "", indicator.level1),
        "level2": (term("bo:level2"), "", indicator.level2),
        "basis": (term("bo:basis"), "", indicator.basis),
        "prior": (term("bo:priorYearValue"), "", indicator.prior_year_value),
        "scoring": (term("bo:scoringRule"), "", indicator.scoring_rule),
        "evidence": (term("bo:evidence"), "", indicator.evidence),
    }


def _target(indicator: Indicator) -> Iterator[tuple[str, str]]:
    if indicator.target_text:
        yield term("bo:targetText"), text(indicator.target_text)
        yield term("bo:qualitative"), boolean(indicator.qualitative)
    if indicator.operator is not None:
        yield term("bo:operator"), term(f"odrl:{_OPERATORS[indicator.operator]}")
    if indicator.target_value is not None and indicator.target_precision is not None:
        yield term("bo:targetValue"), decimal(indicator.target_value)
        yield term("bo:targetPrecision"), decimal(indicator.target_precision)
    if indicator.target_unit is not None:
        yield term("bo:targetUnit"), text(indicator.target_unit)
    if indicator.weight is not None:
        yield term("bo:weight"), decimal(indicator.weight)


def _derived(
    scope: Scope, name: str, places: dict[str, Source | None], row: int | None = None
) -> Iterator[tuple[str, str]]:
    """The source cell of each property, under the property's name."""
    numbers: dict[str, int | None] = {"row": row}
    for key, source in places.items():
        if source is not None and source.spans:
            cell = add_source(scope.out, f"{name}/{key}", scope.document_term, source, numbers)
            yield term("prov:wasDerivedFrom"), cell


def _key(name: str) -> str:
    """A name as one segment of a key."""
    return squeeze(name).replace("/", "／")


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken already."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}~{number}"
    taken.add(free)
    return free
