"""Published documents of other families: what is found in them as they are, and in them with errors put in."""

from __future__ import annotations

import pytest

from tests.pipeline import families
from tests.validate import planted

pytestmark = pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
JIANGSU, SHANGHAI, UNIVERSITY = "jiangsu-renda-2018", "shanghai-commerce-2025-unit", "university-swu-2021"
STREET = "shanghai-wanli-2023"
STREET_LATER, COMMERCE, FINANCE = (
    "shanghai-wanli-2024",
    "shanghai-commerce-2025-department",
    "shanghai-finance-2025-unit",
)
JIANGSU_LATER = "jiangsu-renda-2019"

FOUND: dict[str, list[tuple[str, str]]] = {
    # The text has 10528.33 for 行政运行 (the form: 4,545.94), which is the amount of 人大事务 above it; and names two
    # items of other expenditure that the form of basic expenditure does not have.
    # 222.5, 183.6 and 427.5 of 833.60 are 26.69%, 22.03% and 51.28%, not shares of the sum with meetings and training.
    "jiangsu-renda-2017": [
        ("PRS-01", "violation"),
        *[("PRS-03", "violation")] * 3,
        ("CMP-08", "warning"),
        ("CMP-08", "warning"),
    ],
    # The form of government funds is blank and does not say why.
    "jiangsu-renda-2019-tables": [("CMP-03", "violation")],
    # The same, text and forms together.
    JIANGSU_LATER: [("CMP-03", "violation")],
    # 1685.72 of 15897.44 are 10.60%, not 10.61%; 1557.29 more than 128.43 are 1212.56%, not 1312.56%.
    JIANGSU: [("PRS-03", "violation"), ("PRS-04", "violation")],
    COMMERCE: [],
    SHANGHAI: [],
    # Both the form of government funds and that of state capital are blank without a word.
    FINANCE: [("CMP-03", "violation"), ("CMP-03", "violation")],
    # 10,903,043.00 in all, 11,419,043.00 of it fiscal money of the year.
    # The text has 441.25 for annuities of 2,206,272; nothing of government funds is 1421.25 more than the year before.
    # From 11.67 to 45.41 are 289.12%, not 314.82%; from 132.59 to 220.63 are 66.40%, not the 60.54% of the item before.
    # Five projects of 3,328.13 in the text, the five goal forms make 3,351.33.
    STREET: [
        ("GOL-02", "violation"),
        ("PRS-01", "violation"),
        ("PRS-21", "violation"),
        *[("PRS-31", "violation")] * 2,
        ("FIG-20", "warning"),
    ],
    # A sentence under the three-public form calls it empty; it prints 47.91.
    # The text has 352.67 for what it gives as 350.35 above and the form as 3,503,499.
    # 114.00 before, 110.60 now, 2.98% less: because the spending has grown.
    STREET_LATER: [("CMP-04", "violation"), ("PRS-01", "violation"), ("PRS-37", "warning")],
    # 18,953.73 in the text, 18,953.78 in the form.
    UNIVERSITY: [("PRS-01", "violation")],
}
"""Violations and warnings, each read against its page."""

AMOUNTS = [
    (JIANGSU, "summary", "revenue/total", "amount", "15887.44", "FRM-01"),
    (JIANGSU, "expenditure", "amounts", "project", "6333.69", "TOT-02"),
    (JIANGSU, "appropriation", "expenditure/project", "amount", "6333.86", "TOT-01"),
    (JIANGSU, "general", "2010102", "total", "2430.35", "FRM-38"),
    (JIANGSU, "fiscal-basic", "30102", "total", "2725.80", "FRM-39"),
    (JIANGSU, "operating-cost", "30211", "amount", "320.00", "FRM-40"),
    (JIANGSU, "three-public", "amounts", "reception", "472.50", "TOT-02"),
    (JIANGSU, "procurement", "goods", "amount", "95.00", "TOT-01"),
    (SHANGHAI, "summary", "expenditure/201", "personnel", "10,823,981.00", "TOT-02"),
    (SHANGHAI, "general", "2011302", "project", "4,455,000.00", "TOT-02"),
    (UNIVERSITY, "summary", "expenditure/next-year", "amount", "57,000.00", "TOT-01"),
    (UNIVERSITY, "expenditure", "2050204", "basic", "18,625.10", "TOT-02"),
]
WORDS = [
    (JIANGSU, "7877.76万元，占", "7787.76万元，占", "PRS-01"),
    (JIANGSU, "2177.95万元", "2771.95万元", "PRS-04"),
    # The three classes change by 2248.37 together, as the whole does.
    (JIANGSU, "539.73", "539.83", "PRS-26"),
    # The appropriation changes by 2248.37, whatever form the text speaks of.
    (JIANGSU, "支出增加2248.37", "支出增加2249.37", "PRS-29"),
    # 6298.38 of personnel and 1579.38 of public expenditure make 7877.76.
    (JIANGSU, "1579.38万元", "1597.38万元", "PRS-30"),
    # The whole project of the first goal table, beside the money of the year.
    (STREET, "4,563,800.00", "4,563,600.00", "GOL-02"),
    # The year before, the rate and the direction of an item; the years of a sentence.
    (STREET, "767.68万元", "676.78万元", "PRS-31"),
    (STREET, "减少10.04%", "增加10.04%", "PRS-31"),
    (STREET, "当年预算执行数为15.00万", "当年预算执行数为16.00万", "PRS-32"),
    (STREET, "比2022年预算执行数增加1.64%", "比2021年预算执行数增加1.64%", "PRS-33"),
    (STREET, "2023年预算安排65.69万元", "2022年预算安排65.69万元", "PRS-36"),
    (STREET, "公共法律服务（项）", "法律宣讲服务（项）", "PRS-34"),
    (STREET, "其他公共安全支出经费增加", "其他公共安全支出经费减少", "PRS-37"),
    # What stands around the forms.
    (STREET, "232.40万", "432.40万", "FIG-22"),
    (JIANGSU, "未归口管理的行政单位离退休", "归口管理的行政单位离退休", "COD-05"),
    (STREET, "上海市普陀区2023年区级部门预算", "上海市普陀区2022年区级部门预算", "HDR-07"),
    (JIANGSU, "26.69%", "29.66%", "PRS-03"),
    (UNIVERSITY, "25.27%", "27.25%", "PRS-35"),
]

TOLD_TWICE = [
    # The parts of projects: one part, the whole before and behind them, the unit, the only part, a part left out.
    (COMMERCE, "生命健康专项", "创新化发展70.00", "创新化发展90.00", "PRJ-03"),
    (COMMERCE, "生命健康专项", "创新化发展70.00", "创新化发展90.00", "PRJ-08"),
    (COMMERCE, "商业创新专项", "合计1410.00万", "合计1140.00万", "PRJ-08"),
    (COMMERCE, "贸易高质量", "2921.00万，其中", "2912.00万，其中", "PRJ-03"),
    (COMMERCE, "商业创新专项", "提升80.00万元", "提升80.00元", "PRJ-03"),
    (COMMERCE, "科技创新专项", "认定1720.00", "认定1270.00", "PRJ-03"),
    (COMMERCE, "生命健康专项", "支持企业创新化发展70.00万，", "", "PRJ-03"),
    (STREET, "年度预算安排", "180.74万", "108.74万", "PRJ-09"),
    # Years of projects, goal forms, assets, headings and sentences.
    (COMMERCE, "生命健康专项", "2025年度项目总预算", "2024年度项目总预算", "PRJ-10"),
    (COMMERCE, "科技创新专项", "2025.1.1-2025.12.31", "2024.1.1-2024.12.31", "PRJ-10"),
    (STREET, "绩效目标填报表", "（2023年度）", "（2022年度）", "HDR-08"),
    (STREET, "计划完成日期", "2023-12-31", "2022-12-31", "PRJ-07"),
    (STREET, "计划开始日期", "2023-01-01", "2024-01-01", "PRJ-07"),
    (STREET, "四、绩效目标设置", "开展了2023年项目", "开展了2022年项目", "FIG-30"),
    (FINANCE, "四、绩效目标设置", "2025年度，本单位编报", "2023年度，本单位编报", "FIG-30"),
    (STREET_LATER, "五、国有资产", "2024年部门预算安排购置", "2023年部门预算安排购置", "FIG-30"),
    (COMMERCE, "五、国有资产", "2024年8月31日", "2022年8月31日", "PRS-40"),
    (STREET, "五、国有资产", "2022年12月31日", "2023年12月31日", "PRS-40"),
    (FINANCE, "机关运行经费：指", "2025年单位预算编制说明", "2023年单位预算编制说明", "PRS-43"),
    (JIANGSU, "总体情况说明", "2018年度收入、支出预算总计", "2017年度收入、支出预算总计", "PRS-08"),
    # How many: units below, their kinds, units listed, projects with goals, vehicles.
    (STREET, "机构设置", "下属5家", "下属6家", "FIG-26"),
    (STREET_LATER, "机构设置", "下属5家", "下属3家", "FIG-26"),
    (STREET_LATER, "机构设置", "参公单位1家", "参公单位2家", "FIG-27"),
    (STREET, "机构设置", "6.上海市普陀区万里街道综合行政执法队。", "", "FIG-27"),
    (JIANGSU, "从预算单位构成看", "共计一家", "共计三家", "FIG-26"),
    (STREET, "机关运行经费预算", "1家机关", "2家机关", "PRS-41"),
    (STREET, "四、绩效目标设置", "项目5个", "项目3个", "FIG-28"),
    (STREET_LATER, "五、国有资产", "购置车辆1辆", "购置车辆0辆", "FIG-29"),
    # Whose: sentences and goal forms of another department.
    (COMMERCE, "部门预算编制说明", "2025年，上海市普陀区商务委员会", "2025年，上海市普陀区教育局", "HDR-09"),
    (FINANCE, "五、国有资产", "上海市财政局", "上海市统计局", "HDR-09"),
    (STREET, "项目类别", "上海市普陀区人民政府万里街道办事处", "上海市普陀区人民政府长风新村街道办事处", "HDR-09"),
    (JIANGSU, "三、支出预算情况说明", "江苏省人大常委会办公厅", "江苏省政协办公厅", "HDR-09"),
    # A change of vehicles that is not that of its parts; satisfaction of 800%.
    (
        FINANCE,
        "其他相关情况",
        "32.20万元，与2024年预算持平。其中",
        "32.20万元，比2024年预算增加5.00万元。其中",
        "PRS-44",
    ),
    (STREET, "补贴对象生活改善度", "≥80.00(%)", "≥800.00(%)", "PRS-45"),
    # The direction told with a reason, what a reason leaves, items passed over.
    (FINANCE, "编制说明", "收入支出减少的主要", "收入支出增加的主要", "PRS-39"),
    (JIANGSU_LATER, "一般行政管理事务（项）", "增减相抵后增加123.67", "增减相抵后增加132.67", "PRS-42"),
    (COMMERCE, "主要内容如下", "事业单位离退休（项）”1.73万元", "事业单位离退休（项）”", "PRS-38"),
    (FINANCE, "主要内容如下", "3.“卫生健康支出”科目467万元", "3.“卫生健康支出”科目", "PRS-38"),
]


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_in_a_published_document(name: str) -> None:
    report = planted.clean(name)
    assert [(each.rule.code, each.severity) for each in report.findings if each.severity != "info"] == FOUND[name]


@pytest.mark.parametrize(("name", "form", "row", "column", "printed", "rule"), AMOUNTS)
def test_a_wrong_amount_is_found(name: str, form: str, row: str, column: str, printed: str, rule: str) -> None:
    found = planted.with_amount(name, form, row, column, printed)
    assert rule in {each.rule.code for each in found.findings if each.severity == "violation"}


@pytest.mark.parametrize(("name", "stands", "wrong", "rule"), WORDS)
def test_a_wrong_number_in_the_text_is_found(name: str, stands: str, wrong: str, rule: str) -> None:
    found = planted.with_words(name, stands, wrong)
    assert rule in {each.rule.code for each in found.findings if each.severity != "info"}


@pytest.mark.parametrize(("name", "after", "stands", "wrong", "rule"), TOLD_TWICE)
def test_what_contradicts_another_place_is_found(name: str, after: str, stands: str, wrong: str, rule: str) -> None:
    assert rule not in {each.rule.code for each in planted.clean(name).findings if each.severity != "info"}
    found = planted.with_words(name, stands, wrong, after)
    assert rule in {each.rule.code for each in found.findings if each.severity != "info"}
