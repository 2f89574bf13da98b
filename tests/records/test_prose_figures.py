"""People, purchases, assets, goals and the department in other wordings, and what must never be read."""

from __future__ import annotations

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
