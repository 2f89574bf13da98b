"""The statutory forms of Shanghai: nine, in yuan, with ordinals where others print codes; the three public in 万元."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kg.samples import columns as c
from kg.samples.columns import AmountColumn, of_kind, of_source
from kg.samples.model import ZERO, Budget, Choice
from kg.samples.rows import SINGLE, by_economic, by_function, closed, expenditure_row, from_source, named_classes
from kg.samples.rows import revenue_row as row
from kg.samples.table import Claim, Head, Table, amount_cell, key_heads

_FISCAL = from_source("fiscal-appropriation")
_KEYS = Head("项目", (Head("功能分类科目编码", key_heads("类", "款", "项")), Head("功能分类科目名称", key=True)))


def shanghai_forms(budget: Budget) -> tuple[Table, ...]:
    """The nine forms in statutory order."""
    title = f"{budget.year}年{budget.scope_word}"
    return (
        _summary(budget, f"{title}财务收支预算总表"),
        by_function(budget, "revenue", f"{title}收入预算总表", _revenue_columns()),
        _of_kinds(budget, "expenditure", f"{title}支出预算总表", "支出预算", c.any_line),
        _appropriation(budget, f"{title}财政拨款收支预算总表"),
        _of_kinds(budget, "general", f"{title}一般公共预算支出功能分类预算表", "一般公共预算支出"),
        _of_kinds(budget, "government-fund", f"{title}政府性基金预算支出功能分类预算表", "政府性基金预算支出"),
        _of_kinds(budget, "state-capital", f"{title}国有资本经营预算支出功能分类预算表", "国有资本经营预算支出"),
        by_economic(budget, _basic_columns(), title=f"{title}一般公共预算基本支出部门预算经济分类预算表"),
        _three_public(budget, f"{budget.scope_word}“三公”经费和机关运行经费预算表"),
    )


def _summary(budget: Budget, title: str) -> Table:
    header = (
        Head("本年收入", (Head("项目", key=True), Head("预算数"))),
        Head("本年支出", (Head("项目", key=True), Head("预算数"))),
    )
    left = [
        row(budget, label, source, source)
        for label, source in (
            ("一、财政拨款收入", "fiscal-appropriation"), ("1.一般公共预算资金", "general-public-budget"),
            ("2.政府性基金", "government-fund"), ("3.国有资本经营预算", "state-capital"),
            ("二、事业收入", "unit-business"), ("三、事业单位经营收入", "unit-operating"),
            ("四、其他收入", "unit-other"),
        )
    ]  # fmt: skip
    right = named_classes(budget, SINGLE, c.any_line)
    spent = expenditure_row(budget, "支出总计", "total", SINGLE, c.any_line)
    return Table("summary", title, header, closed(left, right, row(budget, "收入总计", "total", "total"), spent))


def _revenue_columns() -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    words = ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
    columns = (
        of_source("total", "total"), of_source("fiscal", "fiscal-appropriation"),
        of_source("business", "unit-business"),
        of_source("operating", "unit-operating"), of_source("other", "unit-other"),
    )  # fmt: skip
    return (_KEYS, Head("收入预算", tuple(map(Head, words)))), columns


def _of_kinds(budget: Budget, form: str, title: str, heading: str, within: Choice | None = None) -> Table:
    sources = {"general": "general-public-budget"}
    header = (_KEYS, Head(heading, (Head("合计"), Head("基本支出"), Head("项目支出"))))
    columns = tuple(map(of_kind, ("total", "basic", "project")))
    what = heading.removesuffix("支出")
    statement = f"注：本{budget.scope_word}{budget.year}年无{what}财政拨款安排的预算，故本表为空表。"
    chosen = within or from_source(sources.get(form, form))
    return by_function(budget, form, title, (header, columns), chosen, statement)


def _appropriation(budget: Budget, title: str) -> Table:
    words = ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
    header = (
        Head("财政拨款收入", (Head("项目", key=True), Head("预算数"))),
        Head("财政拨款支出", (Head("项目", key=True), *map(Head, words))),
    )
    columns = [of_source(key, source) for key, source, _ in c.APPROPRIATION_COLUMNS]
    left = [
        row(budget, label, source, source)
        for label, source in (
            ("一、一般公共预算资金", "general-public-budget"), ("二、政府性基金", "government-fund"),
            ("三、国有资本经营预算", "state-capital"),
        )
    ]  # fmt: skip
    right = named_classes(budget, columns, _FISCAL)
    revenue = row(budget, "收入总计", "total", "fiscal-appropriation")
    spent = expenditure_row(budget, "支出总计", "total", columns, _FISCAL)
    return Table("appropriation", title, header, closed(left, right, revenue, spent))


def _basic_columns() -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    codes = Head("部门预算经济分类科目编码", key_heads("类", "款"))
    keys = Head("项目", (codes, Head("经济分类科目名称", key=True)))
    words = Head("一般公共预算基本支出", (Head("合计"), Head("人员经费"), Head("公用经费")))
    return (keys, words), tuple(map(of_kind, ("total", "personnel", "public")))


def _three_public(budget: Budget, title: str) -> Table:
    vehicle = Head("公务用车购置及运行费", (Head("小计"), Head("购置费"), Head("运行费")))
    items = (Head("合计"), Head("因公出国（境）费"), Head("公务接待费"), vehicle)
    header = (Head(f"{budget.year}年“三公”经费预算数", items), Head(f"{budget.year}年机关运行经费预算数"))
    parts = {key: each for _, key, each in c.THREE_PUBLIC}
    shown = ("total", "abroad", "reception", "vehicle", "vehicle-purchase", "vehicle-operation")
    amounts = {item: _of_items(budget, parts[item]) for item in shown}
    running = lambda line: line.kind == "public" and _FISCAL(line)  # noqa: E731
    amounts["operating-cost"] = budget.sum(running)
    cells = [amount_cell(budget.style, Claim("", "amounts", item, amount), True) for item, amount in amounts.items()]
    return Table("three-public", title, header, (tuple(cells),))


def _of_items(budget: Budget, items: Iterable[str]) -> Decimal:
    return sum((each.amount for each in budget.three_public if each.item in items), ZERO)
