"""The graph of a document: what it states, that it is the same each time, and that libraries read it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import XSD

import kg
from kg.graph.formats import FORMATS, serialise

BO = "https://w3id.org/budget-kg/ontology#"
CODE = "https://w3id.org/budget-kg/code/"


@pytest.fixture
def dataset(small_file: Path) -> Dataset:
    return kg.convert(small_file).graph()


def _facts(dataset: Dataset, **dims: str) -> list[tuple[Decimal, str]]:
    where = " ".join(f"?f bo:{name} <{CODE}{value}> ." for name, value in dims.items())
    query = f"PREFIX bo: <{BO}> SELECT ?a ?p {{ ?f a bo:BudgetFact ; bo:amount ?a ; bo:printed ?p . {where} }}"
    return sorted((row[0].toPython(), str(row[1])) for row in dataset.query(query))  # type: ignore[index, union-attr]


def test_a_fact_is_found_by_its_dimensions(dataset: Dataset) -> None:
    found = _facts(
        dataset, reportTable="report-table/general", function="function-2024/2013801",
        expenditureKind="expenditure-kind/basic",
    )  # fmt: skip
    assert found == [(Decimal(550000), "55.00")]


def test_leaves_sum_up_to_the_total(dataset: Dataset) -> None:
    leaves = _facts(dataset, reportTable="report-table/general", aggregateRole="aggregate-role/leaf")
    assert sum(amount for amount, _ in leaves) == Decimal(950000)


def test_an_amount_without_a_proven_column_is_no_fact(dataset: Dataset) -> None:
    query = f"""PREFIX bo: <{BO}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?u (COUNT(?n) AS ?c) {{ ?u a bo:UnplacedAmount ; bo:candidate/skos:notation ?n ; bo:printed "30.00" }}
        GROUP BY ?u"""
    assert sorted(int(row[1]) for row in dataset.query(query)) == [10, 10, 10, 10]  # type: ignore[index, arg-type]
    total = _facts(dataset, reportTable="report-table/general-project")
    assert total == [(Decimal(300000), "30.00")] * 4


def test_an_empty_form_says_why(dataset: Dataset) -> None:
    query = f"""PREFIX bo: <{BO}> SELECT ?s ?t {{ ?f a bo:StatutoryForm ; bo:disclosureStatus ?s ; bo:statement ?t ;
        bo:reportTable <{CODE}report-table/government-fund> }}"""
    ((status, statement),) = dataset.query(query)  # type: ignore[misc]
    assert status == URIRef(f"{CODE}disclosure-status/empty-table")
    assert str(statement).startswith("示范市标准局2024年没有使用")


def test_a_code_that_no_edition_knows_is_marked(dataset: Dataset) -> None:
    concept = URIRef(f"{CODE}function-2024/2080577")
    assert (concept, URIRef(BO + "unlisted"), Literal(True)) in dataset
    assert (concept, URIRef("http://www.w3.org/2004/02/skos/core#notation"), Literal("2080577")) in dataset
    assert _facts(dataset, function="function-2024/2080577")[0] == (Decimal(100000), "10.00")


def test_every_fact_leads_to_the_characters_it_was_read_from(dataset: Dataset, small_text: str) -> None:
    query = f"""PREFIX bo: <{BO}> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?p ?t ?b ?e ?l {{ ?f bo:printed ?p ; prov:wasDerivedFrom ?c .
        ?c bo:text ?t ; bo:charStart ?b ; bo:charEnd ?e ; bo:line ?l }}"""
    rows = list(dataset.query(query))
    assert len(rows) == 7 + 19 + 8
    for row in rows:
        printed, text, begin, end, line = (each.toPython() for each in row)  # type: ignore[union-attr]
        assert small_text[begin:end] == text == printed
        assert printed in small_text.split("\n")[line - 1]


def test_the_document_and_its_department(dataset: Dataset) -> None:
    query = f"""PREFIX bo: <{BO}> PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?y ?i ?n {{ ?d a bo:DisclosureDocument ; bo:fiscalYear ?y ; dct:issued ?i ;
        bo:disclosedBy/rdfs:label ?n }}"""
    ((year, issued, name),) = dataset.query(query)  # type: ignore[misc]
    assert year == Literal("2024", datatype=XSD.gYear)
    assert issued == Literal("2024-02-20", datatype=XSD.date)
    assert name == Literal("示范市标准局", lang="zh")


def test_the_same_bytes_give_the_same_quads(small_file: Path) -> None:
    first, second = kg.convert(small_file).nquads, kg.convert(small_file).nquads
    assert first == second
    lines = first.splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format_is_read_back_as_the_same_triples(small_file: Path, ending: str) -> None:
    nquads = kg.convert(small_file).nquads
    triples = {quad.triple for quad in ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS)}
    data = serialise(nquads, FORMATS[ending])
    read = {quad.triple for quad in ox.parse(data, format=FORMATS[ending])}
    assert read == triples


def test_the_quads_are_valid_for_rdflib(small_file: Path) -> None:
    conversion = kg.convert(small_file)
    dataset = conversion.graph()
    assert len(dataset.graph(URIRef(conversion.iri))) > 500
