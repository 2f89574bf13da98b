"""What the default engine does not know it refuses; what stands below it computes as it must."""

from __future__ import annotations

import pytest

from kg.errors import Defect
from kg.validate.core import core_checks, core_results
from kg.validate.index import Index
from kg.validate.load import document_graph
from kg.validate.rules import Rule
from kg.validate.sparql import questions, sparql_results
from tests.validate.erring import small_nquads

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
