"""Mistakes in the forms of Jiangsu, where fiscal and general budget have forms of their own."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "jiangsu"

SUMS = (
    Mistake("表 3\n", "104.00\t70.00", "104.00\t71.00", "FRM-33 TOT-02", "104.00\t70.01"),
    # Basic expenditure and the total of the appropriation.
    Mistake(
        "表 4\n", "一般公共预算\t100.00\t一、基本支出\t70.00", "一般公共预算\t101.00\t一、基本支出\t71.00",
        "FRM-34 FRM-36 FRM-37", "一般公共预算\t100.01\t一、基本支出\t70.01",
    ),
    Mistake("表 4\n", "支出合计\t100.00", "支出合计\t101.00", "FRM-35", "支出合计\t100.01"),
    Mistake("表 5\n", "行政运行\t70.00", "行政运行\t71.00", "FRM-38", "行政运行\t70.01"),
    Mistake("表 6\n", "基本工资\t59.00", "基本工资\t60.00", "FRM-39", "基本工资\t59.01"),
    Mistake("表 11\n", "办公费\t10.00", "办公费\t12.00", "FRM-40", "办公费\t10.01"),
    # A class that no form has: its share and its rate contradict the amounts of the same sentence.
    Mistake("（二）一般", "占 2.10%，", "占 3.10%，", "PRS-25"),
    Mistake("（二）一般", "增长 5.00%", "增长 15.00%", "PRS-24"),
    # A class that only the summary form has.
    Mistake("三、关于", "服务支出 104.00", "服务支出 105.00", "PRS-46", "服务支出 104.01"),
    # The change of all fiscal money, told of two forms; personnel and public expenditure, which the forms do not tell.
    Mistake("五、关于", "增加 5.00 万元", "增加 6.00 万元", "PRS-29", "增加 5.01 万元"),
    Mistake("八、关于", "公用经费 11.00", "公用经费 12.00", "PRS-30", "公用经费 11.01"),
)  # fmt: skip

GAPS = (
    # An item that the form of the appropriation has; one that the other form of basic expenditure has.
    Mistake("表 7\n", "2010302\t一般行政管理事务\t30.00\n", "", "CMP-15"),
    Mistake("表 8\n", "30101\t基本工资\t59.00\n", "", "CMP-16 CMP-14"),
)
