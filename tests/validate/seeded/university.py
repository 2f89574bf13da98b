"""Mistakes in the forms of a university that carries money to the next year."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "university"

SUMS = (
    Mistake("表 1\n", "本年支出合计\t98.00", "本年支出合计\t99.00", "FRM-31 TOT-01", "本年支出合计\t98.01"),
    # More of fiscal money than of all money.
    Mistake("表 4\n", "高等教育\t94.00\t70.00", "高等教育\t94.00\t71.00", "FRM-41", "高等教育\t94.00\t70.01"),
    Mistake("三、关于", "支出预算 98.00", "支出预算 89.00", "PRS-09"),
    # No form has these: the sentence itself tells both amounts.
    Mistake("二、关于", "占 96.15%", "占 91.65%", "PRS-35"),
    Mistake("三、关于", "占 28.57%", "占 38.57%", "PRS-10"),
)

_REVENUE = """表 2
收入预算表
编制部门：示范市标准学院
单位：万元
科目编码\t科目名称\t合计\t上年结转\t财政拨款收入\t其他收入
205\t教育支出\t104.00\t\t100.00\t4.00
2050206\t研究生教育\t104.00\t\t100.00\t4.00
\t合计\t104.00\t\t100.00\t4.00
表 3
"""
# A form of revenue with more than the expenditure, which has another item.
GAPS = (Mistake("预算公开表", "表 3\n", _REVENUE, "CMP-17"),)
