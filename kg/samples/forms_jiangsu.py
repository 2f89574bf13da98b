"""The statutory forms of Jiangsu: twelve; three blocks side by side, revenue as one list, single columns of amounts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.samples import columns as c
from kg.samples.columns import AmountColumn, of_kind
from kg.samples.model import ZERO, Budget, Choice
from kg.samples.rows import (
    GENERAL,
    SINGLE,
    by_economic,
    by_function,
    closed,
    empty,
    expenditure_row,
    from_source,
    kind_rows,
    named_classes,
    revenue_row,
    three_public_amount,
)  # fmt: skip
from kg.samples.table import Cell, Claim, Head, Table, amount_cell, key_heads

_FISCAL = from_source("fiscal-appropriation")
_PAIR = (Head("项目名称", key=True), Head("金额"))
_LIST = (
    ("一般公共预算资金", (("小计", "general-public-budget"), ("公共财政拨款（补助）资金", "general-appropriation"),
                          ("专项收入", "general-earmarked"))),
    ("政府性基金", (("小计", "government-fund"),)),
    ("财政专户管理资金", (("小计", "special-account"), ("专户管理教育收费", "special-account-education"))),
    ("其他资金", (("小计", "unit-funds"), ("事业收入", "unit-business"), ("经营收入", "unit-operating"),
                  ("其他收入", "unit-other"))),
    ("上年结转和结余资金", (("小计", "carry-over"),)),
)  # fmt: skip
_SAME = {"general-appropriation": "general-public-budget", "special-account-education": "special-account"}
"""Sources that the form tells apart and the samples do not: all the money of the one above."""


def jiangsu_forms(budget: Budget) -> tuple[Table, ...]:
    """The twelve forms in statutory order."""
    functions = (Head("功能科目代码", key=True), Head("功能科目名称", key=True), Head("金额"))
    items = (*key_heads("科目编码", "科目名称"), Head("金额"))
    basic: Choice = lambda line: line.kind != "project" and _FISCAL(line)  # noqa: E731
    none = f"注：本{budget.scope_word}{budget.year}年无政府性基金预算财政拨款支出预算，故本表为空表。"
    one = (of_kind("total"),)
    return (
        _summary(budget),
        _revenue(budget),
        _expenditure(budget),
        _appropriation(budget),
        by_function(budget, "fiscal-expenditure", "财政拨款支出预算表（功能科目）", (functions, one), _FISCAL),
        by_economic(budget, (items, one), "fiscal-basic", "财政拨款基本支出预算表（经济科目）", basic),
        by_function(budget, "general", "一般公共预算支出预算表（功能科目）", (functions, one), GENERAL),
        by_economic(budget, (items, one), title="一般公共预算基本支出预算表（经济科目）"),
        _three_public(budget),
        by_function(
            budget, "government-fund", "政府性基金预算财政拨款支出预算表", (functions, one),
            from_source("government-fund"), none,
        ),
        _operating_cost(budget),
        _procurement(budget),
    )  # fmt: skip


def _summary(budget: Budget) -> Table:
    functions = Head("功能分类", (Head("功能科目名称", key=True), Head("金额")))
    header = (Head("收入", _PAIR), Head("支出", (functions, Head("支出用途", _PAIR))))
    left = [
        revenue_row(budget, label, source, source)
        for label, source in (
            ("一、财政拨款", "fiscal-appropriation"), ("1.一般公共预算", "general-public-budget"),
            ("2.政府性基金预算", "government-fund"), ("二、财政专户管理资金", "special-account"),
            ("三、其他资金", "unit-funds"),
        )
    ]  # fmt: skip
    gap = (Cell(), Cell())
    right = named_classes(budget, SINGLE, c.any_line)
    uses = kind_rows(budget, c.any_line)
    count = max(len(right), len(uses))
    joined = [(*(right[at] if at < len(right) else gap), *(uses[at] if at < len(uses) else gap)) for at in range(count)]
    spent = (*expenditure_row(budget, "支出合计", "total", SINGLE, c.any_line), *gap)
    rows = closed(left, joined, revenue_row(budget, "收入合计", "total", "total"), spent)
    return Table("summary", "收支预算总表", header, rows)


def _revenue(budget: Budget) -> Table:
    header = (Head("项目名称", key=True, wide=2), Head("金额"))
    whole = Claim("", "total", "amount", budget.from_source("total"))
    rows = [(Cell("收入总计"), Cell(), amount_cell(budget.style, whole, True))]
    for heading, parts in _LIST:
        for at, (label, key) in enumerate(parts):
            claim = Claim("", key, "amount", budget.from_source(_SAME.get(key, key)))
            rows.append((Cell(heading if at == 0 else ""), Cell(label), amount_cell(budget.style, claim)))
    return Table("revenue", "收入预算总表", header, tuple(rows))


def _expenditure(budget: Budget) -> Table:
    header = tuple(map(Head, ("合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金")))
    columns = [of_kind(key) for key in ("total", "basic", "project")]
    return Table("expenditure", "支出预算总表", header, (_across(budget, columns, len(header)),))


def _across(budget: Budget, columns: Sequence[AmountColumn], width: int) -> tuple[Cell, ...]:
    cells = [
        amount_cell(budget.style, Claim("", "amounts", column.key, budget.sum(column.choice)), True)
        for column in columns
    ]
    return (*cells, *(Cell() for _ in range(width - len(cells))))


def _appropriation(budget: Budget) -> Table:
    header = (Head("收入", _PAIR), Head("支出", (Head("支出用途", _PAIR),)))
    left = [
        revenue_row(budget, "一、一般公共预算", "general-public-budget", "general-public-budget"),
        revenue_row(budget, "二、政府性基金预算", "government-fund", "government-fund"),
    ]
    right = kind_rows(budget, _FISCAL)
    revenue = revenue_row(budget, "收入合计", "total", "fiscal-appropriation")
    spent = expenditure_row(budget, "支出合计", "total", SINGLE, _FISCAL)
    return Table("appropriation", "财政拨款收支预算总表", header, closed(left, right, revenue, spent))


def _three_public(budget: Budget) -> Table:
    vehicle = Head("公务用车购置及运行维护费", (Head("小计"), Head("公务用车购置费"), Head("公务用车运行维护费")))
    public = Head("“三公”经费", (Head("小计"), Head("因公出国（境）费"), vehicle, Head("公务接待费")))
    header = (Head("合计"), public, Head("会议费"), Head("培训费"))
    parts = {key: each for _, key, each in c.THREE_PUBLIC}
    shown = ("total", "abroad", "vehicle", "vehicle-purchase", "vehicle-operation", "reception")
    sources = ("general-public-budget", "government-fund")
    amounts = {item: three_public_amount(budget, parts[item], sources) for item in shown}
    meeting, training = (_of_item(budget, code) for code in ("30215", "30216"))
    whole = amounts["total"] + meeting + training
    told = {"with-meeting-training": whole, **amounts, "meeting": meeting, "training": training}
    cells = [amount_cell(budget.style, Claim("", "amounts", key, amount), True) for key, amount in told.items()]
    return Table("three-public", "“三公”经费、会议费、培训费支出预算表", header, (tuple(cells),))


def _of_item(budget: Budget, economic: str) -> Decimal:
    chosen = [line.amount for line in budget.lines if line.economic == economic and _FISCAL(line)]
    return sum(chosen, ZERO)


def _operating_cost(budget: Budget) -> Table:
    header = (*key_heads("科目编码", "科目名称"), Head("机关运行经费支出"))
    columns = (AmountColumn("amount", c.any_line),)
    title = "一般公共预算机关运行经费支出预算表"
    within: Choice = lambda line: line.kind == "public" and GENERAL(line)  # noqa: E731
    return by_economic(budget, (header, columns), "operating-cost", title, within)


def _procurement(budget: Budget) -> Table:
    words = ("采购品目大类", "专项名称", "经济科目", "采购物品名称", "采购组织形式")
    header = (*key_heads(*words), Head("总计"))
    statement = f"注：本{budget.scope_word}{budget.year}年无政府采购支出预算，故本表为空表。"
    return empty(budget, "procurement", "政府采购支出预算表", header, ["合计"], statement)
