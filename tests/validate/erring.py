"""A small disclosure with narrative, whole and with errors put in on purpose, each with the rule that notices it."""

from __future__ import annotations

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.tables.text import text_document
from tests.conftest import SMALL

NARRATIVE = """一、 关于示范市标准局 2024 年收支预算情况总体说明
示范市标准局 2024 年所有收入和支出均纳入部门预算管理。收支总预算 100.00 万元。

五、 关于示范市标准局 2024 年一般公共预算当年拨款情况说明
（一）一般公共预算当年拨款规模变化情况
示范市标准局 2024 年一般公共预算拨款合计 95.00 万元，比上年预算减少 5.00 万元，其中：
基本支出 65.00 万元，比上年预算增加 5.00 万元，增长 8.33%。主要原因是人员增加。
项目支出 30.00 万元，比上年预算减少 10.00 万元，下降 25.00%。主要原因是项目减少。
基本支出 65.00 万元，比上年预算增加 5.00 万元，用于保障机构运转。
（二）一般公共预算当年拨款结构情况
1、一般公共服务支出（类）85.00 万元，占 89.47%。
2、社会保障和就业支出（类）10.00 万元，占 10.53%。
3、住房保障支出（类）1.90 万元，占 2.00%。

十二、其他重要事项的情况说明
（二）政府采购情况
2024 年，示范市标准局政府采购预算 6.00 万元，其中：政府采购货物预算 1.00 万元，政府采购工程预算 2.00 万元，
政府采购服务预算 3.00 万元。

"""
TEXT = SMALL.replace("示范市标准局\n2024年2月20日", f"{NARRATIVE}示范市标准局\n2024年2月20日")

ERRORS: tuple[tuple[str, str, str], ...] = (
    ("收入总计\t100.00", "收入总计\t101.00", "FRM-01"),
    ("201\t38\t01\t行政运行\t55.00\t55.00", "201\t38\t01\t行政运行\t56.00\t55.00", "TOT-01"),
    ("208\t05\t77\t示范补贴\t10.00\t10.00", "208\t05\t77\t示范补贴\t10.00\t10.05", "TOT-02"),
    ("一般公共服务支出\t85.00\t55.00\t30.00", "一般公共服务支出\t85.00\t55.00\t30.01", "TOT-01-R"),
    ("增长 8.33%", "增长 9.33%", "PRS-04"),
    ("减少 10.00 万元，下降", "减少 10.00 万元，增长", "PRS-05"),
    ("占 89.47%", "占 88.47%", "PRS-03"),
    ("占 10.53%", "占 10.52%", "PRS-03-R"),
    ("收支总预算 100.00", "收支总预算 200.00", "PRS-02"),
    ("拨款合计 95.00", "拨款合计 96.00", "PRS-01"),
    ("货物预算 1.00", "货物预算 1.50", "FIG-03"),
    ("占 2.00%", "占 3.00%", "PRS-25"),
    ("减少 5.00 万元", "减少 4.00 万元", "PRS-26"),
    ("减少 5.00 万元", "减少 5.01 万元", "PRS-26-R"),
    ("减少 5.00 万元", "减少 6.00 万元", "PRS-27"),
    ("增加 5.00 万元，用于", "增加 6.00 万元，用于", "PRS-28"),
    ("增加 5.00 万元，用于", "增加 5.01 万元，用于", "PRS-28-R"),
    ("2024 年所有收入和支出", "2023 年所有收入和支出", "PRS-08"),
    ("2024 年，示范市标准局政府采购", "2023 年，示范市标准局政府采购", "FIG-19"),
)
"""Text as it stands, with the error, and the rule that notices it first."""


def small_nquads(text: str = TEXT) -> tuple[str, str]:
    """The quads of the small disclosure, or of a changed one, and its IRI."""
    record = disclosure(recognise(text_document(text.encode(), "small.txt")))
    return document_nquads(record), iris.document(record.sha256)
