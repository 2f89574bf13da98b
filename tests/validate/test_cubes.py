"""The integrity constraints of RDF Data Cube: each holds on a sound cube and breaks on what it forbids."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.datafolders import data_folder
from kg.validate.constraints import constraints_in
from kg.validate.cubes import FOLDER, integrity_findings, published_answer

PREFIXES = """
@prefix bo: <https://w3id.org/budget-kg/ontology#> .
@prefix code: <https://w3id.org/budget-kg/code/> .
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

FORM = """
ex:form a bo:StatutoryForm, qb:DataSet ; qb:structure bo:cube-general .
ex:total a bo:BudgetFact, qb:Observation ; qb:dataSet ex:form ;
    bo:department ex:department ; bo:fiscalYear "2024"^^xsd:gYear ;
    bo:reportTable <https://w3id.org/budget-kg/code/report-table/general> ;
    bo:rowKey "total" ; bo:columnKey "total" ; bo:amount 300.00 ; bo:printed "0.03" ; bo:precision 100 ;
    bo:expenditureKind <https://w3id.org/budget-kg/code/expenditure-kind/total> ;
    bo:aggregateRole <https://w3id.org/budget-kg/code/aggregate-role/total> .
ex:leaf a bo:BudgetFact, qb:Observation ; qb:dataSet ex:form ;
    bo:department ex:department ; bo:fiscalYear "2024"^^xsd:gYear ;
    bo:reportTable <https://w3id.org/budget-kg/code/report-table/general> ;
    bo:rowKey "2010301" ; bo:columnKey "basic" ; bo:amount 300.00 ; bo:printed "0.03" ; bo:precision 100 ;
    bo:function <https://w3id.org/budget-kg/code/function-2024/2010301> ;
    bo:expenditureKind <https://w3id.org/budget-kg/code/expenditure-kind/basic> ;
    bo:aggregateRole <https://w3id.org/budget-kg/code/aggregate-role/leaf> .
"""

# A small cube apart from the budget, sound in itself, in which the rarer constraints can be broken.
SMALL = """
ex:area a qb:DimensionProperty ; rdfs:range ex:Area ; qb:codeList ex:areas .
ex:areas a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:country ; qb:parentChildProperty ex:contains .
ex:zone a qb:DimensionProperty ; rdfs:range ex:Area ; qb:codeList ex:zones .
ex:zones a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:country ;
    qb:parentChildProperty [ owl:inverseOf ex:within ] .
ex:country ex:contains ex:town .
ex:town ex:within ex:country .
qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty .
ex:births a qb:MeasureProperty . ex:deaths a qb:MeasureProperty .
ex:small a qb:DataStructureDefinition ; qb:sliceKey ex:by-area ;
    qb:component [ qb:componentProperty ex:area ], [ qb:componentProperty ex:zone ],
        [ qb:componentProperty qb:measureType ],
        [ qb:componentProperty ex:births ], [ qb:componentProperty ex:deaths ] .
ex:by-area a qb:SliceKey ; qb:componentProperty ex:area .
ex:data a qb:DataSet ; qb:structure ex:small ; qb:slice ex:slice .
ex:slice a qb:Slice ; qb:sliceStructure ex:by-area ; ex:area ex:town ; qb:observation ex:o1, ex:o2 .
ex:o1 a qb:Observation ; qb:dataSet ex:data ; ex:area ex:town ; ex:zone ex:town ;
    qb:measureType ex:births ; ex:births 5 .
ex:o2 a qb:Observation ; qb:dataSet ex:data ; ex:area ex:town ; ex:zone ex:town ;
    qb:measureType ex:deaths ; ex:deaths 3 .
"""

# code -> what to add, what to remove (SPARQL DELETE patterns), and the resource at fault
FAULTS: dict[str, tuple[str, str, str]] = {
    "IC-1": ("", "ex:leaf qb:dataSet ?o", "leaf"),
    "IC-2": ("", "ex:form qb:structure ?o", "form"),
    "IC-3": ("ex:empty a qb:DataStructureDefinition ; qb:component ex:nothing .", "", "empty"),
    "IC-4": ("", "ex:area rdfs:range ?o", "area"),
    "IC-5": ("ex:kind a qb:DimensionProperty ; rdfs:range skos:Concept .", "", "kind"),
    "IC-6": (
        "ex:c qb:componentProperty ex:area ; qb:componentRequired false . ex:small qb:component ex:c .",
        "",
        "area",
    ),
    "IC-7": ("ex:lost a qb:SliceKey .", "", "lost"),
    "IC-8": ("ex:by-area qb:componentProperty ex:other .", "", "by-area"),
    "IC-9": ("", "ex:slice qb:sliceStructure ?o", "slice"),
    "IC-10": ("", "ex:slice ex:area ?o", "slice"),
    "IC-11": ("", "ex:leaf bo:rowKey ?o", "leaf"),
    "IC-12": (
        'ex:total bo:rowKey "2010301" ; bo:columnKey "basic" .',
        'ex:total bo:rowKey "total" ; bo:columnKey "total"',
        "leaf",
    ),
    "IC-13": ("", "ex:leaf bo:printed ?o", "leaf"),
    "IC-14": ("", "ex:leaf bo:amount ?o", "leaf"),
    "IC-15": ("", "ex:o1 ex:births ?o", "o1"),
    "IC-16": ("ex:o1 ex:deaths 1 .", "", "o1"),
    "IC-17": ("", "ex:o2 qb:measureType ?o", ""),
    "IC-18": ("ex:slice qb:observation ex:leaf .", "", "leaf"),
    "IC-19": ("ex:leaf bo:reportTable ex:general .", "ex:leaf bo:reportTable ?o", "leaf"),
    "IC-20": ("ex:o1 ex:area ex:moon .", "ex:o1 ex:area ?o", "o1"),
    "IC-21": ("ex:o1 ex:zone ex:moon .", "ex:o1 ex:zone ?o", "o1"),
    "BO-typed": ("", "ex:leaf a qb:Observation", "leaf"),
    "BO-coded": ("ex:leaf bo:function ex:unknown .", "ex:leaf bo:function ?o", "leaf"),
}


@cache
def _ontology() -> bytes:
    folder = data_folder("ontology")
    names = [*sorted(folder.glob("*.ttl")), *(folder / "codes" / f"{name}.ttl" for name in _LISTS)]
    store = Store()
    for path in names:
        store.load(Path(path).read_bytes(), RdfFormat.TURTLE)
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    return dumped


_LISTS = ("report-table", "expenditure-kind", "aggregate-role", "function-2024", "funding-source")


def _store(*bodies: str) -> Store:
    store = Store()
    store.load(_ontology(), RdfFormat.N_QUADS)
    for body in bodies:
        store.load((PREFIXES + body).encode(), RdfFormat.TURTLE)
    return store


def _broken(code: str) -> Store:
    added, removed, _ = FAULTS[code]
    store = _store(FORM, SMALL)
    if removed:
        prefixes = PREFIXES.replace("@prefix", "PREFIX").replace("> .", ">")
        store.update(f"{prefixes} DELETE WHERE {{ {removed} }}")
    if added:
        store.load((PREFIXES + added).encode(), RdfFormat.TURTLE)
    return store


def test_all_constraints_of_the_recommendation_are_there_and_tried() -> None:
    codes = {constraint.code for constraint in constraints_in(FOLDER)}
    assert {f"IC-{number}" for number in range(1, 22)} <= codes
    assert codes == set(FAULTS)


def test_sound_cubes_give_no_finding() -> None:
    assert integrity_findings(_store(FORM, SMALL)) == []


def test_facts_in_a_named_graph_are_seen() -> None:
    store = _store()
    store.update(
        "PREFIX ex: <https://example.org/> PREFIX bo: <https://w3id.org/budget-kg/ontology#> "
        "INSERT DATA { GRAPH ex:document { ex:fact a bo:BudgetFact } }"
    )
    assert [(finding.code, finding.focus) for finding in integrity_findings(store)] == [
        ("BO-typed", "https://example.org/fact")
    ]


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_the_fault_is_found_and_named(code: str) -> None:
    focus = FAULTS[code][2]
    expected = f"https://example.org/{focus}" if focus else ""
    found = {(finding.code, finding.focus) for finding in integrity_findings(_broken(code))}
    assert (code, expected) in found


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_the_published_text_agrees_that_it_is_broken(code: str) -> None:
    constraint = next(constraint for constraint in constraints_in(FOLDER) if constraint.code == code)
    assert published_answer(_broken(code), constraint)
    assert not published_answer(_store(FORM, SMALL), constraint)


def test_an_unlisted_concept_is_no_fault() -> None:
    store = _broken("BO-coded")
    store.load((PREFIXES + "ex:unknown a skos:Concept ; bo:unlisted true .").encode(), RdfFormat.TURTLE)
    assert integrity_findings(store) == []


_OBSERVATIONS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 2)), max_size=7)


@settings(max_examples=60, deadline=None)
@given(_OBSERVATIONS)
def test_grouping_agrees_with_the_published_pairwise_text(rows: list[tuple[int, int, int]]) -> None:
    """IC-12: data sets, rows and columns drawn at random; the pairwise text finds the same duplicates."""
    store = Store()
    body = """
        ex:row a qb:DimensionProperty . ex:column a qb:DimensionProperty .
        ex:dsd qb:component [ qb:componentProperty ex:row ], [ qb:componentProperty ex:column ] .
        ex:set0 qb:structure ex:dsd . ex:set1 qb:structure ex:dsd .
    """
    for at, (dataset, row, column) in enumerate(rows):
        body += f'ex:o{at} qb:dataSet ex:set{dataset} ; ex:row "{row}" ; ex:column "{column}" .\n'
    store.load((PREFIXES + body).encode(), RdfFormat.TURTLE)
    pairwise = next(constraint for constraint in constraints_in(FOLDER) if constraint.code == "IC-12")
    grouped = [finding for finding in integrity_findings(store) if finding.code == "IC-12"]
    assert bool(grouped) == published_answer(store, pairwise) == (len(set(rows)) < len(rows))
    assert len(grouped) == sum(1 for key in set(rows) if rows.count(key) > 1)
