"""People, purchases, assets, goals and the department in other wordings, and what must never be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.records.prose_model import Measure
from tests.records.narrative import prose_of


def _value(measure: Measure | None) -> Decimal | None:
    return measure.value if measure else None


@pytest.mark.parametrize(
    ("text", "field", "value", "direction"),
    [
        ("编制数12人，实有人数9人", "posts", 12, None),
        ("核定编制12名，现有人员9人", "actual", 9, None),
        ("在职9人，较上年预算人数减少2人", "in_service_change", 2, "decrease"),
        ("退休4人，较上年预算人数增加或减少0人", "retired_change", 0, "flat"),
        ("退休4人，较上年预算人数增加或减少1人", "retired_change", 1, None),
        ("离休1人，增加1人", "honoured_change", 1, "increase"),
        ("离休1人", "retired", None, None),
    ],
)
def test_people_in_several_wordings(text: str, field: str, value: int | None, direction: str | None) -> None:
    staffing = prose_of(f"二、机构设置及人员情况\n示范市标准局{text}。").staffing
    assert staffing is not None
    measure = getattr(staffing, field)
    assert _value(measure) == value
    assert measure is None or measure.direction == direction


def test_purchases_in_another_wording_and_unit() -> None:
    text = "（二）政府采购情况\n2025年本部门政府采购预算金额为1,200元，其中：货物类500.5元，服务699.50元。"
    bought = prose_of(text).procurement
    assert bought is not None
    assert (_value(bought.total), _value(bought.goods), _value(bought.works), _value(bought.services)) == (
        Decimal(1200), Decimal("500.5"), None, Decimal("699.5"),
    )  # fmt: skip


def test_assets_that_are_held_and_planned_stay_apart() -> None:
    text = (
        "（三）国有资产占用使用情况\n截至 2023 年底，总体情况为：1.房屋 10.50 平方米。2.车辆 3 辆，价值 9.00 万元；"
        "其中：其他车辆 1 辆，价值 2.00 万元。单位价值 50 万元以上大型设备 4 台。"
        "2024 年安排购置车辆经费 20.00 万元，安排购置 50 万元以上大型设备 5 台（套）。"
    )
    held = {(each.kind, each.planned): each for each in prose_of(text).assets}
    assert set(held) == {
        ("building", False), ("vehicle", False), ("vehicle-other", False), ("equipment", False),
        ("vehicle", True), ("equipment", True),
    }  # fmt: skip
    assert _value(held["building", False].area) == Decimal("10.5")
    assert held["building", False].value is None
    assert _value(held["equipment", False].count) == 4
    assert _value(held["equipment", True].count) == 5
    assert _value(held["equipment", True].threshold) == 500000
    assert _value(held["vehicle", True].value) == 200000
    assert (held["vehicle", False].as_of, held["vehicle", True].as_of) == (2023, None)


def test_a_text_without_these_parts_has_none_of_them() -> None:
    prose = prose_of("一、主要职能\n负责标准化工作。")
    assert (prose.staffing, prose.procurement, prose.operating_cost, prose.assets, prose.goal_counts) == (
        None, None, None, (), (),
    )  # fmt: skip
    assert [duty.text for duty in prose.department.mandate] == ["负责标准化工作。"]


def test_units_are_split_by_the_count_that_is_stated() -> None:
    four = prose_of(
        "二、机构设置及人员情况\n本局下设4个科室，分别是：办公室、标准和计量科、质量科及信息中心。"
    ).department
    assert [unit.text for unit in four.internal_units] == ["办公室", "标准和计量科", "质量科", "信息中心"]
    three = prose_of("二、机构设置及人员情况\n本局下设3个科室，分别是：办公室、标准和计量科、质量科。").department
    assert [unit.text for unit in three.internal_units] == ["办公室", "标准和计量科", "质量科"]


def test_contact_persons_and_telephones_are_never_read() -> None:
    secret, number = "甲乙丙", "13000000000"
    text = (
        f"一、主要职能\n1、负责标准化工作。\n部门联系人 {secret} 联系电话 {number}\n2、负责计量。\n"
        f"二、机构设置及人员情况\n联系电话：{number}\n编制数 3，实有人数 3 人。"
    )
    told = repr(prose_of(text))
    assert secret not in told
    assert number not in told
    assert len(prose_of(text).department.mandate) == 2


def _units(text: str) -> dict[str, Decimal]:
    counts = prose_of(f"二、机构设置及人员情况\n{text}").department.counts
    return {each.kind: each.count.value for each in counts}


def test_units_listed_one_by_one_are_counted() -> None:
    head = "本部门包括局本部以及下属2家预算单位。其中行政单位1家，参公单位1家，事业单位1家，具体包括：\n"
    whole = _units(head + "1.示范市标准局（本部）。\n2.示范市标准所。\n3.示范市标准队。\n（一）其他。\n")
    kinds = {"subordinate": 2, "administrative": 1, "civil-service-like": 1, "institution": 1}
    assert whole == {**kinds, "listed": 3, "listed-below": 2}
    gap = _units(head + "1.示范市标准所。\n3.示范市标准队。\n")
    assert gap == {**kinds, "listed": 2}


def test_units_named_in_a_sentence_are_counted_and_so_are_numerals() -> None:
    assert _units("预算单位共计十二家，具体包括：甲局本级、乙中心。") == {"covered": 12, "listed": 2, "listed-below": 1}
    assert _units("预算单位共2家，具体包括：甲局本级、乙中心，以及其他。") == {"covered": 2}


def test_assets_of_another_day_than_the_end_of_a_year() -> None:
    text = "（三）国有资产占用使用情况\n截至2023年8月31日，共有车辆3辆。"
    (held,) = prose_of(text).assets
    assert (held.as_of, held.as_of_day) == (None, date(2023, 8, 31))
    (unsure,) = prose_of(text + "\n截至2022年9月30日，另有规定。").assets
    assert unsure.as_of_day is None


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2024年度，本部门编报绩效目标的项目共5个，涉及项目预算资金3.00万元。", 2024),
        ("与2023年相比，2024年本部门编报绩效目标的项目共5个，涉及项目预算资金3.00万元。", 2024),
        ("2023年至2024年编报绩效目标的项目共5个，涉及项目预算资金3.00万元，2022年为4个。", None),
        ("2023年试点，2024年编报绩效目标的项目共5个，涉及项目预算资金3.00万元。", None),
        ("截至2023年底，编报绩效目标的项目共5个，涉及项目预算资金3.00万元。", None),
    ],
)
def test_the_only_year_before_a_count_of_projects_is_its_own(sentence: str, year: int | None) -> None:
    (count,) = prose_of(f"（四）预算绩效情况\n{sentence}").goal_counts
    assert count.year == year


def test_sentences_name_the_one_who_discloses() -> None:
    text = (
        "2024年部门预算编制说明\n2024年，示范市标准局收入预算9.00万元。示范市计量局2024年度财政拨款支出9.00万元。\n"
        "二、机关运行经费预算\n按照要求，2024年示范市质量局（部门）下属1家机关和2家参公事业单位的预算为1.00万元。"
    )
    prose = prose_of(text)
    named = [each.text for each in prose.department.names if each.found == "sentence"]
    assert set(named) == {"示范市标准局", "示范市计量局", "示范市质量局"}
    assert [(each.unit_kind, each.value) for each in prose.remarks] == [
        ("administrative", 1), ("civil-service-like", 2),
    ]  # fmt: skip
    assert [each.year for each in prose.headings] == [2024]


def test_headings_on_another_year_are_not_dated() -> None:
    text = (
        "2023年一般公共预算支出执行情况\n无。\n三、2024年收入预算情况说明\n无。\n四、2023-2024年支出预算情况说明\n无。"
    )
    assert [each.year for each in prose_of(text).headings] == [2024]


def test_a_direction_told_with_its_reason_is_a_change_without_amount() -> None:
    text = "2024年部门预算编制说明\n财政拨款收入支出减少的主要原因是项目少了。"
    (claim,) = prose_of(text).claims
    assert (claim.kind, claim.direction, claim.value, claim.reason) == ("change", "decrease", None, "项目少了")
