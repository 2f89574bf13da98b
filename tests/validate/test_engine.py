"""The default engine against pySHACL: same focus nodes, paths, values and severities, on valid and on erring data."""

from __future__ import annotations

import pytest

from kg.errors import Defect
from kg.validate.core import core_checks, core_results
from kg.validate.index import Index
from kg.validate.load import document_graph
from kg.validate.rules import Rule
from kg.validate.run import validate_nquads
from kg.validate.sparql import questions, sparql_results
from tests.validate.erring import ERRORS, TEXT, small_nquads
from tests.validate.oracle import our_results, pyshacl_results

BO = "https://w3id.org/budget-kg/ontology#"


def everything_wrong() -> tuple[str, str]:
    """All errors of the text at once, and errors of structure that only a hand on the graph can make."""
    text = TEXT
    for stands, wrong, _ in ERRORS:
        text = text.replace(stands, wrong, 1)
    text = text.replace(
        "示范市标准局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。", ""
    )
    nquads, document = small_nquads(text.replace("编制部门：示范市标准局 单位：万元", "编制部门：别的局 单位：万元", 1))
    lines = [line for line in nquads.splitlines() if f"<{BO}sha256>" not in line]
    fact = next(line.split()[0] for line in lines if f"<{BO}BudgetFact>" in line)
    lines = [line for line in lines if not line.startswith(f"{fact} <{BO}printed>")]
    lines.append(f'{fact} <{BO}precision> "-1"^^<http://www.w3.org/2001/XMLSchema#decimal> <{document}> .')
    lines.append(f'{fact} <{BO}amount> "many" <{document}> .')
    lines.append(f'<{document}> <{BO}fiscalYear> "this year" <{document}> .')
    return "\n".join(lines) + "\n", document


@pytest.mark.parametrize("data", [small_nquads, everything_wrong], ids=["valid", "erring"])
def test_pyshacl_finds_the_same(data: object) -> None:
    assert callable(data)
    nquads, document = data()
    ours = our_results(validate_nquads(nquads, document))
    assert ours == pyshacl_results(nquads, document)
    assert len(ours) > (25 if data is everything_wrong else 3)


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
