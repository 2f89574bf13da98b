"""The five real documents against what was read in them by hand: claims, people, purchases, assets, goals, names."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from kg.pipeline import convert
from kg.records.model import Disclosure
from kg.records.prose_model import Measure, Prose
from kg.records.succession import succession_candidates
from tests.records.narrative import told

NARRATIVES = Path(__file__).parent / "narratives"
KEYS = ["000", "001", "002", "003", "004"]


@cache
def _converted(path: Path) -> Disclosure:
    return convert(path)


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> str:
    """The first characters of a document's name."""
    return str(request.param)


def _seed(seeds: list[Path], key: str) -> Disclosure:
    return _converted(next(path for path in seeds if path.name.startswith(key)))


def _prose(seeds: list[Path], key: str) -> Prose:
    prose = _seed(seeds, key).prose
    assert prose is not None
    return prose


def test_every_claim_and_no_other(seeds: list[Path], key: str) -> None:
    lines = (NARRATIVES / f"{key}.txt").read_text("utf-8").splitlines()
    expected = [line for line in lines if not line.startswith("#")]
    assert len(expected) > 30
    assert told(_prose(seeds, key)) == expected


def test_numbers_stand_where_they_are_said_to_stand(seeds: list[Path], key: str) -> None:
    path = next(each for each in seeds if each.name.startswith(key))
    text = path.read_text("utf-8")
    places = _prose(seeds, key).sources()
    assert len(places) > 80
    for place in places:
        assert all(text[span.start : span.end] == span.text for span in place.spans)


# posts, actual, in service, change, retired, change, honoured retirement, change
STAFF = {
    "000": "18 38 16 +1 22 +1 0 +0",
    "001": "20 17 17 -4 16 +2 0 =0",
    "002": "16 35 16 -1 19 +3 0 +0",
    "003": "8 11 8 +0 3 +3 0 +0",
    "004": "24 28 17 -0 11 +1 0 +0",
}
# total, goods, works, services, reserved for small and medium, for small and micro enterprises; in 万元
BOUGHT = {
    "000": "200.84 18.26 0 182.58 200.84 200.84",
    "001": "140.4 98.4 0 42 0 0",
    "002": "31.83 19.28 0.00 12.55 31.83 31.83",
    "003": "102.93 59.77 0 43.16 102.93 102.93",
    "004": "35.90 32.26 0.00 3.64 30.56 30.56",
}
# amount, change, growth
RUNNING = {
    "000": "29.17 +0.71 +2.49",
    "001": "35.78 -16.48 -31.53",
    "002": "14.13 -5.79 -29.07",
    "003": "19.44 +0.74 +3.96",
    "004": "39.78 -4.68 -10.53",
}
# m², value; vehicles and value: all, general, enforcement, other; furniture; other assets;
# equipment of 50, of 100 万元; planned: vehicles, equipment of 50, of 100 万元
ASSETS = {
    "000": "6,814.41 2,901.66|1 25.47|1 25.47|0 0.00|0 0.00|114.92|4,826.76|2 50|2 100||0 50|0 100",
    "001": "5162.1 2106.95|4 106.84|4 106.84|0 0|0 0|54.31|1080.84|2 50|2 100|0|0 50|0 100",
    "002": "0.00 0.00|7 67.43|3 65.92|0 0.00|4 1.51|17.37|100.86|0 50|0 100||0 50|0 100",
    "003": "3,287.52 652.09|3 125.46|3 125.46|0 0.00|0 0.00|15.15|504.06|0 50|0 100||0 50|0 100",
    "004": "230.87 96.29|12 227.60|12 227.60|0 0.00|0 0.00|21.95|68.39|0 50|0 100||0 50|0 100",
}
ASSET_KINDS = (
    "building vehicle vehicle-general vehicle-enforcement vehicle-other furniture other equipment equipment "
    "vehicle+ equipment+ equipment+"
)
GOALS = {
    "000": "whole 1 974.88|fiscal-project 5 206.00|non-fiscal-project 1 75.00|secret-project 6 281.00",
    "001": "project 8 151",
    "002": "whole 1 537.43|fiscal-project 2 60.00|non-fiscal-project 1 89.67|secret-fiscal-project 2 60",
    "003": "whole 1 342.31|fiscal-project 1 72.00|non-fiscal-project 1 110.00",
    "004": "whole 1 465.24|fiscal-project 2 22.02|non-fiscal-project 2 31.20",
}


def _short(measure: Measure) -> str:
    sign = {"increase": "+", "decrease": "-", "flat": "="}.get(measure.direction or "", "")
    return sign + measure.printed


def _all(measures: dict[str, Measure]) -> str:
    return " ".join(_short(measure) for measure in measures.values())


def test_people(seeds: list[Path], key: str) -> None:
    staffing = _prose(seeds, key).staffing
    assert staffing is not None
    assert _all(staffing.measures()) == STAFF[key]


def test_purchases(seeds: list[Path], key: str) -> None:
    procurement = _prose(seeds, key).procurement
    assert procurement is not None
    assert _all(procurement.measures()) == BOUGHT[key]
    assert {measure.unit for measure in procurement.measures().values()} == {"元"}


def test_operating_cost(seeds: list[Path], key: str) -> None:
    cost = _prose(seeds, key).operating_cost
    assert cost is not None
    assert _all(cost.measures()) == RUNNING[key]
    assert cost.compared_with == "prior-year-budget"
    assert cost.implied is not None
    assert len(cost.reason) > 8


def test_assets(seeds: list[Path], key: str) -> None:
    holdings = _prose(seeds, key).assets
    assert " ".join(each.kind + "+" * each.planned for each in holdings) == ASSET_KINDS
    assert "|".join(_all(each.measures()) for each in holdings) == ASSETS[key]
    assert {each.as_of for each in holdings if not each.planned} == {2018 if key == "001" else 2023}
    assert [each.status for each in holdings if each.kind == "vehicle" and each.planned] == ["not-arranged"]


def test_goals(seeds: list[Path], key: str) -> None:
    counts = _prose(seeds, key).goal_counts
    assert "|".join(f"{each.kind} {_all(each.measures())}" for each in counts) == GOALS[key]


# duties; internal units; region; other names; counts of units
DEPARTMENTS = {
    "000": (
        9,
        "综合科（组织人事科） 外事科 边界科 口岸科 外事服务中心",
        "652300",
        "昌吉回族自治州人民政府外事侨务办公室",
    ),
    "001": (9, "综合科 外事科 侨务科 口岸科 邻国科 自治州外事侨务服务中心", "652300", ""),
    "002": (1, "外事管理科 边界管理科 综合科 侨联办公室 外事服务中心", "653000", ""),
    "003": (1, "办公室 业务科", "652300", ""),
    "004": (1, "综合科 礼宾与涉外安全科 出国管理科(港澳事务科) 对外交流科", "650100", "乌鲁木齐市外事办公室"),
}


def test_department(seeds: list[Path], key: str) -> None:
    profile = _prose(seeds, key).department
    duties, units, region, others = DEPARTMENTS[key]
    assert len(profile.mandate) == duties
    assert " ".join(unit.text for unit in profile.internal_units) == units
    assert profile.region == region
    assert " ".join(profile.alternatives) == others
    counts = {each.kind: int(each.count.value) for each in profile.counts}
    assert counts["internal"] == len(profile.internal_units)
    assert counts["subordinate"] == (1 if key == "004" else 0)
    assert {name.found for name in profile.names} >= {"heading", "compiler", "signature"}
    assert ("cover" in {name.found for name in profile.names}) == (key in ("003", "004"))
    assert ("seal" in {name.found for name in profile.names}) == (key != "001")


def test_subordinate_units_by_name(seeds: list[Path]) -> None:
    named = {key: [unit.text for unit in _prose(seeds, key).department.subordinate_units] for key in KEYS}
    assert named.pop("004") == ["乌鲁木齐市人民政府外事办公室本级", "乌鲁木齐市人民对外友好协会"]
    assert not any(named.values())


def test_findings_on_the_narrative(seeds: list[Path]) -> None:
    codes = {
        key: [each.code for each in _seed(seeds, key).findings if each.code.startswith(("claim", "region", "unit-c"))]
        for key in KEYS
    }
    assert codes == {"000": [], "001": [], "002": [], "003": [], "004": []}


def test_one_office_under_two_names_is_a_candidate(seeds: list[Path]) -> None:
    (found,) = succession_candidates([_prose(seeds, key).department for key in KEYS])
    assert (found.earlier, found.earlier_year) == ("昌吉州外侨办", 2019)
    assert (found.later, found.later_year) == ("昌吉回族自治州人民政府外事办公室", 2024)
    assert found.region == "652300"
    assert found.shared_duties > Decimal("0.9")
    assert "652300" in found.evidence


def test_what_a_change_implies(seeds: list[Path]) -> None:
    claims = [claim for claim in _prose(seeds, "001").claims if claim.implied]
    implied = {claim.about.dims.get("function"): claim.implied.value for claim in claims if claim.implied}
    assert implied["2010301"] == Decimal(3763000)
    assert implied["2010350"] == 0
    assert implied["2010302"] == Decimal(1200000)
