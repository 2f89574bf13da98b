"""The code lists as published: what a query finds in them."""

from __future__ import annotations

import time
from functools import cache

from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.codes.lists import SCHEMES, code_list, editions
from kg.graph.codelists import code_files
from kg.graph.correspondences import correspondence_files

PREFIXES = """
PREFIX bo: <https://w3id.org/budget-kg/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX f19: <https://w3id.org/budget-kg/code/function-2019/>
PREFIX f24: <https://w3id.org/budget-kg/code/function-2024/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#>
"""


@cache
def _store() -> Store:
    store = Store()
    for writer in [*code_files().values(), *correspondence_files().values()]:
        store.load(writer().encode(), RdfFormat.TURTLE)
    return store


def _rows(body: str) -> list[tuple[str, ...]]:
    answer = _store().query(f"{PREFIXES} SELECT {body}")
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return sorted(tuple(getattr(row[name], "value", "") for name in names) for row in answer)


def test_one_concept_a_code_and_edition() -> None:
    for scheme in SCHEMES:
        for edition in editions(scheme):
            base = f"https://w3id.org/budget-kg/code/{scheme}-{edition}"
            found = _rows(f"?n WHERE {{ ?c skos:inScheme <{base}> ; skos:notation ?n }}")
            assert [key for (key,) in found] == sorted(code.notation for code in code_list(scheme, edition))


def test_a_concept_carries_what_the_contract_promises() -> None:
    (row,) = _rows(
        """?zh ?en ?how ?from WHERE {
            f24:2010302 skos:notation "2010302" ; skos:prefLabel ?zh, ?en ; bo:validFrom ?from ;
                bo:attestation/skos:notation ?how ; skos:broader f24:20103 ; skos:broaderTransitive f24:201 .
            FILTER (LANG(?zh) = "zh" && LANG(?en) = "en") }"""
    )
    assert row == ("一般行政管理事务", "General administration", "sourced", "2024")


def test_marks_of_a_funding_source() -> None:
    rows = _rows(
        """?fund ?by ?vintage WHERE {
            ?c skos:inScheme <https://w3id.org/budget-kg/code/funding-source> ;
                skos:notation "general-transfer" ;
                bo:fundType/skos:notation ?fund ; bo:arrangedBy/skos:notation ?by ;
                bo:vintage/skos:notation ?vintage }"""
    )
    assert rows == [("general-public-budget", "upper", "current")]


def test_a_budget_of_its_own_is_marked_on_the_function() -> None:
    rows = _rows("?fund WHERE { f24:234 bo:fundType/skos:notation ?fund }")
    assert rows == [("government-fund",)]


def test_the_same_function_in_2019_and_2024() -> None:
    """其他国防支出: 2039901 in 2019, 2039999 in 2024, found from either side."""
    there = _rows("?n WHERE { f19:2039901 (skos:exactMatch|skos:closeMatch)/skos:notation ?n }")
    back = _rows("?n WHERE { f24:2039999 (skos:exactMatch|skos:closeMatch)/skos:notation ?n }")
    assert (there, back) == ([("2039999",)], [("2039901",)])


def test_a_name_of_another_year_leads_to_the_function_of_2024() -> None:
    """A document of 2019 prints 210 as 医疗卫生与计划生育支出, the name of the years before."""
    rows = _rows(
        """?name WHERE {
            f19:210 bo:otherYearName "医疗卫生与计划生育支出"@zh ; skos:exactMatch f24:210 .
            f24:210 skos:prefLabel ?name . FILTER (LANG(?name) = "zh") }"""
    )
    assert rows == [("卫生健康支出",)]


def test_not_comparable_is_an_answer() -> None:
    rows = _rows(
        """?kind ?degree ?target WHERE {
            ?link xkos:sourceConcept f19:22002 ; bo:changeKind/skos:notation ?kind ;
                bo:comparability/skos:notation ?degree .
            OPTIONAL { ?link xkos:targetConcept/skos:notation ?target } }"""
    )
    assert rows == [("merged", "not-comparable", "22001")]
    assert _rows("?x WHERE { f19:22002 skos:exactMatch|skos:closeMatch ?x }") == []


def test_a_whole_class_is_found_in_milliseconds() -> None:
    query = "?c WHERE { ?c skos:broaderTransitive f24:208 }"
    expected = {code.notation for code in code_list("function", "2024") if code.notation.startswith("208")} - {"208"}
    started = time.perf_counter()
    rows = _rows(query)
    elapsed = time.perf_counter() - started
    assert {iri.rsplit("/", 1)[1] for (iri,) in rows} == expected
    assert elapsed < 0.1


def test_a_generated_english_label_says_so() -> None:
    rows = _rows(
        """?c WHERE { ?c skos:prefLabel ?en . FILTER (LANG(?en) = "en" && CONTAINS(STR(?en), "(") )
            FILTER (REGEX(STR(?en), "^(Function|Economic|Revenue|Region) [0-9]+ "))
            FILTER NOT EXISTS { ?c bo:labelGenerated true } }"""
    )
    assert rows == []
    assert len(_rows("?c WHERE { ?c bo:labelGenerated true ; skos:notation ?n FILTER (STRLEN(?n) < 6) }")) == 0
