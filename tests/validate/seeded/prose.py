"""Mistakes in the narrative: amounts, shares, changes, rates, words of direction, lists, and years."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "prose"

WORDS = (
    Mistake("一、关于", "收支总预算 109.00", "收支总预算 119.00", "PRS-02", "收支总预算 109.01"),
    # One class is not in the forms, one of the forms is not in the list.
    Mistake("一、关于", "一般公共服务支出、科学技术支出", "一般公共服务支出、教育支出", "PRS-16 PRS-17"),
    Mistake("二、关于", "占 96.33%", "占 86.33%", "PRS-03", "占 96.34%"),
    # 105.00 with 15.00 more than in the year before imply 90.00, which is less than what its items imply.
    Mistake("二、关于", "比上年预算增加 5.00 万元", "比上年预算增加 15.00 万元", "PRS-04 PRS-06 PRS-12"),
    Mistake("二、关于", "减少 1.00 万元，下降 20.00%", "减少 1.00 万元，增长 20.00%", "PRS-05"),
    Mistake("三、关于", "2024 年支出预算 109.00", "2023 年支出预算 109.00", "PRS-08"),
    # Neither up nor down; then the words of the template.
    Mistake("三、关于", "比上年预算增加 5.00 万元", "比上年预算 5.00 万元", "PRS-18"),
    Mistake("三、关于", "比上年预算减少 1.00 万元", "比上年预算增加（减少）1.00 万元", "PRS-19"),
    # Another amount than the form has, and it changes by less than its parts; the same figure with another change.
    Mistake(
        "五、关于", "拨款合计 105.00 万元，比上年预算增加 5.00", "拨款合计 115.00 万元，比上年预算增加 4.00",
        "PRS-01 PRS-27", "拨款合计 105.01 万元，比上年预算增加 5.00",
    ),
    Mistake("五、关于", "增加 5.00 万元，用于", "增加 6.00 万元，用于", "PRS-28", "增加 5.01 万元，用于"),
    Mistake("（三）一般", "比上年预算增加 0.00 万元", "比上年预算增加（减少）0.00 万元", "PRS-20"),
    Mistake("六、关于", "2024 年一般公共预算基本支出 75.00", "2024 年一般公共预算基本支出 65.00", "PRS-01"),
    # An item that the form does not have, and one of the form that is not listed; a list that is left open.
    Mistake("六、关于", "办公费、公务接待费", "办公费、差旅费", "CMP-08 PRS-14"),
    Mistake("六、关于", "主要包括：基本工资", "主要包括：津贴补贴等", "PRS-15"),
    Mistake("十、关于", "比上年预算减少 2.00 万元", "比上年预算减少 3.00 万元", "PRS-13"),
    # 2.00 with 3.00 more than the year before; 1.00 more of 1.00, and no rate.
    Mistake("因公出国（境）费比上年", "减少 1.00", "增加 3.00", "PRS-21"),
    Mistake("公务接待费比上年", "增加 0.00", "增加 1.00", "PRS-22"),
    Mistake("（一）机关运行", "预算 16.00", "预算 15.00", "FIG-09"),
    # The totals of basic expenditure in two forms.
    Mistake("表 6\n", "总计\t75.00", "总计\t76.00", "FRM-13", "总计\t75.01"),
)  # fmt: skip

PAST = (
    # A source that only the form of revenue has; a class that the form of expenditure lacks.
    Mistake("表 1\n", "5、单位资金\t4.00\t\t\n", "", "CMP-11"),
    Mistake("表 3\n", "206\t\t\t科学技术支出\t4.00\t\t4.00\n", "", "CMP-06"),
    # 105.00 with 3.00 less than the year before imply 108.00 of revenue, but 105.00 of expenditure.
    Mistake(
        "二、关于", "比上年预算增加 5.00 万元，增长 5.00%", "比上年预算减少 3.00 万元，下降 2.78%",
        "PRS-07 PRS-11 PRS-12",
    ),
    # The whole changes by more than its parts together.
    Mistake(
        "五、关于", "105.00 万元，比上年预算增加 5.00", "105.00 万元，比上年预算增加 6.00", "PRS-26",
        "105.00 万元，比上年预算增加 5.01",
    ),
    # 5.00 of 70.00 are 7.14%.
    Mistake("基本支出 75.00 万元，占", "增长 7.14%", "增长 8.14%", "PRS-04", "增长 7.15%"),
)  # fmt: skip
