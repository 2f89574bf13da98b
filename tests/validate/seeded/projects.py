"""Mistakes about projects and their goals, people, procurement, vehicles and the cost of running the office."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "projects"

FIGURES = (
    Mistake("二、机构", "内设 2 个科室", "内设 3 个科室", "FIG-18"),
    Mistake("二、机构", "实有人数 13 人", "实有人数 14 人", "FIG-01"),
    Mistake("（一）机关", "增长 25.00%", "下降 35.00%", "FIG-07 FIG-08"),
    # One more retired is told above, and two more in service.
    Mistake("（一）机关", "退休人员增加 1 人，招录 2 人", "退休人员增加 2 人，调离 2 人", "FIG-16 FIG-17"),
    Mistake("（二）政府", "2024 年，", "2023 年，", "FIG-19"),
    Mistake("（二）政府", "采购预算 6.00", "采购预算 7.00", "FIG-03", "采购预算 6.01"),
    Mistake("（二）政府", "预算金额 2.00", "预算金额 8.00", "FIG-06"),
    # One vehicle more than its kinds: a number is exact, where a value may be rounded.
    Mistake("（三）国有", "车辆 3 辆，价值 45.00", "车辆 4 辆，价值 45.00", "FIG-04", "车辆 3 辆，价值 45.01"),
    Mistake("（四）预算", "涉及金额 50.00", "涉及金额 51.00", "FIG-05", "涉及金额 50.01"),
    Mistake(
        "（四）预算", "项目 2 个，涉及预算金额 30.00", "项目 3 个，涉及预算金额 31.00", "FIG-10 FIG-11",
        "项目 2 个，涉及预算金额 30.01",
    ),
    Mistake("（四）预算", "预算金额 4.00", "预算金额 15.00", "FIG-12 FIG-13", "预算金额 4.01"),
    Mistake("（四）预算", "1 个涉密项目，涉及金额 10.00", "1 个涉密项目，涉及金额 50.00", "FIG-15"),
    # The amounts of projects: in the text, in its parts, and carried over.
    Mistake("（一）项目", "规模：20.00", "规模：21.00", "PRJ-01 PRJ-03", "规模：20.01"),
    Mistake("1、标准试点", "项目 6.00", "项目 7.00", "PRJ-02", "项目 6.01"),
    # The department's goal: money from above, of the own level, and other money.
    Mistake("上级安排", "10.00", "20.00", "GOL-04 GOL-05 GOL-06", "10.01"),
    Mistake("其他资金（万元）", "4.00", "5.00", "GOL-03"),
    Mistake(
        "项目名称\t\t标准宣传", "其中：财政拨款\t20.00", "其中：财政拨款\t22.00", "GOL-02 GOL-07",
        "其中：财政拨款\t20.01",
    ),
    Mistake("项目名称\t\t标准宣传", "<=20.00万元", "<=90.00万元", "GOL-09"),
    Mistake("项目名称\t\t标准宣传", "\t60\t", "\t70\t", "GOL-01"),
    # Fewer in the words of the objective than the indicator asks for, and fewer in the name of an indicator.
    Mistake("部门名称（盖章）", "活动 4 次", "活动 3 次", "GOL-17"),
    Mistake("项目名称\t\t标准宣传", "活动 4 次", "活动 3 次", "GOL-16"),
    # No operator, no unit.
    Mistake("项目名称\t\t标准检查", ">=4次", "4次", "GOL-12"),
    Mistake("项目名称\t\t标准检查", ">=90%", ">=90", "GOL-13"),
)  # fmt: skip

GAPS = (
    Mistake("二、机构", "实有人数 13 人", "实有人数 10 人", "FIG-02"),
    # Projects that the form, the text or the goals have under other names.
    Mistake("（二）项目", "：标准检查项目", "：计量比对工作", "PRJ-04 PRJ-05"),
    Mistake("1、标准", "试点项目", "汇编印刷", "PRJ-06"),
    Mistake("项目名称\t\t标准", "检查项目", "档案整理工作", "GOL-08"),
    Mistake("项目名称\t\t合作", "推广标准。", "", "GOL-10"),
    Mistake(
        "项目名称\t\t合作", "产出指标\t数量指标\t推广次数\t>=4次\t工作计划\t\t60\t按完成比例计分\t台账资料\n"
        "效益指标\t社会效益指标\t公众知晓率\t>=90%\t工作计划\t\t40\t按完成比例计分\t台账资料\n", "", "GOL-11",
    ),
    # 20.00 are withheld, the text tells of 10.00.
    Mistake("（一）项目", "资金分配情况：办公费 15.00 万元、劳务费 5.00 万元", "资金分配情况：不予公开", "FIG-14"),
)  # fmt: skip
