"""SPARQL over a store: known prefixes, limits, no calls to other servers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import BadArgument
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.query.present import as_csv, as_json, short
from kg.query.run import ask
from kg.store.embedded import EmbeddedStore


@pytest.fixture
def store(small_file: Path) -> EmbeddedStore:
    record = convert(small_file)
    store = EmbeddedStore()
    store.put(iris.document(record.sha256), document_nquads(record, with_concepts=False))
    return store


def test_prefixes_are_known_and_graphs_are_one(store: EmbeddedStore) -> None:
    query = """SELECT ?p { ?f bo:reportTable <https://w3id.org/budget-kg/code/report-table/general> ;
        bo:aggregateRole <https://w3id.org/budget-kg/code/aggregate-role/total> ; bo:printed ?p } ORDER BY ?p"""
    assert [short(row[0]) for row in ask(store, query).rows] == ["30.00", "65.00", "95.00"]


def test_a_limit_is_told(store: EmbeddedStore) -> None:
    answer = ask(store, "SELECT ?s { ?s a bo:BudgetFact }", limit=2)
    assert len(answer.rows) == 2
    assert answer.complete is False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 3SERVICE <http://localhost:9/> { ?a ?b ?c } }",
        'SELECT * { BIND(<http://localhost:9/> AS ?x)\n ?s ?p "#" . SERVICE ?x { ?a ?b ?c } }',
        "SELECT * { ?s ?p trueservice<http://localhost:9/>{ ?a ?b ?c } }",
    ],
)
def test_other_servers_are_not_called(store: EmbeddedStore, query: str) -> None:
    with pytest.raises(BadArgument, match="--federated"):
        ask(store, query)


def test_the_word_in_a_string_is_no_call(store: EmbeddedStore) -> None:
    assert ask(store, 'SELECT ?s { ?s bo:printed "SERVICE" # a SERVICE\n}').rows == ()


def test_names_that_hold_the_word_are_no_calls(store: EmbeddedStore) -> None:
    prefix = "PREFIX measure: <https://w3id.org/budget-kg/code/measure/> "
    assert ask(store, prefix + "SELECT ?service { ?service bo:measure measure:in-service }").rows == ()


def test_a_query_that_cannot_be_read_says_so(store: EmbeddedStore) -> None:
    with pytest.raises(BadArgument, match="SPARQL cannot be read"):
        ask(store, "SELECT ?s {")


def test_answers_as_json_and_csv(store: EmbeddedStore) -> None:
    answer = ask(store, "SELECT ?a ?none { ?d dct:title ?a }")
    told = json.loads(as_json(answer))
    assert told["head"]["vars"] == ["a", "none"]
    assert told["results"]["bindings"] == [
        {"a": {"type": "literal", "value": "示范市标准局2024年部门预算", "xml:lang": "zh"}}
    ]
    assert as_csv(answer) == "a,none\r\n示范市标准局2024年部门预算,\r\n"


def test_yes_or_no(store: EmbeddedStore) -> None:
    answer = ask(store, "ASK { ?d a bo:DisclosureDocument }")
    assert answer.truth is True
    assert as_csv(answer) == "boolean\r\ntrue\r\n"
