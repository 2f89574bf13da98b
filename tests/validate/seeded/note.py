"""Mistakes in a note on the budget that tells the year before of every item, and in what stands around its forms."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "note"

ITEMS = (
    Mistake("1. ", "增加10.00%", "增加20.00%", "PRS-31"),
    Mistake("1. ", "主要原因是：行政运行经费增加", "主要原因是：行政运行经费减少", "PRS-37"),
    Mistake("2. ", "2024年当年预算执行数为34.00", "2024年当年预算执行数为43.00", "PRS-32"),
    Mistake("宣传。", "比2024年预算执行数持平", "比2023年预算执行数持平", "PRS-33"),
    # More running cost than public expenditure; the statement of another year.
    Mistake("“三公”经费", "2.00\t12.00", "2.00\t21.00", "FIG-25"),
    Mistake("政府性基金", "注：本部门2025年", "注：本部门2024年", "CMP-12"),
    # The only item of a group is left out.
    Mistake("支出预算总表", "208\t05\t05\t机关事业单位基本养老保险缴费支出\t60,000\t60,000\t\n", "", "CMP-13"),
    Mistake("三、政府采购", "预算为5.00万元", "预算为9.00万元", "FIG-22"),
    Mistake("四、绩效", "资金34.00万元", "资金43.00万元", "FIG-20 FIG-21"),
    Mistake("第一部分", "事业单位 2 家", "事业单位 4 家", "FIG-24"),
    Mistake("第一部分", "事业编制 20 名", "事业编制 10 名", "FIG-23"),
)

YEARS = (
    Mistake("标准局", "2025 年部门预算公开", "2024 年部门预算公开", "HDR-07"),
    # A row of one form under another name.
    Mistake("支出功能分类预算表", "01\t行政运行", "01\t机关服务", "COD-05"),
    Mistake("填报表", "年度资金申请总额\t340,000.00", "年度资金申请总额\t430,000.00", "GOL-14 GOL-15"),
    Mistake("60.00万元，", "2025年预算安排66.00", "2024年预算安排66.00", "PRS-36"),
    Mistake("2. ", "一般行政管理事务（项）", "标准样品检测（项）", "PRS-34"),
)
