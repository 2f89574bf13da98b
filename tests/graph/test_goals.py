"""Goals in the graph: properties of the contract, exact values, places, and no contact persons unless asked for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.document import document_nquads
from kg.graph.iris import department
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure
from kg.tables.text import text_document
from tests.validate.erring import small_nquads
from tests.validate.seeded.mistake import document

PREFIXES = """PREFIX bo: <https://w3id.org/budget-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX odrl: <http://www.w3.org/ns/odrl/2/>
"""

GOALS = """
部门整体绩效目标表
部门名称(盖章)\t示范市标准局\t\t\t\t
部门联系人\t甲某\t联系电话\t01012345678\t\t
年度绩效目标\t修订标准/指南 3 项，走访路线不少于40.5公里。\t\t\t\t
年度预算(万元)\t资金来源\t资金总额(万元)\t\t\t
\t上级安排\t1.50\t\t\t
\t本级安排\t80.00\t\t\t
\t其他\t0.00\t\t\t
一级指标\t二级指标\t三级指标\t指标值\t指标设定依据\t分值权重
履职效能\t数量指标\t修订标准/指南\t≥3 项\t年度计划\t50
\t\t修订标准/指南\t<=34.6 0万元\t年度计划\t40

项目支出绩效目标表
预算单位\t示范市标准局\t\t\t\t\t\t\t
项目名称\t标准推广项目\t\t\t\t\t项目负责人\t乙某\t
项目资金(万元)\t年度预算总额\t30.00\t其中：财政拨款\t30.00\t其他资金\t0.00\t\t
一级指标\t二级指标\t三级指标\t指标值\t指标值设置依据\t上年完成值\t指标分值权重\t指标赋分规则\t佐证资料
效益指标\t社会效益指标\t公众了解程度\t持续提高\t计划标准\t提高\t10\t按评判等级赋分\t工作资料
"""


@pytest.fixture
def record(small_text: str) -> Disclosure:
    text = small_text.replace("\n第三部分", f"{GOALS}\n第三部分")
    return disclosure(recognise(text_document(text.encode(), "own.txt")))


def _rows(nquads: str, query: str) -> list[tuple[str | None, ...]]:
    store = ox.Store()
    store.load(nquads.encode(), ox.RdfFormat.N_QUADS)
    found = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(
        (tuple(getattr(row[each.value], "value", None) for each in found.variables) for row in found),
        key=lambda row: [str(each) for each in row],
    )


def test_goals_say_whose_they_are_and_what_they_cost(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?label ?funding ?summed ?owner { ?g a bo:PerformanceGoal ; rdfs:label ?label ;"
        " bo:goalFunding ?funding ; bo:fundingSummed ?summed ; bo:goalOf/rdfs:label ?owner }",
    )
    assert found == [
        ("标准推广项目", "300000", "false", "标准推广项目"),
        ("示范市标准局", "815000", "true", "示范市标准局"),
    ]


def test_the_parts_of_the_funding_are_exact(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?key ?label ?amount ?printed { ?g rdfs:label '示范市标准局'@zh ; bo:fundingPart ?p ."
        " ?p bo:fundingKey ?key ; rdfs:label ?label ; bo:amount ?amount ; bo:printed ?printed }",
    )
    assert found == [
        ("other", "其他", "0", "0.00"),
        ("own", "本级安排", "800000", "80.00"),
        ("upper", "上级安排", "15000", "1.50"),
    ]


def test_indicators_of_one_name_stay_apart(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?operator ?value ?unit ?text ?weight { ?i a bo:Indicator ; rdfs:label '修订标准/指南'@zh ;"
        " bo:level1 '履职效能' ; bo:level2 '数量指标' ; bo:operator ?operator ; bo:targetValue ?value ;"
        " bo:targetUnit ?unit ; bo:targetText ?text ; bo:weight ?weight }",
    )
    odrl = "http://www.w3.org/ns/odrl/2/"
    assert found == [
        (f"{odrl}gteq", "3", "项", "≥3 项", "50"),
        (f"{odrl}lteq", "34.6", "万元", "<=34.6 0万元", "40"),
    ]


def test_quantities_of_the_objective_are_exact_and_tied_to_their_indicator(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?noun ?value ?precision ?printed ?unit ?operator ?target ?place { ?g rdfs:label '示范市标准局'@zh ;"
        " bo:statedQuantity ?q . ?q a bo:StatedQuantity ; rdfs:label ?noun ; bo:measuredValue ?value ;"
        " bo:precision ?precision ; bo:printed ?printed ; bo:unit ?unit ; prov:wasDerivedFrom/bo:text ?place ."
        " OPTIONAL { ?q bo:operator ?operator } OPTIONAL { ?q bo:measuredBy/bo:targetText ?target } }",
    )
    assert found == [
        ("指南", "3", "1", "3", "项", None, "≥3 项", "3 项"),
        ("走访路线", "40.5", "0.1", "40.5", "公里", "http://www.w3.org/ns/odrl/2/gteq", None, "40.5公里"),
    ]


def test_the_sentence_of_several_quantities_is_told_once(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT DISTINCT ?cell ?text { ?q a bo:StatedQuantity ; bo:sentence ?cell . ?cell bo:text ?text }",
    )
    assert [text for _, text in found] == ["修订标准/指南 3 项，走访路线不少于40.5公里。"]


def test_the_precision_of_a_target_is_that_of_its_print(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?text ?precision { ?i bo:targetPrecision ?precision ; bo:targetText ?text }",
    )
    assert found == [("<=34.6 0万元", "0.01"), ("≥3 项", "1")]


def test_a_qualitative_target_stays_text(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?text ?basis ?prior ?rule ?evidence ?value { ?i bo:qualitative true ; bo:targetText ?text ;"
        " bo:basis ?basis ; bo:priorYearValue ?prior ; bo:scoringRule ?rule ; bo:evidence ?evidence ."
        " OPTIONAL { ?i bo:targetValue ?value } }",
    )
    assert found == [("持续提高", "计划标准", "提高", "按评判等级赋分", "工作资料", None)]


def test_every_target_has_its_place(record: Disclosure) -> None:
    found = _rows(
        document_nquads(record),
        "SELECT ?text ?start ?end { ?i a bo:Indicator ; bo:targetText ?text ; prov:wasDerivedFrom ?c ."
        " ?c bo:text ?text ; bo:charStart ?start ; bo:charEnd ?end }",
    )
    assert [row[0] for row in found] == ["<=34.6 0万元", "≥3 项", "持续提高"]
    assert all(int(end or 0) - int(start or 0) == len(text or "") for text, start, end in found)


def test_contact_persons_are_stated_only_on_request(record: Disclosure) -> None:
    silent, asked = document_nquads(record), document_nquads(record, contacts=True)
    assert not any(word in silent for word in ("甲某", "乙某", "01012345678"))
    found = _rows(asked, "SELECT ?c { ?g bo:contact ?c }")
    assert found == [("联系电话 01012345678",), ("部门联系人 甲某",), ("项目负责人 乙某",)]


def test_the_goal_of_another_department_is_its_own(record: Disclosure, small_text: str) -> None:
    other = GOALS.split("项目支出绩效目标表")[0].replace("示范市标准局", "示范市计量中心")
    text = small_text.replace("\n第三部分", f"{GOALS}{other}\n第三部分")
    nquads = document_nquads(disclosure(recognise(text_document(text.encode(), "own.txt"))))
    found = _rows(
        nquads,
        "SELECT ?label ?owner { ?g a bo:PerformanceGoal ; bo:reportTable/<http://www.w3.org/2004/02/skos/core#notation>"
        " 'department-goals' ; rdfs:label ?label ; bo:goalOf ?owner }",
    )
    assert found == [(name, department(name)) for name in ("示范市标准局", "示范市计量中心")]


def test_the_sum_of_the_parts_is_exact(record: Disclosure) -> None:
    assert record.goals[0].total == Decimal(815000)
    assert record.goals[0].summed


def test_the_real_documents_keep_their_indicators_and_their_secrets(seeds: list[Path]) -> None:
    total = 0
    for path in seeds:
        record = disclosure(recognise(text_document(path.read_bytes(), path.name)))
        silent, asked = document_nquads(record), document_nquads(record, contacts=True)
        total += len(_rows(silent, "SELECT ?i { ?g a bo:PerformanceGoal ; bo:indicator ?i . ?i a bo:Indicator }"))
        names = [contact.text for goal in record.goals for contact in goal.contacts]
        assert not any(name in silent for name in names)
        assert all(name in asked for name in names)
    assert total == 145


def test_a_goal_form_states_its_year_its_dates_and_the_department_above_it() -> None:
    nquads, _ = small_nquads(document("district"))
    lines = [line for line in nquads.splitlines() if "/goal/" in line]
    assert sum('#statedYear> "2025"' in line for line in lines) == 2
    assert sum('#plannedStart> "2025-01-01"' in line for line in lines) == 2
    assert sum('#plannedEnd> "2025-12-31"' in line for line in lines) == 2
    names = [line for line in nquads.splitlines() if '#nameFoundAt> "goal"' in line]
    assert len(names) == 1
