"""Claims, figures and the department in the graph: named by what they say, tied to facts and to their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.graph.document import document_nquads
from kg.pipeline import convert

PREFIXES = """PREFIX bo: <https://w3id.org/budget-kg/ontology#> PREFIX code: <https://w3id.org/budget-kg/code/>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """
NARRATIVE = """第一部分 示范市标准局部门概况
一、主要职能
1、负责标准。
2、负责计量。
二、机构设置及人员情况
示范市标准局无下属预算单位，下设 2 个处室，分别是：办公室、标准科。
示范市标准局编制数 9，实有人数 12 人，其中：在职 8 人，减少 1 人；退休 4 人，增加 0 人。
部门联系人 甲乙丙 联系电话 13000000000
"""
CLAIMS = """第三部分 2024 年部门预算情况说明
五、关于示范市标准局 2024 年一般公共预算当年拨款情况说明
（一）一般公共预算当年拨款规模变化情况
基本支出 65.00 万元，比上年预算 5.00 万元，增长 8.33%，主要原因是增资。
项目支出 30.00 万元，比上年预算减少 2.00 万元。
（二）一般公共预算当年拨款结构情况
1、教育支出（类）7.00 万元，占 7.37%。
"""


@pytest.fixture
def nquads(small_text: str, tmp_path: Path) -> str:
    """The quads of the small disclosure with a narrative."""
    path = tmp_path / "told.txt"
    path.write_text(
        small_text.replace("第二部分", NARRATIVE + "第二部分").replace("第三部分 2024 年部门预算情况说明\n", CLAIMS),
        "utf-8",
    )
    return document_nquads(convert(path))


@pytest.fixture
def store(nquads: str) -> Store:
    """The quads in a store."""
    loaded = Store()
    loaded.load(nquads.encode(), RdfFormat.N_QUADS)
    return loaded


def _rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(tuple(str(getattr(cell, "value", "")) for cell in row) for row in found)  # type: ignore[union-attr]


def test_a_claim_points_to_the_fact_it_speaks_of(store: Store) -> None:
    found = _rows(
        store,
        """SELECT ?value ?fact WHERE { ?claim a bo:Claim ; bo:claimKind code:claim-kind\\/amount ;
        bo:statedValue ?value ; bo:about ?about . ?about a bo:BudgetFact ; bo:amount ?fact }""",
    )
    assert found == [("300000", "300000"), ("650000", "650000")]


def test_a_claim_without_a_fact_keeps_its_dimension_values(store: Store) -> None:
    found = _rows(
        store,
        """SELECT ?value ?function WHERE { ?claim a bo:Claim ; bo:claimKind code:claim-kind\\/share ;
        bo:statedValue ?value ; bo:about ?about . ?about a bo:DimensionValues ; bo:function/skos:notation ?function ;
        bo:reportTable code:report-table\\/general }""",
    )
    assert found == [("7.37", "205")]


def test_a_change_without_a_verb_has_no_direction(store: Store) -> None:
    found = _rows(
        store,
        """SELECT ?value ?way ?before WHERE { ?claim a bo:Claim ; bo:claimKind code:claim-kind\\/change ;
        bo:statedValue ?value . OPTIONAL { ?claim bo:direction/skos:notation ?way }
        OPTIONAL { ?claim bo:impliedPriorAmount ?before } }""",
    )
    assert found == [("20000", "decrease", "320000"), ("50000", "", "600000")], "the rate says which way it went"


def test_every_number_has_its_place(store: Store) -> None:
    stated = _rows(store, "SELECT ?node WHERE { ?node bo:statedValue|bo:measuredValue ?value }")
    placed = _rows(
        store,
        """SELECT DISTINCT ?node WHERE { ?node bo:statedValue|bo:measuredValue ?value ;
        prov:wasDerivedFrom ?cell . ?cell bo:text ?text ; bo:line ?line }""",
    )
    assert len(stated) > 12
    assert stated == placed


def test_people_are_figures_with_measure_and_direction(store: Store) -> None:
    found = _rows(
        store,
        """SELECT ?measure ?value ?way WHERE { ?figure a bo:Staffing ; bo:measure/skos:notation ?measure ;
        bo:measuredValue ?value ; bo:unit "人" . OPTIONAL { ?figure bo:direction/skos:notation ?way } }""",
    )
    assert found == [
        ("actual", "12", ""), ("in-service", "8", ""), ("in-service-change", "1", "decrease"), ("posts", "9", ""),
        ("retired", "4", ""), ("retired-change", "0", "increase"),
    ]  # fmt: skip


def test_the_department_has_duties_and_units(store: Store) -> None:
    assert _rows(store, "SELECT ?duty WHERE { ?department bo:mandate ?duty }") == [("负责标准。",), ("负责计量。",)]
    units = "SELECT ?name WHERE { ?department org:hasUnit/<http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    assert _rows(store, units) == [("办公室",), ("标准科",)]


def test_contacts_stay_out_and_the_bytes_stay_the_same(nquads: str, tmp_path: Path) -> None:
    assert "甲乙丙" not in nquads
    assert "13000000000" not in nquads
    again = document_nquads(convert(tmp_path / "told.txt"))
    assert again == nquads


def test_the_region_and_other_names_of_the_real_departments(seeds: list[Path]) -> None:
    loaded = Store()
    loaded.load(document_nquads(convert(seeds[0])).encode(), RdfFormat.N_QUADS)
    region = "SELECT ?name WHERE { ?department bo:region/skos:notation ?name }"
    assert _rows(loaded, region) == [("652300",)]
    other = "SELECT ?name WHERE { ?department a bo:Department ; skos:altLabel ?name }"
    assert _rows(loaded, other) == [("昌吉回族自治州人民政府外事侨务办公室",)]
    departments = {
        quad.subject
        for quad in loaded.quads_for_pattern(None, NamedNode("https://w3id.org/budget-kg/ontology#region"), None)
    }
    assert len(departments) == 1
