"""Projects in the graph: one node each, what is told of it, the evidence, and the rows that point at it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.graph.document import document_nquads
from kg.records.project_model import ProjectRecord
from tests.conftest import SMALL
from tests.pipeline import seeds

PREFIXES = """
PREFIX bo: <https://w3id.org/budget-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX c: <https://w3id.org/budget-kg/code/>
"""
TOLD = """第三部分 2024 年部门预算情况说明
七、关于示范市标准局 2024 年一般公共预算项目支出情况说明
（一）项目名称：标准宣传工作经费
设立的政策依据：标准办法
预算安排规模：30.00 万元
资金分配情况：印刷费 12.5 万元、场租 17.50 万元
资金执行时间：2024 年 1 月至 2024 年 12 月
资金来源：完全不予公开。
"""
DOCUMENT = SMALL.replace("第三部分 2024 年部门预算情况说明\n", TOLD)


@pytest.fixture
def store(tmp_path: Path) -> ox.Store:
    path = tmp_path / "told.txt"
    path.write_text(DOCUMENT, "utf-8")
    return _store(kg.convert(path).nquads)


def _store(nquads: str) -> ox.Store:
    store = ox.Store()
    store.load(nquads.encode(), ox.RdfFormat.N_QUADS)
    return store


def _rows(store: ox.Store, pattern: str, *names: str) -> list[tuple[str, ...]]:
    query = f"{PREFIXES} SELECT {' '.join('?' + name for name in names)} {{ {pattern} }}"
    found: Iterable[ox.QuerySolution] = store.query(query, use_default_graph_as_union=True)  # type: ignore[assignment]
    return sorted(tuple(str(getattr(row[name], "value", "")) for name in names) for row in found)


def test_there_is_one_node_under_the_name_of_the_form(store: ox.Store) -> None:
    found = _rows(store, "?p a bo:Project ; rdfs:label ?l ; skos:altLabel ?a ; bo:statedAmount ?s", "l", "a", "s")
    assert found == [("标准宣传项目", "标准宣传工作经费", "300000")]


def test_every_row_of_the_form_points_at_it(store: ox.Store) -> None:
    found = _rows(store, "?f bo:project ?p ; bo:amount ?a . ?p a bo:Project", "a")
    assert found == [("300000",), ("300000",)]


def test_fields_told_in_words_and_withheld(store: ox.Store) -> None:
    pattern = "?p bo:policyBasis ?b ; bo:periodStart ?s ; bo:periodEnd ?e ; bo:withheldField ?w"
    withheld = "https://w3id.org/budget-kg/ontology#fundSourceText"
    status = "https://w3id.org/budget-kg/code/disclosure-status/withheld"
    assert _rows(store, f"{pattern} ; bo:disclosureStatus ?d", "b", "s", "e", "w", "d") == [
        ("标准办法", "2024-01-01", "2024-12-31", withheld, status)
    ]
    assert _rows(store, "?p bo:fundSourceText ?t", "t") == []


def test_parts_of_the_money_with_their_places(store: ox.Store) -> None:
    pattern = "?p bo:allocation ?a . ?a rdfs:label ?l ; bo:amount ?n ; bo:printed ?w ; prov:wasDerivedFrom/bo:text ?t"
    assert _rows(store, pattern, "l", "n", "w", "t") == [
        ("印刷费", "125000", "12.5", "12.5"), ("场租", "175000", "17.50", "17.50"),
    ]  # fmt: skip


def test_each_place_has_its_evidence_and_score(store: ox.Store) -> None:
    pattern = "?p bo:match ?m . ?m bo:printedName ?n ; bo:foundIn/skos:notation ?w ; bo:matchScore ?s"
    found = _rows(store, pattern, "w", "n", "s")
    assert [row[:2] for row in found] == [
        ("general-project", "标准宣传项目"), ("project-prose", "标准宣传工作经费"),
    ]  # fmt: skip
    evidence = _rows(store, f"{pattern} ; bo:matchEvidence/skos:notation ?e", "w", "e")
    assert evidence == [("project-prose", "amount"), ("project-prose", "likeness")]


def test_every_place_leads_back_to_the_printed_text(store: ox.Store) -> None:
    pattern = "?p a bo:Project ; prov:wasDerivedFrom ?c . ?c bo:text ?t ; bo:charStart ?s ; bo:charEnd ?e"
    found = _rows(store, pattern, "t", "s", "e")
    assert len(found) == 6
    for text, start, end in found:
        assert DOCUMENT[int(start) : int(end)] == text


def test_the_account_of_numbers_is_in_the_graph(store: ox.Store) -> None:
    pattern = "?d bo:ledger ?l . ?l bo:numbersFound ?f ; bo:numbersClaimed ?c ; bo:numbersExcused ?e"
    ((found, claimed, excused, unclaimed),) = _rows(store, f"{pattern} ; bo:numbersUnclaimed ?u", "f", "c", "e", "u")
    assert int(found) == int(claimed) + int(excused) + int(unclaimed)
    amounts_of_forms, amounts_told, period, statement = 7 + 19 + 8, 3, 4, 1
    assert int(claimed) == amounts_of_forms + amounts_told + period + statement
    assert unclaimed == "0"
    sections = _rows(store, "?l bo:ledgerEntry ?x . ?x bo:ledgerSection ?s ; bo:numbersFound ?n", "s", "n")
    assert sum(int(count) for _, count in sections) == int(found)
    rules = _rows(store, "?x bo:ledgerRule ?r ; bo:numbersExcused ?n", "r", "n")
    assert sum(int(count) for _, count in rules) == int(excused)


@pytest.mark.parametrize("number", seeds.NUMBERS)
def test_sums_by_project_are_the_stated_amounts(number: str) -> None:
    """In the real documents the rows of a project in its form make the amount that the prose tells."""
    record = seeds.unchanged(number)
    store = _store(document_nquads(record))
    pattern = "?f bo:project ?p ; bo:columnKey 'total' ; bo:amount ?n . ?p rdfs:label ?l"
    found: dict[str, int] = {}
    for label, amount in _rows(store, pattern, "l", "n"):
        found[label] = found.get(label, 0) + int(amount)
    told: list[ProjectRecord] = [project for project in record.projects if project.amounts]
    assert len(told) >= 1
    assert found == {project.name: int(project.amounts[0].amount) for project in told}
