"""Each rule that excuses a number: what it excuses, and what it must leave alone."""

from __future__ import annotations

import pytest

from kg.records.ledger_rules import ledger_rules


def _excused(name: str, text: str) -> list[str]:
    found = {span for rule in ledger_rules().rules if rule.name == name for span in rule.matches(text)}
    return [text[begin:end] for begin, end in sorted(found)]


@pytest.mark.parametrize(
    ("rule", "text", "numbers"),
    [
        ("telephone", "联系电话\n13912345678", ["13912345678"]),
        ("telephone", "联系电话:0991-7654321", ["0991-7654321"]),
        ("telephone", "电话\t7654321", ["7654321"]),
        ("telephone", "金额 13912345678.00 元", []),
        ("page-number", "前\n- 14 -\n后", ["14"]),
        ("page-number", "第 3 页 共 20 页", ["3", "20"]),
        ("page-number", "前\n5\n\n后", ["5"]),
        ("page-number", "预算为\n35\n万元", []),
        ("table-number", "表 10\n", ["10"]),
        ("table-number", "表 10 个\n", []),
        ("heading-number", "1、职能", ["1"]),
        ("heading-number", "2.灯塔", ["2"]),
        ("heading-number", "(3) 灯塔", ["3"]),
        ("heading-number", "2.50 万元", []),
        ("list-number", "完成。2、建设;(3)巡查", ["2", "3"]),
        ("list-number", "增加 2 人", []),
        ("column-number", "※ ※ 1 2 3 4", ["1 2 3 4"]),
        ("column-number", "※\t※\t1\t2\t3", ["1\t2\t3"]),
        ("column-number", "合计 1 2", []),
        ("class-code", "201 03 01 行政运行 5.00", ["201 03 01"]),
        ("class-code", "201\t03\t行政运行\t5.00", ["201\t03"]),
        ("class-code", "5.00 208 社会保障", ["208"]),
        ("class-code", "总计 208.00 209.00", []),
        ("class-code-in-text", "公共服务(201)事务(03)", ["201", "03"]),
        ("class-code-in-text", "发文(2007)", []),
        ("document-number", "某办(2017)13号文件", ["2017", "13"]),
        ("document-number", "某发[2019]63 号", ["2019", "63"]),
        ("document-number", "(2010)第000076号", ["2010", "000076", "000076"]),
        ("year", "2024\n年预算", ["2024"]),
        ("year", "2022-2024年", ["2022", "2024"]),
        ("year", "12024年", []),
        ("date", "2024年 2月 23 日", ["2", "23"]),
        ("date", "2019年1月-12月", ["1", "12"]),
        ("date", "3 个月", []),
        ("date", "“5.23”会议", ["5.23"]),
        ("threshold", "单位价值 50 万\n元以上大型设备 2 台", ["50"]),
        ("threshold", "价值 50 万元", []),
        ("identifier", "特定类 0410335A", ["0410335A"]),
        ("identifier", "0410335 个", []),
    ],
)
def test_rule(rule: str, text: str, numbers: list[str]) -> None:
    assert sorted(set(_excused(rule, text))) == sorted(set(numbers))


def test_every_rule_is_tried() -> None:
    marks = test_rule.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {name for name, _, numbers in marks if numbers} == {rule.name for rule in ledger_rules().rules}
    assert {name for name, _, numbers in marks if not numbers} >= {rule.name for rule in ledger_rules().rules} - {
        "document-number"
    }
