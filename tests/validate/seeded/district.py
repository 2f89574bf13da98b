"""Mistakes in what a disclosure of Shanghai tells twice: its units, its years, its names, the plans of its projects."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "district"

TOLD_TWICE = (
    # One unit fewer than are listed, and another kind of unit twice.
    Mistake("机构设置", "下属 2 家", "下属 4 家", "FIG-26"),
    Mistake("机构设置", "参公单位 1 家", "参公单位 2 家", "FIG-27 PRS-41"),
    # The direction of the whole; what a reason says is left; an item of the form that the text passes over.
    Mistake("编制说明", "支出增加的主要", "支出减少的主要", "PRS-39"),
    Mistake("2. ", "增减相抵后增加6.00", "增减相抵后增加9.00", "PRS-42"),
    Mistake("5. ", "”6.00万元", "”", "PRS-38"),
    # Vehicles change by more than their parts; a rate above the whole.
    Mistake("（二）", "2.00万元，与2024年预算持平。其中", "2.00万元，比2024年预算增加1.00万元。其中", "PRS-44"),
    Mistake("观众满意度", "90.00", "900.00", "PRS-45"),
    # Fewer projects than goal forms; vehicles to be bought without money.
    Mistake("四、绩效", "项目共2个", "项目共1个", "FIG-28"),
    Mistake("五、国有", "购置车辆0辆，其中：其他用车0辆", "购置车辆1辆，其中：其他用车1辆", "FIG-29"),
    # The parts of a project, and a plan by quarters beside its goal form.
    Mistake("标准宣传专项", "合计20.00万", "合计22.00万", "PRJ-08"),
    Mistake("项目概况", "第二季度用款计划2.00", "第二季度用款计划5.00", "PRJ-09"),
)  # fmt: skip

YEARS = (
    Mistake("稽查队", "2025年部门预算编制说明", "2024年部门预算编制说明", "PRS-43"),
    Mistake("二、机关", "2025年示范市标准局", "2025年示范市计量局", "HDR-09"),
    Mistake("四、绩效", "2025年度，本部门", "2024年度，本部门", "FIG-30"),
    Mistake("五、国有", "截至2024年8月31日", "截至2022年8月31日", "PRS-40"),
    Mistake("标准宣传专项", "2025年度项目总预算", "2024年度项目总预算", "PRJ-10"),
    Mistake("填报表", "（2025年度）", "（2024年度）", "HDR-08"),
    Mistake("填报表", "2025-12-31", "2024-12-31", "PRJ-07"),
)
