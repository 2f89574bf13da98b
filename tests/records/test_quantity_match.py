"""Quantities of an objective and the indicators that measure the same things: tied where a reader has no doubt."""

from __future__ import annotations

import pytest

from kg.provenance import Source, Span
from kg.recognise.goal_targets import read_target
from kg.records.goal_model import Goal, Indicator, Stated
from kg.records.quantity_match import with_quantities


def stated(text: str) -> Stated:
    return Stated(text, Source((Span(text),)))


def indicator(name: str, target: str) -> Indicator:
    read = read_target(target)
    return Indicator(
        label=stated(name), level1=None, level2=None, operator=read.operator, target_value=read.value,
        target_unit=read.unit, target_text=target, target_source=None,
        qualitative=not any(char.isdigit() for char in target), weight=None, weight_source=None, basis=None,
        prior_year_value=None, scoring_rule=None, evidence=None,
    )  # fmt: skip


def goal(objective: str | None, *indicators: str, year: str | None = None) -> Goal:
    """A goal with indicators written as `name=target`."""
    return Goal(
        kind="project", form="project-goals", about="示范项目", about_source=None, unit=None, authority=None,
        start=None, end=None, year=stated(year) if year else None, objective=stated(objective) if objective else None,
        period_objective=None, funding=(), total=None, summed=False,
        indicators=tuple(indicator(*each.split("=", 1)) for each in indicators), contacts=(), others=(),
    )  # fmt: skip


def tied(objective: str, *indicators: str, year: str | None = None) -> list[tuple[str, int | None]]:
    """Each quantity with the place of its indicator."""
    found = with_quantities(goal(objective, *indicators, year=year)).quantities
    return [(f"{each.printed}{each.unit}", each.indicator) for each in found]


@pytest.mark.parametrize(
    ("objective", "name"),
    [
        ("维护120盏路灯。", "路灯维护数量=100盏"),
        ("维护路灯120盏。", "维护路灯=100盏"),
        ("对120盏路灯进行维护", "对路灯进行维护=≥100盏"),
        ("对在建闸门6座、120盏路灯进行维护", "对在建路灯进行维护=100盏"),
        ("全年举办业务讲座120场", "举办业务讲座场次=100场"),
        ("全年举办业务讲座120场", "业务讲座（场）=100"),
        ("巡检路灯120盏", "路灯数量(盏)=120盏"),
        ("采购120盏路灯", "路灯采购数量=100盏"),
        ("慰问老人不少于120人次", "慰问老人人次=100人次"),
        ("资助学生120名", "资助学生人数=100人"),
        ("清淤渠道3公里、120盏路灯进行维护", "路灯维护=100盏"),
    ],
)
def test_one_thing_in_both_places_is_tied(objective: str, name: str) -> None:
    assert tied(objective, "合格率=100%", name)[-1][1] == 1


@pytest.mark.parametrize(
    ("objective", "indicators"),
    [
        # Another unit, another thing, or no number.
        ("维护120盏路灯。", ["路灯维护数量=100次"]),
        ("维护120盏路灯。", ["路灯杆维护数量=100盏"]),
        ("维护120盏路灯。", ["道路维护数量=100盏"]),
        ("维护120盏路灯。", ["路灯维护=及时"]),
        # The name tells more than the sentence: a part of the things, or something about them.
        ("维护120盏路灯。", ["城东路灯维护数量=100盏"]),
        ("维护120盏路灯。", ["路灯故障处理数量=100盏"]),
        ("维护120盏路灯。", ["新增路灯数量=100盏"]),
        # The sentence tells more than the name: other things of the same name.
        ("更换120盏路灯。", ["路灯数量=500盏"]),
        ("在建120盏路灯按时完工。", ["路灯数量=500盏"]),
        ("巡检城东路灯120盏。", ["路灯数量=500盏"]),
        # Another clause does not speak of the things.
        ("更换120盏路灯，维护线路", ["路灯维护数量=100盏"]),
        ("检修120盏路灯、更换线路", ["路灯更换数量=100盏"]),
        # Two indicators, or two quantities, could be meant: the parts may make the whole.
        ("维护120盏路灯。", ["路灯维护数量=100盏", "城东路灯维护数量=20盏"]),
        ("维护120盏路灯。", ["路灯维护数量=100盏", "路灯更换=其中20盏"]),
        ("维护120盏路灯，其中50盏路灯为节能型。", ["路灯维护数量=120盏"]),
        ("城东维护路灯120盏，城西维护路灯50盏。", ["路灯维护数量=170盏"]),
        # Another reading explains the other number: of another quantity, the whole of parts, each so many times.
        ("硬化道路10公里，总长25公里", ["硬化道路里程=25公里"]),
        ("城东维护路灯70盏，城西50盏", ["维护路灯数量=120盏"]),
        ("维护路灯120盏", ["维护路灯数量=100盏", "城西灯具=20盏"]),
        ("对25个乡镇开展检查1次", ["检查次数=25次"]),
        ("25个乡镇各开展检查1次", ["检查次数=25次"]),
        ("按季度开展检查1次", ["检查次数=4次"]),
        ("每月召开例会1次，全年12次", ["召开例会次数=12次"]),
        ("已维护路灯80盏，维护工作继续进行", ["维护路灯数量=120盏"]),
        # A word that names anything.
        ("完成120项任务。", ["完成任务数=100项"]),
        ("开展4次活动。", ["组织活动次数=6次"]),
    ],
)
def test_what_leaves_a_doubt_is_not_tied(objective: str, indicators: list[str]) -> None:
    assert {at for _, at in tied(objective, *indicators)} <= {None}


@pytest.mark.parametrize(
    "objective",
    [
        "维护路灯约120盏",
        "每月维护路灯120盏",
        "新增路灯120盏",
        "现有路灯120盏",
        "维护路灯100至120盏",
        "上年维护路灯120盏",
    ],
)
def test_a_number_that_is_no_exact_count_is_not_stated(objective: str) -> None:
    assert tied(objective, "维护路灯数量=100盏") == []


def test_quantities_of_another_year_are_not_stated() -> None:
    assert tied("2023年维护路灯120盏", "维护路灯数量=100盏", year="2024") == []
    assert tied("2024年维护路灯120盏", "维护路灯数量=100盏", year="2024") == [("120盏", 0)]


def test_every_quantity_is_stated_whether_or_not_it_is_measured() -> None:
    assert tied("维护120盏路灯、9座泵站，清理河道3.5公里。", "路灯维护=100盏", "河道清理长度=≥3公里") == [
        ("120盏", 0), ("9座", None), ("3.5公里", 1),
    ]  # fmt: skip


def test_a_goal_without_an_objective_states_nothing() -> None:
    assert with_quantities(goal(None, "维护路灯=100盏")).quantities == ()


def test_the_noun_is_the_one_that_the_indicator_has() -> None:
    (quantity,) = with_quantities(goal("巡检路灯120盏", "路灯数量=120盏")).quantities
    assert (quantity.noun, quantity.indicator) == ("路灯", 0)


@pytest.mark.parametrize(
    ("name", "target", "own"),
    [
        ("举办讲座40场", "=30场", "40场"),
        ("举办讲座 40 场（场）", "30", "40场"),
        ("举办讲座不少于40场", "≥40场", "40场"),
        # Another unit, more after it, two numbers, rough or each month, no number in the target: nothing to compare.
        ("举办讲座40场", "=30人", ""),
        ("40个社区的服务站", "=80个", ""),
        ("2场讲座和40场", "=42场", ""),
        ("举办讲座约40场", "=30场", ""),
        ("每月举办讲座4场", "=48场", ""),
        ("新增讲座4场", "=48场", ""),
        ("举办第4场", "=1场", ""),
        ("举办讲座40场", "按期举办", ""),
        ("举办讲座场次", "=30场", ""),
        ("路段190-265", "1次", ""),
    ],
)
def test_an_indicator_that_ends_with_a_quantity_has_it_as_its_own(name: str, target: str, own: str) -> None:
    (read,) = with_quantities(goal("办好讲座。", f"{name}={target}")).indicators
    assert (f"{read.quantity.printed}{read.quantity.unit}" if read.quantity else "") == own
    assert read.quantity is None or (read.quantity.indicator, read.quantity.noun) == (0, "讲座")
