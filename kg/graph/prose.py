"""What the narrative says as statements: claims with what they speak of, and figures of people, goods and goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.graph import iris
from kg.graph.cells import add_source
from kg.graph.facts import Scope, dimension_pairs, fact_iri
from kg.graph.names import A, term
from kg.graph.nquads import boolean, day, decimal, text, year
from kg.provenance import Source
from kg.records.prose_model import (
    About,
    AssetHolding,
    Claim,
    Implied,
    Measure,
    OperatingCost,
    Part,
    Procurement,
    Prose,
    Staffing,
    UnitCount,
)

Pairs = list[tuple[str, str]]
_UNKEYED = ("reportTable", "project", "function", "economic")


def add_prose(scope: Scope, prose: Prose, forms: Mapping[int, str]) -> None:
    """States every claim and figure; `forms` gives the IRI of each form by its index in the document."""
    keys: dict[str, int] = {}
    for claim in prose.claims:
        _add_claim(scope, claim, forms, _unique(keys, _claim_key(claim)))
    for record in (prose.staffing, prose.procurement, prose.operating_cost):
        if record is not None:
            _add_record(scope, record)
    for holding in prose.assets:
        _add_holding(scope, holding, _unique(keys, _asset_key(holding)))
    for count in prose.goal_counts:
        extra = [(term("bo:goalKind"), scope.concept("goal-kind", count.kind)), *_of_year(count.year)]
        _add_figures(scope, "bo:GoalCount", _unique(keys, f"goals/{count.kind}"), count.measures(), extra)
    for units in prose.department.counts:
        _add_unit_count(scope, units)


def _unique(keys: dict[str, int], key: str) -> str:
    """The key, with its count behind it where it stood before."""
    keys[key] = keys.get(key, 0) + 1
    return key if keys[key] == 1 else f"{key}~{keys[key]}"


# -- claims ------------------------------------------------------------------------------------------------------------
def _claim_key(claim: Claim) -> str:
    """What the claim speaks of and its kind: nothing that another conversion would count differently."""
    about = claim.about
    values = [about.dims[name] for name in sorted(about.dims) if name != "reportTable"]
    subject = "+".join(values) or about.role or "form"
    return f"{about.dims.get('reportTable', 'other')}/{subject}/{claim.kind}"


def _add_claim(scope: Scope, claim: Claim, forms: Mapping[int, str], key: str) -> None:
    name = iris.part(scope.document, "claim", key)
    pairs = [
        (A, term("bo:Claim")),
        (term("bo:claimKind"), scope.concept("claim-kind", claim.kind)),
        (term("bo:about"), _about(scope, claim.about, forms, f"{name}/about")),
        (term("bo:disclosureStatus"), scope.concept("disclosure-status", _status(claim))),
        (term("bo:sentence"), add_source(scope.out, f"{name}/sentence", scope.document_term, claim.sentence)),
        (term("prov:wasDerivedFrom"), add_source(scope.out, name, scope.document_term, claim.source)),
        *_number(claim),
        *_comparison(scope, claim),
    ]
    if claim.whole is not None:
        pairs.append((term("bo:shareOf"), _about(scope, claim.whole, forms, f"{name}/whole")))
    for order, part in enumerate(claim.parts, start=1):
        pairs.append((term("bo:claimPart"), _part(scope, part, f"{name}/part/{order}")))
    scope.out.block(iris.iri_term(name), pairs)


def _status(claim: Claim) -> str:
    return "zero" if claim.kind == "amount" and claim.value == 0 else claim.status


def _number(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.value is None or claim.precision is None:
        return
    yield term("bo:statedValue"), decimal(claim.value)
    yield term("bo:printed"), text(claim.printed)
    yield term("bo:precision"), decimal(claim.precision)
    yield term("bo:unit"), text(claim.printed_unit)


def _comparison(scope: Scope, claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.direction is not None:
        yield term("bo:direction"), scope.concept("direction", claim.direction)
    if claim.compared_with is not None:
        yield term("bo:comparedWith"), scope.concept("compared-with", claim.compared_with)
    if claim.compared_year is not None:
        yield term("bo:comparedYear"), year(claim.compared_year)
    if claim.reason:
        yield term("bo:reason"), text(claim.reason)
    if claim.template:
        yield term("bo:templateWords"), boolean(True)
    if claim.year is not None:
        yield term("bo:statedYear"), year(claim.year)
    yield from _implied(claim.implied)


def _implied(implied: Implied | None) -> Iterator[tuple[str, str]]:
    if implied is not None:
        yield term("bo:impliedPriorAmount"), decimal(implied.value)
        yield term("bo:impliedPriorLow"), decimal(implied.low)
        yield term("bo:impliedPriorHigh"), decimal(implied.high)


def _about(scope: Scope, about: About, forms: Mapping[int, str], name: str) -> str:
    """The fact that a claim speaks of; where no single fact carries them, the dimension values themselves."""
    if about.fact is not None and about.fact.form_index in forms:
        fact = about.fact
        return iris.iri_term(fact_iri(forms[fact.form_index], fact.side, fact.row, fact.column))
    subject = iris.iri_term(name)
    dims = about.dims
    pairs = [(A, term("bo:DimensionValues")), (term("bo:department"), iris.iri_term(scope.department))]
    if scope.fiscal_year is not None:
        pairs.append((term("bo:fiscalYear"), year(scope.fiscal_year)))
    if about.label:
        pairs.append((term("rdfs:label"), text(about.label, "zh")))
    if "reportTable" in dims:
        pairs.append((term("bo:reportTable"), scope.concept("report-table", dims["reportTable"])))
    if about.role:
        pairs.append((term("bo:aggregateRole"), scope.concept("aggregate-role", about.role)))
    project = scope.project_named(dims["project"]) if "project" in dims else None
    if project is not None:
        pairs.append((term("bo:project"), project))
    pairs += _coded(scope, dims, about.names[-1] if about.names else "")
    pairs += dimension_pairs(scope, {key: value for key, value in dims.items() if key not in _UNKEYED})
    scope.out.block(subject, pairs)
    return subject


def _coded(scope: Scope, dims: Mapping[str, str], printed: str) -> Pairs:
    coded = [key for key in ("function", "economic") if key in dims]
    return [(term(f"bo:{key}"), scope.classified(key, dims[key], printed)) for key in coded]


def _part(scope: Scope, part: Part, name: str) -> str:
    pairs = [(A, term("bo:ClaimPart")), (term("rdfs:label"), text(part.name, "zh"))]
    pairs += _coded(scope, part.dims, part.name)
    pairs += dimension_pairs(scope, {key: value for key, value in part.dims.items() if key not in _UNKEYED})
    scope.out.block(iris.iri_term(name), pairs)
    return iris.iri_term(name)


# -- figures -----------------------------------------------------------------------------------------------------------
def _add_record(scope: Scope, record: Staffing | Procurement | OperatingCost) -> None:
    extra: Pairs = []
    if isinstance(record, Staffing):
        _add_figures(scope, "bo:Staffing", "staffing", record.measures(), extra)
    elif isinstance(record, Procurement):
        if record.year is not None:
            extra.append((term("bo:statedYear"), year(record.year)))
        _add_figures(scope, "bo:Procurement", "procurement", record.measures(), extra)
    else:
        if record.reason:
            extra.append((term("bo:reason"), text(record.reason)))
        if record.compared_with is not None:
            extra.append((term("bo:comparedWith"), scope.concept("compared-with", record.compared_with)))
        _add_figures(scope, "bo:OperatingCost", "operating-cost", record.measures(), extra)


def _of_year(told: int | None) -> Pairs:
    return [] if told is None else [(term("bo:statedYear"), year(told))]


def _asset_key(holding: AssetHolding) -> str:
    threshold = f"-{holding.threshold.value:f}" if holding.threshold else ""
    return f"assets/{'planned' if holding.planned else 'held'}/{holding.kind}{threshold}"


def _add_holding(scope: Scope, holding: AssetHolding, key: str) -> None:
    extra = [
        (term("bo:assetKind"), scope.concept("asset-kind", holding.kind)),
        (term("bo:planned"), boolean(holding.planned)),
        (term("bo:disclosureStatus"), scope.concept("disclosure-status", holding.status)),
    ]
    extra += _of_year(holding.year)
    if holding.as_of_day is not None:
        extra.append((term("bo:asOfDate"), day(holding.as_of_day)))
    if holding.as_of is not None:
        extra.append((term("bo:asOf"), year(holding.as_of)))
    measures = holding.measures()
    threshold = measures.pop("threshold", None)
    if threshold is not None:
        extra.append((term("bo:threshold"), decimal(threshold.value)))
        place = add_source(
            scope.out, iris.part(scope.document, "figure", f"{key}/threshold"), scope.document_term, threshold.source
        )
        extra.append((term("prov:wasDerivedFrom"), place))
    _add_figures(scope, "bo:AssetHolding", key, measures, extra)
    if not measures:
        name = iris.part(scope.document, "figure", key)
        scope.out.block(iris.iri_term(name), [(A, term("bo:AssetHolding")), *_common(scope), *extra])


def _add_unit_count(scope: Scope, units: UnitCount) -> None:
    extra = [(term("bo:unitKind"), scope.concept("unit-kind", units.kind))]
    _add_figures(scope, "bo:UnitCount", f"units/{units.kind}", {"count": units.count}, extra)


def _add_figures(scope: Scope, kind: str, key: str, measures: Mapping[str, Measure], extra: Pairs) -> None:
    """One node a figure: its measure, value, unit, place and sentence; a sentence of several figures is told once."""
    sentences: dict[Source, str] = {}
    for field, measure in measures.items():
        name = iris.part(scope.document, "figure", f"{key}/{field.replace('_', '-')}")
        pairs = [
            (A, term(kind)),
            (term("bo:measure"), scope.concept("measure", field.replace("_", "-"))),
            (term("bo:measuredValue"), decimal(measure.value)),
            (term("bo:precision"), decimal(measure.precision)),
            (term("bo:unit"), text(measure.printed_unit or measure.unit)),
            (term("prov:wasDerivedFrom"), _place(scope, name, measure.source)),
            *_common(scope),
            *extra,
        ]
        if measure.printed:
            pairs.append((term("bo:printed"), text(measure.printed)))
        if measure.direction is not None:
            pairs.append((term("bo:direction"), scope.concept("direction", measure.direction)))
        if measure.sentence is not None:
            if measure.sentence not in sentences:
                sentences[measure.sentence] = _place(scope, f"{name}/sentence", measure.sentence)
            pairs.append((term("bo:sentence"), sentences[measure.sentence]))
        scope.out.block(iris.iri_term(name), pairs)


def _common(scope: Scope) -> Pairs:
    pairs = [(A, term("bo:Figure")), (term("bo:department"), iris.iri_term(scope.department))]
    if scope.fiscal_year is not None:
        pairs.append((term("bo:fiscalYear"), year(scope.fiscal_year)))
    return pairs


def _place(scope: Scope, name: str, source: Source) -> str:
    return add_source(scope.out, name, scope.document_term, source)
