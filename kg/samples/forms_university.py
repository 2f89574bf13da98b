"""The statutory forms of universities: four; revenue by function, spending by kind with operating and subsidies."""

from __future__ import annotations

from kg.samples import columns as c
from kg.samples.columns import of_kind, of_source
from kg.samples.model import Budget
from kg.samples.rows import SINGLE, by_function, expenditure_row, from_source, named_classes, revenue_row, two_sides
from kg.samples.table import Head, Table, key_heads

_KEYS = key_heads("科目编码", "科目名称")


def university_forms(budget: Budget) -> tuple[Table, ...]:
    """The four forms in statutory order."""
    kinds = tuple(map(of_kind, ("total", "basic", "project")))
    spent = (*_KEYS, *map(Head, ("合计", "基本支出", "项目支出")))
    title = "财政拨款支出预算表"
    return (
        _summary(budget),
        _revenue(budget),
        by_function(budget, "expenditure", "支出预算表", (spent, kinds)),
        by_function(budget, "fiscal-expenditure", title, (spent, kinds), from_source("fiscal-appropriation")),
    )


def _summary(budget: Budget) -> Table:
    header = (
        Head("收入", (Head("项目", key=True), Head("预算数"))),
        Head("支出", (Head("项目", key=True), Head("预算数"))),
    )
    left = [
        revenue_row(budget, label, source, source)
        for label, source in (
            ("一、财政拨款", "fiscal-appropriation"), ("二、事业收入", "unit-business"),
            ("三、事业单位经营收入", "unit-operating"), ("四、其他收入", "unit-other"),
        )
    ]  # fmt: skip
    rows = [
        *two_sides(left, named_classes(budget, SINGLE, c.any_line)),
        (
            *revenue_row(budget, "本年收入合计", "current-revenue", "total"),
            *expenditure_row(budget, "本年支出合计", "subtotal", SINGLE, c.any_line),
        ),
        (
            *revenue_row(budget, "收入总计", "total", "total"),
            *expenditure_row(budget, "支出总计", "total", SINGLE, c.any_line),
        ),
    ]
    return Table("summary", "收支预算总表", header, tuple(rows))


def _revenue(budget: Budget) -> Table:
    business = Head("事业收入", (Head("金额"), Head("其中：教育收费")))
    header = (*_KEYS, Head("本年收入合计"), Head("财政拨款收入"), business, Head("其他收入"))
    columns = (
        of_source("current", "total"), of_source("fiscal", "fiscal-appropriation"),
        of_source("business-amount", "unit-business"), of_source("business-education", "unit-business-education"),
        of_source("other", "unit-other"),
    )  # fmt: skip
    return by_function(budget, "revenue", "收入预算表", (header, columns))
