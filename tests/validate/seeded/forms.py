"""Mistakes in the eleven forms of Xinjiang: sums, forms that contradict each other, and what is missing in them."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "forms"
_FUND = "212\t08\t99\t其他国有土地使用权出让收入安排的支出"
_CAPITAL = "223\t01\t99\t其他解决历史遗留问题及改革成本支出"

_TWICE = """表 12
国有资本经营预算支出情况表
编制部门：示范市标准局
单位：万元
科目\t\t\t\t国有资本经营预算支出\t\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t\t项目支出
类\t款\t项\t\t\t人员经费\t公用经费\t
※\t※\t※\t※\t1\t2\t3\t4
示范市标准局 2024 年没有安排国有资本经营预算支出，本表为空表。
"""
_CLASS = "201\t\t\t一般公共服务支出\t105.00\t59.00\t16.00\t30.00\n"

SUMS = (
    # Own money and transfers make more than the general public budget.
    Mistake("表 1\n", "一般财力\t95.00", "一般财力\t97.00", "FRM-05 TOT-03"),
    Mistake("表 1\n", "政府性基金预算拨款\t7.00", "政府性基金预算拨款\t9.00", "FRM-12", "政府性基金预算拨款\t7.01"),
    Mistake(
        "表 1\n", "非财政拨款结转结余\t1.00", "非财政拨款结转结余\t2.00", "FRM-05 FRM-20",
        "非财政拨款结转结余\t1.01",
    ),
    Mistake("表 1\n", "支出总计\t126.00", "支出总计\t127.00", "FRM-01 FRM-04", "支出总计\t126.01"),
    # The totals of revenue, of all sources and of the own money.
    Mistake(
        "表 2\n", "总计\t126.00\t115.00\t95.00", "总计\t128.00\t115.00\t96.00", "FRM-03 FRM-05 FRM-06 TOT-02",
        "总计\t126.01\t115.00\t95.01",
    ),
    Mistake(
        "表 3\n", "一般公共服务支出\t116.00", "一般公共服务支出\t117.00", "FRM-07 FRM-08 TOT-02",
        "一般公共服务支出\t116.01",
    ),
    # A class without a row of its own, and its only item is more than the summary has.
    Mistake(
        "表 3\n", f"212\t\t\t城乡社区支出\t7.00\t\t7.00\n{_FUND}\t7.00", f"{_FUND}\t8.00", "FRM-29", f"{_FUND}\t7.01"
    ),
    Mistake(
        "表 4\n", "201 一般公共服务支出\t105.00\t105.00", "201 一般公共服务支出\t105.00\t106.00", "FRM-10 TOT-02",
        "201 一般公共服务支出\t105.00\t105.01",
    ),
    # The total of revenue, and that of each budget of expenditure.
    Mistake(
        "表 4\n", "收入总计\t115.00\t支出总计\t115.00\t105.00\t7.00\t3.00",
        "收入总计\t116.00\t支出总计\t115.00\t106.00\t8.00\t4.00", "FRM-02 FRM-09 FRM-11 FRM-21 FRM-22",
        "收入总计\t115.01\t支出总计\t115.00\t105.01\t7.01\t3.01",
    ),
    # Personnel, and projects.
    Mistake(
        "表 5\n", "总计\t105.00\t59.00\t16.00\t30.00", "总计\t105.00\t60.00\t16.00\t31.00", "FRM-14 FRM-15",
        "总计\t105.00\t59.01\t16.00\t30.01",
    ),
    Mistake("表 5\n", "行政运行\t75.00", "行政运行\t76.00", "FRM-17 FRM-18", "行政运行\t75.01"),
    Mistake(
        "表 5\n", "一般行政管理事务\t30.00\t\t\t30.00", "一般行政管理事务\t30.00\t\t\t31.00", "FRM-16",
        "一般行政管理事务\t30.00\t\t\t30.01",
    ),
    Mistake("表 6\n", "因公出国（境）费用\t2.00", "因公出国（境）费用\t3.00", "FRM-24", "因公出国（境）费用\t2.01"),
    Mistake("表 6\n", "公务接待费\t1.00", "公务接待费\t2.00", "FRM-25", "公务接待费\t1.01"),
    Mistake("表 6\n", "公务用车运行维护费\t3.00", "公务用车运行维护费\t4.00", "FRM-26", "公务用车运行维护费\t3.01"),
    Mistake("表 11\n", "总计\t7.00\t6.00", "总计\t8.00\t7.00", "FRM-19 FRM-20", "总计\t7.01\t6.01"),
)  # fmt: skip

GAPS = (
    # The whole is more than its of-which rows.
    Mistake("表 1\n", "一般财力\t95.00", "一般财力\t94.00", "TOT-04"),
    # A name that is not that of the list; a total that is left blank.
    Mistake("表 2\n", "201\t\t\t一般公共服务支出", "201\t\t\t一般公共事务支出", "COD-02"),
    Mistake("表 3\n", "116.00\t75.00\t41.00", "116.00\t75.00\t", "TOT-05"),
    Mistake("表 3\n", "编制部门：示范市标准局", "编制部门：别的局", "HDR-02"),
    # No row of the class, and an item less than the forms of revenue and appropriation have.
    Mistake(
        "表 5\n", f"{_CLASS}201\t03\t01\t行政运行\t75.00\t59.00\t16.00\t\n", "", "FRM-30 CMP-07",
        "201\t03\t01\t行政运行\t75.01\t59.00\t16.00\t\n",
    ),
    Mistake("表 6\n", "302\t\t商品和服务支出\t16.00\t\t16.00\n", "", "CMP-09"),
    # A form under a title that nobody knows, one without its total.
    Mistake("表 7\n", "一般公共预算项目支出情况表", "情况表", "CMP-01 COD-04"),
    Mistake("表 11\n", "总计\t7.00\t6.00\t\t\t6.00\t1.00\t\t\t1.00\n", "", "CMP-05"),
    # Forms that say they are empty, or are without saying so, beside an appropriation from these budgets.
    Mistake(
        "表 8\n", f"\t\t\t总计\t7.00\t\t\t7.00\n{_FUND}\t7.00\t\t\t7.00",
        "示范市标准局 2024 年没有安排政府性基金预算支出，本表为空表。", "FRM-27",
    ),
    Mistake("表 8\n", "单位：万元", "单位：元", "HDR-01"),
    Mistake("表 9\n", f"\t\t\t总计\t3.00\t\t\t3.00\n{_CAPITAL}\t3.00\t\t\t3.00\n", "", "FRM-28 CMP-03"),
    # Vehicles bought or run is not told; a form of last year; a form with figures that says it is empty.
    Mistake("表 10\n", "公务用车运行费\t3.00\t3.00\t\t\n", "", "CMP-10"),
    Mistake("表 11\n", "上年结转结余情况明细表", "2023年上年结转结余情况明细表", "HDR-03"),
    Mistake(
        "表 11\n", "第三部分", "示范市标准局 2024 年没有上年结转结余安排的支出，本表为空表。\n第三部分", "CMP-04"
    ),
    # A form that stands there once more.
    Mistake("表 11\n", "第三部分", f"{_TWICE}第三部分", "CMP-02"),
    Mistake("第三部分", "示范市标准局", "示范市样板局", "HDR-05"),
    Mistake("第三部分 2024 年", "部门预算情况说明\n", "部门预算情况说明\n本部门 XX 年没有其他事项。\n", "HDR-06"),
    Mistake("", "示范市标准局\n2024 年部门预算公开", "示范市标准局2023年部门预算公开", "HDR-04"),
)  # fmt: skip
