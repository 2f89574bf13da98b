"""A free query counts each statement once, however many documents make it and however the query is written."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import iris
from kg.graph.names import PREFIXES
from kg.query.library import library
from kg.query.once import FOLDER
from kg.query.present import short
from kg.query.reads import Pattern, reads
from kg.query.run import ask, known_prefixes
from kg.store.embedded import EmbeddedStore
from tests.bench.free_queries import FREE as QUERIES_OF_STRANGERS
from tests.query.corpus import corpus_folder, corpus_store
from tests.query.engines import rdflib

TOTAL = """?f bo:reportTable/skos:notation "expenditure" ; bo:rowKey "total" ; bo:columnKey "total" ;
    bo:amount ?a ; bo:department ?d ."""
NAME = '?d rdfs:label "示范市标准局"@zh .'
OF_BUREAU = "2400000"
"""Three documents of the bureau print 100, 80 and 60 as their totals (万元); each of them tells its name."""

FREE = {
    "no graph": f"SELECT (SUM(?a) AS ?n) {{ {TOTAL} {NAME} }}",
    "no graph, any predicate": f"SELECT (SUM(?a) AS ?n) {{ {TOTAL} ?d ?p '示范市标准局'@zh }}",
    "one graph": f"""SELECT (SUM(?a) AS ?n) {{ GRAPH ?g {{ ?f bo:reportTable ?t ; bo:rowKey "total" ;
        bo:columnKey "total" ; bo:amount ?a ; bo:department ?d . {NAME} }} ?t skos:notation "expenditure" }}""",
    "the name outside": f"""SELECT (SUM(?a) AS ?n) {{ GRAPH ?g {{ ?f bo:reportTable ?t ; bo:rowKey "total" ;
        bo:columnKey "total" ; bo:amount ?a ; bo:department ?d }} ?t skos:notation "expenditure" . {NAME} }}""",
    "the type outside": """SELECT (SUM(?a) AS ?n) { GRAPH ?g { ?f bo:reportTable ?t ; bo:rowKey "total" ;
        bo:columnKey "total" ; bo:amount ?a ; bo:department ?d } ?t skos:notation "expenditure" .
        ?d a bo:Department ; (rdfs:label|skos:altLabel) "示范市标准局"@zh }""",
    "the amount outside": f"""SELECT (SUM(?a) AS ?n) {{ ?f bo:amount ?a . ?d rdfs:label ?name .
        GRAPH ?g {{ ?g a bo:DisclosureDocument . ?f bo:reportTable ?t ; bo:rowKey "total" ; bo:columnKey "total" ;
        bo:department ?d . {NAME} }} ?t skos:notation "expenditure" }}""",
    "in a sub-query": f"""SELECT (SUM(?a) AS ?n) {{ {{ SELECT ?d {{ {NAME} }} }} GRAPH ?g {{ ?f bo:reportTable ?t ;
        bo:rowKey "total" ; bo:columnKey "total" ; bo:amount ?a ; bo:department ?d }}
        ?t skos:notation "expenditure" }}""",
    "two graphs of one": f"""SELECT (SUM(?a) AS ?n) {{ GRAPH ?g {{ ?f bo:reportTable ?t ; bo:rowKey "total" ;
        bo:columnKey "total" ; bo:amount ?a ; bo:department ?d }} GRAPH ?g {{ {NAME} }}
        ?t skos:notation "expenditure" }}""",
}


@pytest.fixture(scope="module")
def memory() -> EmbeddedStore:
    return corpus_store()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_folder(tmp_path_factory.mktemp("once") / "db")


@pytest.mark.parametrize("query", FREE.values(), ids=FREE)
def test_a_sum_is_the_same_however_it_is_asked(memory: EmbeddedStore, folder: Path, query: str) -> None:
    for store in (memory, EmbeddedStore(folder, read_only=True)):
        answer = ask(store, query)
        assert [short(each[0]) for each in answer.rows] == [OF_BUREAU]
        assert not answer.repeats


def test_the_engine_alone_would_count_three_times(memory: EmbeddedStore) -> None:
    """The reason for all this: where it no longer holds, the copies can go."""
    told = memory.store.query(FREE["no graph"], prefixes=known_prefixes(), use_default_graph_as_union=True)
    assert [short(row[0]) for row in told] == ["7200000"]  # type: ignore[union-attr]


def test_from_chooses_the_graphs(memory: EmbeddedStore) -> None:
    """Each document of the bureau has one total by itself, and two told together have one department."""
    documents = [short(row[0]) for row in ask(memory, f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {NAME} }} }}").rows]
    iris_ = [f"<{iris.DATA}{each.removeprefix('data:')}>" for each in documents]
    total = '{ ?f bo:reportTable ?t ; bo:rowKey "total" ; bo:columnKey "total" ; bo:amount ?a ; bo:department ?d .'
    total += f"FILTER(STRENDS(STR(?t), '/expenditure')) {NAME} }}"
    one = [ask(memory, f"SELECT (SUM(?a) AS ?n) FROM {each} {total}").rows[0][0] for each in iris_]
    assert sorted(int(short(each)) for each in one) == [600000, 800000, 1000000]
    together = " ".join(f"FROM {each}" for each in iris_)
    assert short(ask(memory, f"SELECT (SUM(?a) AS ?n) {together} {total}").rows[0][0]) == OF_BUREAU
    named = " ".join(f"FROM NAMED {each}" for each in iris_[:2])
    inside = f"SELECT (COUNT(?f) AS ?n) {together} {named} {{ GRAPH ?g {{ ?f a bo:BudgetFact }} {NAME} }}"
    assert ask(memory, inside).repeats  # a graph is both part of the whole and by itself: not put together
    assert [short(row[0]) for row in ask(memory, f"SELECT ?x {named} {{ ?x a bo:BudgetFact }}").rows] == []


def test_a_store_that_changes_is_copied_anew(folder: Path) -> None:
    count = "SELECT (COUNT(?d) AS ?n) { ?d a bo:Department }"
    before = int(short(ask(EmbeddedStore(folder, read_only=True), count).rows[0][0]))
    name = f"{iris.DATA}document/new"
    store = EmbeddedStore(folder)
    store.put(name, f"<{name}/d> a <{iris.ONTOLOGY}Department> <{name}> .\n".replace(" a ", f" <{ox_type()}> "))
    store.flush()
    del store
    try:
        assert int(short(ask(EmbeddedStore(folder, read_only=True), count).rows[0][0])) == before + 1
        marks = {each.name.partition("-")[0] for each in (folder / FOLDER).iterdir()}
        assert len(marks) == 1
    finally:
        EmbeddedStore(folder).store.remove_graph(ox.NamedNode(name))


def ox_type() -> str:
    return "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_without_a_place_for_the_copy_the_answer_says_that_it_may_be_too_large(
    folder: Path, tmp_path: Path, memory: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "db").mkdir()
    EmbeddedStore(folder, read_only=True).store.backup(str(tmp_path / "db" / "copy"))
    place = tmp_path / "db" / "copy"
    (place / FOLDER).write_text("in the way", "utf-8")
    assert ask(EmbeddedStore(place, read_only=True), FREE["no graph"]).repeats
    assert ask(EmbeddedStore(place, read_only=True), FREE["the name outside"]).repeats
    assert not ask(EmbeddedStore(place, read_only=True), FREE["one graph"]).repeats
    monkeypatch.setattr("kg.query.once.MAX_MERGED", 10)
    assert ask(memory, FREE["no graph"]).repeats


def test_only_what_is_known_to_be_shared_is_repeated(memory: EmbeddedStore) -> None:
    """Every statement that two graphs of the corpus make describes a department, its section or an unlisted code."""
    graphs = Counter((quad.subject, quad.predicate, quad.object) for quad in memory.store)
    shared = {str(subject) for (subject, _, _), held in graphs.items() if held > 1}
    assert shared
    described = (
        "SELECT ?s { { ?s a bo:Department } UNION { ?s a org:OrganizationalUnit } UNION { ?s bo:unlisted true } }"
    )
    assert shared <= {str(row[0]) for row in ask(memory, described).rows}


@pytest.mark.parametrize(
    ("query", "outside"),
    [
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", []),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } ?s bo:a/^bo:b ?x }", [("a", None), ("b", None)]),
        ("SELECT * { GRAPH ?g { ?s ?p ?o FILTER EXISTS { ?s bo:in ?x } } FILTER NOT EXISTS { ?s bo:a 1 ; bo:b 2 } }",
         [("a", None), ("b", None)]),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } MINUS { ?s bo:a+|bo:b? [ bo:c 1 ] } }",
         [("a", None), ("b", None), ("c", None)]),
        ("CONSTRUCT { ?s bo:made 1 } WHERE { ?s bo:a 1 . GRAPH ?g { ?s bo:in 1 } }", [("a", None)]),
        ("ASK { { SELECT ?s { ?s bo:a 1 } } UNION { GRAPH ?g { ?s bo:in 1 } } OPTIONAL { ?s bo:b 1 } }",
         [("a", None), ("b", None)]),
    ],
)  # fmt: skip
def test_what_is_read_outside_graphs(query: str, outside: list[tuple[str, None]]) -> None:
    told = reads(query, known_prefixes()).outside
    assert told == {Pattern(f"{iris.ONTOLOGY}{name}", value) for name, value in outside}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { GRAPH ?g { ?s a bo:Claim } ?s !bo:a ?o }",
        "DESCRIBE ?s { GRAPH ?g { ?s a bo:Claim } }",
        "SELECT (SUM(IF(EXISTS { ?s bo:a 1 }, 1, 0)) AS ?n) { GRAPH ?g { ?s bo:in 1 } }",  # rdflib leaves it unread
    ],
)
def test_any_predicate_may_be_read(query: str) -> None:
    assert Pattern(None) in (reads(query, known_prefixes()).outside or ())


def test_nothing_is_known_of_what_cannot_be_read() -> None:
    assert reads("SELECT * { ?s nowhere:a ?o }", {}).outside is None
    assert reads("SELECT * {", {}).outside is None


def test_no_question_of_the_library_needs_a_copy(memory: EmbeddedStore) -> None:
    """Outside GRAPH they read code lists, and nothing that documents tell of departments and their sections."""
    told = (
        """SELECT DISTINCT ?p { { ?s a bo:Department } UNION { ?s a org:OrganizationalUnit } GRAPH ?g { ?s ?p ?o } }"""
    )
    of_departments = {row[0].value for row in ask(memory, told).rows}  # type: ignore[union-attr]
    assert f"{PREFIXES['rdfs']}label" in of_departments
    for question in library().values():
        outside = reads(question.text, {}).outside
        assert outside is not None, question.name
        assert {each.predicate for each in outside}.isdisjoint({*of_departments, None}), question.name


@pytest.mark.parametrize("query", QUERIES_OF_STRANGERS.values(), ids=QUERIES_OF_STRANGERS)
def test_a_free_query_finds_what_rdflib_finds(folder: Path, query: str) -> None:
    """rdflib gives a statement of its union once, as SPARQL has it; LIMIT is left out, for ties may differ."""
    whole = re.sub(r"LIMIT \d+\s*$", "", query)
    answer = ask(EmbeddedStore(folder, read_only=True), whole)
    told = rdflib().query(whole, initNs=known_prefixes())
    assert not answer.repeats
    assert Counter(tuple(map(_plain, row)) for row in answer.rows) == Counter(tuple(map(_value, row)) for row in told)


def _plain(term: object) -> object:
    return None if term is None else _number(term.value)  # type: ignore[attr-defined]


def _value(term: object) -> object:
    return None if term is None else _number(str(term))


def _number(text: str) -> object:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text
