"""What the default engine does not know it refuses; what stands below it computes as it must."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import Defect
from kg.validate.core import core_checks, core_results
from kg.validate.index import Index
from kg.validate.load import document_graph
from kg.validate.needs import needs
from kg.validate.rules import DCT, SH, SHAPES, Rule, rules, rules_of
from kg.validate.run import validate_graph
from kg.validate.sparql import questions, sparql_results
from tests.validate.erring import TEXT, small_nquads

BO = "https://w3id.org/budget-kg/ontology#"


def test_an_unknown_component_raises_instead_of_passing() -> None:
    nquads, document = small_nquads()
    rule = Rule(
        "X", "urn:x", "x", "violation", f"{BO}BudgetFact", {}, {}, {}, {}, path=f"{BO}amount",
        components=(("lessThan", "urn:y"),),
    )  # fmt: skip
    with pytest.raises(Defect, match="lessThan"):
        core_results(Index(document_graph(nquads, document)), core_checks([rule]))


@pytest.mark.parametrize("body", ["SELECT ?x WHERE { }", "MINUS { ?x ?y ?z }", "VALUES ?x { 1 }"])
def test_a_constraint_that_free_variables_would_change_is_refused(body: str) -> None:
    nquads, document = small_nquads()
    select = f"SELECT $this WHERE {{ $this a <urn:c> . {{ {body} }} }}"
    rule = Rule("X", "urn:x", "x", "info", "urn:c", {}, {}, {}, {}, constraint="urn:q", select=select)
    with pytest.raises(Defect, match="X"):
        sparql_results(Index(document_graph(nquads, document)), questions([rule]))


def test_the_store_below_subtracts_from_left_to_right() -> None:
    nquads, document = small_nquads()
    select = "SELECT $this ((10 - 3 - 2) AS ?value) ((8 / 4 * 2) AS ?other)\nWHERE {\n}\n"
    rule = Rule(
        "X", "urn:x", "x", "info", f"{BO}DisclosureDocument", {}, {}, {}, {}, constraint="urn:q", select=select
    )  # fmt: skip
    results, _ = sparql_results(Index(document_graph(nquads, document)), questions([rule]))
    assert [float(value.value) for name, value in results[0].bindings if name != "this"] == [5, 4]


REFUSED = {
    "sh:closed": "sh:closed true",
    "sh:deactivated": "sh:deactivated true",
    "sh:or": "sh:or ( [ sh:class bo:Claim ] )",
    "sh:in": "sh:property [ sh:path bo:amount ; sh:in ( 1 2 ) ; PROPERTY ]",
    "sh:hasValue": "sh:property [ sh:path bo:amount ; sh:hasValue 1 ; PROPERTY ]",
    "path": "sh:property [ sh:path ( bo:amount bo:printed ) ; sh:minCount 1 ; PROPERTY ]",
    "several constraints": "sh:sparql bos:one, bos:two",
    "sh:ask": 'sh:sparql [ sh:ask "ASK {}" ]',
    "sh:property or sh:sparql": "sh:property [ sh:path bo:amount ; sh:property [ sh:path bo:printed ] ; PROPERTY ]",
}
PROPERTY = 'sh:severity sh:Info ; dct:identifier "P" ; dct:isPartOf bos:x'


@pytest.mark.parametrize("told", sorted(REFUSED))
def test_what_the_engine_does_not_know_is_refused_by_name(told: str, tmp_path: Path) -> None:
    said = REFUSED[told].replace("PROPERTY", PROPERTY)
    with pytest.raises(Defect, match=told):
        core_checks(rules_of((_shapes(tmp_path, f"bos:X {said} ."),)))


def test_a_shape_without_a_target_is_refused(tmp_path: Path) -> None:
    path = _shapes(tmp_path, "")
    path.write_text(path.read_text("utf-8").replace("sh:targetClass bo:Claim ;", ""), "utf-8")
    with pytest.raises(Defect, match="no target"):
        rules_of((path,))


def _shapes(folder: Path, more: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(
        f"""@prefix bo: <{BO}> . @prefix bos: <{SHAPES}> . @prefix dct: <{DCT}> . @prefix sh: <{SH}> .
        bos:X a sh:NodeShape ; sh:targetClass bo:Claim ; {PROPERTY} . {more}""",
        "utf-8",
    )
    return path


def test_a_constraint_is_not_asked_of_a_graph_with_classes_below_its_target() -> None:
    nquads, document = small_nquads()
    graph = document_graph(nquads, document)
    below = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    graph.add(ox.Quad(ox.NamedNode("urn:example:Form"), below, ox.NamedNode(f"{BO}StatutoryForm")))
    with pytest.raises(Defect, match="StatutoryForm"):
        validate_graph(graph, document)


def test_what_a_constraint_needs_is_only_what_every_solution_matches() -> None:
    """Held against the queries themselves: a graph that lacks a need gives no rows, and is not asked for nothing."""
    graph = document_graph(*small_nquads())
    index = Index(graph)
    skipped = 0
    for question in questions([rule for rule in rules() if rule.constraint]):
        if not all(index.holds(star) for star in question.needs):
            skipped += 1
            assert list(graph.query(question.text)) == []  # type: ignore[arg-type]
    assert skipped > 20


@pytest.mark.parametrize(
    "body",
    ["{ ?x <urn:p> ?y } UNION { ?x <urn:q> ?y }", "?x <urn:p>|<urn:q> ?y .", "?x ?p ?y .", "?x <urn:p>* ?y .",
     "OPTIONAL { ?x <urn:p> ?y }", "FILTER NOT EXISTS { ?x <urn:p> ?y }"],
)  # fmt: skip
def test_a_pattern_with_a_choice_needs_nothing(body: str) -> None:
    assert needs(f"SELECT ?x WHERE {{ {body} }}") == ()


@pytest.mark.parametrize("wrong", range(6))
def test_an_error_of_the_store_is_told_whichever_thread_asked(wrong: int) -> None:
    nquads, document = small_nquads(TEXT)
    asked = [replace(question, needs=()) for question in questions([rule for rule in rules() if rule.constraint])]
    asked[wrong] = replace(asked[wrong], text="no query")
    with pytest.raises(SyntaxError):
        sparql_results(Index(document_graph(nquads, document)), asked)
