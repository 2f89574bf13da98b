"""Answers for the five real documents against what was read in them by hand (万元 as printed; lines in comments)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore

Asked = tuple[str, dict[str, object], list[dict[str, object]]]
FOREIGN_CHANGJI = {"department": "昌吉回族自治州人民政府外事办公室"}
CHANGJI_2019 = {"department": "昌吉州外侨办"}
KIZILSU = {"department": "克孜勒苏柯尔克孜自治州人民政府外事办公室"}
BEIJING = {"department": "驻北京联络处"}
URUMQI = {"department": "乌鲁木齐市人民政府外事办公室"}


def wan(text: str) -> Decimal:
    """An amount printed in 万元, in yuan."""
    return Decimal(text) * 10000


ANSWERS: list[Asked] = [
    # 000: the last form of expenditure by function, row 总计 974.88 303.45 671.43 (line 368)
    ("total-spending", FOREIGN_CHANGJI, [{"total": wan("974.88"), "basic": wan("303.45"), "project": wan("671.43")}]),
    # 000: row 总计 of the revenue form, 974.88 509.45 509.45 75.00 390.43 (line 229)
    (
        "revenue-by-source",
        FOREIGN_CHANGJI,
        [
            {"code": "fiscal-carry-over", "amount": wan("390.43"), "share": Decimal("40.05")},
            {"code": "general-own", "amount": wan("509.45"), "share": Decimal("52.26")},
            {"code": "unit-funds", "amount": wan("75.00"), "share": Decimal("7.69")},
        ],
    ),
    # 000: 国防支出 28.00, 一般公共服务支出 862.04 (line 231) in the form of expenditure
    (
        "spending-by-function",
        {**FOREIGN_CHANGJI, "level": "class"},
        [{"code": "201", "total": wan("862.04")}, {"code": "203", "total": wan("28.00")}, {}, {}, {}],
    ),
    # 000: 其他特定目标类 0410344J 115.00 (line 711), of 206.00
    (
        "largest-projects",
        FOREIGN_CHANGJI,
        [
            {"projectName": "其他特定目标类 0410344J", "amount": wan("115.00"), "share": Decimal("55.83")},
            {},
            {},
            {},
            {},
        ],
    ),
    # 001: 编制数 20人 … 在职17人 … 退休 16人 (line 15)
    ("staff-against-posts", CHANGJI_2019, [{"posts": 20, "inService": 17, "retired": 16, "difference": -3}]),
    # 001: 车辆4 辆 (line 1752) for 17 people in service
    ("vehicles-per-head", CHANGJI_2019, [{"vehicles": 4, "inService": 17, "perHead": Decimal("0.24")}]),
    # 002: 公务接待费 14.50 14.50 (line 812), a document of a single unit
    (
        "three-public-across",
        {**KIZILSU, "item": "reception"},
        [{"scope": "unit", "amount": wan("14.50")}],
    ),
    # 002: 党委外办业务经费 40.00 (line 713), 外事活动业务经费 20.00
    (
        "largest-projects",
        KIZILSU,
        [
            {"projectName": "党委外办业务经费", "amount": wan("40.00"), "share": Decimal("66.67")},
            {"projectName": "外事活动业务经费", "amount": wan("20.00"), "share": Decimal("33.33")},
        ],
    ),
    # 003: 102.93 万元, 货物 59.77, 工程 0, 服务 43.16; 面向中小企业预留 102.93, 小微企业预留 102.93 (lines 502, 504)
    (
        "procurement",
        BEIJING,
        [
            {
                "total": wan("102.93"),
                "goods": wan("59.77"),
                "works": 0,
                "services": wan("43.16"),
                "reserved": wan("102.93"),
                "small": wan("102.93"),
                "share": 100,
            }
        ],
    ),
    # 003: 19.44 万元 … 增加 0.74 万元，增长 3.96% (line 498)
    (
        "operating-cost",
        BEIJING,
        [{"amount": wan("19.44"), "change": wan("0.74"), "growth": Decimal("3.96")}],
    ),
    # 004: 39.78 万元 … 减少 4.68 万元，下降 10.53% (line 487)
    (
        "operating-cost",
        URUMQI,
        [{"amount": wan("39.78"), "change": -wan("4.68"), "growth": -Decimal("10.53")}],
    ),
    # 004: 39.78 万元 for 在职17人 (line 71)
    ("operating-cost-per-head", URUMQI, [{"inService": 17, "perHead": Decimal("23400")}]),
    # 004: 总计 465.24 428.70 … (line 128)
    (
        "dependence-on-appropriation",
        URUMQI,
        [{"total": wan("465.24"), "appropriation": wan("428.70"), "share": Decimal("92.15")}],
    ),
    # 004: 总计 406.68 366.90 39.78 (line 242)
    (
        "personnel-against-public",
        URUMQI,
        [{"basic": wan("406.68"), "personnel": wan("366.90"), "public": wan("39.78")}],
    ),
    # 004: the project form, 18.81 under the office and 3.21 under 乌鲁木齐市人民对外友好协会 (lines 278 to 285)
    (
        "units",
        URUMQI,
        [
            {"unit": "乌鲁木齐市人民对外友好协会", "amount": wan("3.21")},
            {"unit": "乌鲁木齐市人民政府外事办公室", "amount": wan("18.81")},
        ],
    ),
    # 004: 其他科学技术支出 4.20 is all of 206 (line 160)
    ("who-spends-on", {**URUMQI, "code": "206"}, [{"amount": wan("4.20")}]),
    # 004: row 总计 of the revenue form, 465.24 428.70 428.70 31.20 5.34: three sources, by their marks
    (
        "revenue-by-fund-type",
        URUMQI,
        [
            {"code": "any", "amount": wan("5.34"), "share": Decimal("1.15")},
            {"code": "general-public-budget", "amount": wan("428.70"), "share": Decimal("92.15")},
            {"code": "unit-funds", "amount": wan("31.20"), "share": Decimal("6.71")},
        ],
    ),
    (
        "own-against-upper",
        URUMQI,
        [
            {"code": "any", "amount": wan("36.54"), "share": Decimal("7.85")},
            {"code": "own", "amount": wan("428.70"), "share": Decimal("92.15")},
        ],
    ),
    (
        "current-against-carried-over",
        URUMQI,
        [
            {"code": "carried", "amount": wan("5.34"), "share": Decimal("1.15")},
            {"code": "current", "amount": wan("459.90"), "share": Decimal("98.85")},
        ],
    ),
    # 004: 收入总计 428.70, 支出总计 428.70 of the appropriation
    (
        "appropriation-balance",
        URUMQI,
        [{"revenue": wan("428.70"), "expenditure": wan("428.70"), "difference": 0}],
    ),
    # 004: the last form, 特定目标 07100133 1.14 and 特定目标 86100671 4.20, both 完全不予公开 in the text
    (
        "carried-over-projects",
        URUMQI,
        [
            {"projectName": "特定目标 86100671", "amount": wan("4.20")},
            {"projectName": "特定目标 07100133", "amount": wan("1.14")},
        ],
    ),
    (
        "withheld-projects",
        URUMQI,
        [
            {"projectName": "特定目标 86100671", "amount": wan("4.20")},
            {"projectName": "特定目标 07100133", "amount": wan("1.14")},
        ],
    ),
    # 004: stated in the text 18.81, 3.21, 1.14, 4.20; the last two withheld: 5.34 of 27.36
    (
        "withheld-share",
        URUMQI,
        [{"projects": 4, "withheld": 2, "amount": wan("5.34"), "total": wan("27.36"), "share": Decimal("19.52")}],
    ),
    # 004: 办公费 2.21 劳务费 1; 劳务费 10 差旅费 4.51 办公费 3.35 邮电费 0.95
    (
        "project-allocations",
        URUMQI,
        [
            {"projectName": "友好协会对外交往费用", "part": "办公费", "amount": wan("2.21"), "difference": 0},
            {"projectName": "友好协会对外交往费用", "part": "劳务费", "amount": wan("1")},
            {"projectName": "外事业务费", "part": "劳务费", "amount": wan("10"), "parts": wan("18.81")},
            {"projectName": "外事业务费", "part": "差旅费", "amount": wan("4.51"), "stated": wan("18.81")},
            {"projectName": "外事业务费", "part": "办公费", "amount": wan("3.35"), "difference": 0},
            {"projectName": "外事业务费", "part": "邮电费", "amount": wan("0.95")},
        ],
    ),
    # 004: both projects of the project form have a goal form with the same amount
    ("projects-without-goals", URUMQI, []),
    (
        "goals-against-money",
        URUMQI,
        [
            {"projectName": "友好协会对外交往费用", "stated": wan("3.21"), "amount": wan("3.21"), "difference": 0},
            {"projectName": "外事业务费", "stated": wan("18.81"), "amount": wan("18.81"), "difference": 0},
        ],
    ),
    # 004: 6.18 = 0.20 + 5.98, of 465.24; 车辆 12 辆 for 17; 编制数 24, 在职 17, 退休 11
    (
        "three-public-by-item",
        URUMQI,
        [
            {"code": "reception", "amount": wan("0.20")},
            {"code": "total", "amount": wan("6.18")},
            {"code": "vehicle", "amount": wan("5.98")},
            {"code": "vehicle-operation", "amount": wan("5.98")},
        ],
    ),
    ("three-public-share", URUMQI, [{"amount": wan("6.18"), "total": wan("465.24"), "share": Decimal("1.33")}]),
    ("vehicles-per-head", URUMQI, [{"vehicles": 12, "inService": 17, "perHead": Decimal("0.71")}]),
    ("staff-against-posts", URUMQI, [{"posts": 24, "inService": 17, "retired": 11, "difference": -7}]),
    # 004: 采购 35.90 = 32.26 + 0.00 + 3.64; reserved 30.56, of which small 30.56
    (
        "procurement",
        URUMQI,
        [
            {
                "total": wan("35.90"),
                "goods": wan("32.26"),
                "works": 0,
                "services": wan("3.64"),
                "reserved": wan("30.56"),
                "small": wan("30.56"),
                "share": Decimal("85.13"),
            }
        ],
    ),
    # 004: the basic form, 301 357.62, 302 39.78, 303 9.28; the eleven forms are numbered 表 1 to 表 11
    (
        "spending-by-economic-item",
        {**URUMQI, "level": "class"},
        [
            {"code": "301", "total": wan("357.62"), "personnel": wan("357.62"), "public": None},
            {"code": "302", "total": wan("39.78"), "personnel": None, "public": wan("39.78")},
            {"code": "303", "total": wan("9.28"), "personnel": wan("9.28"), "public": None},
        ],
    ),
    ("forms-lacking", URUMQI, []),
    # 003: 201 03 298.75 116.75 182.00, 208 05 23.12, 210 11 8.18 (over a page break), 221 02 12.27
    (
        "spending-by-function",
        {**BEIJING, "level": "group"},
        [
            {"code": "20103", "total": wan("298.75"), "basic": wan("116.75"), "project": wan("182.00")},
            {"code": "20805", "total": wan("23.12"), "basic": wan("23.12"), "project": None},
            {"code": "21011", "total": wan("8.18")},
            {"code": "22102", "total": wan("12.27")},
        ],
    ),
    # 003: 4.96 = 0.16 + 4.80; 160.31 140.88 19.44; 342.31 232.31
    (
        "three-public-by-item",
        BEIJING,
        [
            {"code": "reception", "amount": wan("0.16")},
            {"code": "total", "amount": wan("4.96")},
            {"code": "vehicle", "amount": wan("4.80")},
            {"code": "vehicle-operation", "amount": wan("4.80")},
        ],
    ),
    (
        "personnel-against-public",
        BEIJING,
        [{"basic": wan("160.31"), "personnel": wan("140.88"), "public": wan("19.44")}],
    ),
    ("dependence-on-appropriation", BEIJING, [{"total": wan("342.31"), "appropriation": wan("232.31")}]),
    # 003: 上年结转结余情况明细表为空表
    ("carried-over-projects", BEIJING, []),
]


@pytest.fixture(scope="module")
def store(seeds: list[Path]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load_lists()
    for path in seeds:
        record = convert(path)
        store.put(iris.document(record.sha256), document_nquads(record, with_concepts=False))
    return store


@pytest.mark.parametrize(
    ("name", "parameters", "expected"), ANSWERS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_the_answer_is_what_the_document_says(
    store: EmbeddedStore, name: str, parameters: dict[str, object], expected: list[dict[str, object]]
) -> None:
    """Every row that the document has is expected, in its order; an empty one tells only that there is one more."""
    rows = kg.ask(store, name, **parameters)
    assert len(rows) == len(expected)
    for row, told in zip(rows, expected, strict=True):
        assert {key: row[key] for key in told} == told


def test_no_question_contradicts_a_document_that_agrees_with_itself(store: EmbeddedStore) -> None:
    """The totals of the five documents were compared by eye: none differs between two forms."""
    assert len(kg.ask(store, "contradictions")) == 0
    assert len(kg.ask(store, "contradictions", show="all")) == 30
