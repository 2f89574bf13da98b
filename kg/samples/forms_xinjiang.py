"""The statutory forms of Xinjiang, of 2024 and of 2019, as views of the lines of a budget."""

from __future__ import annotations

from collections.abc import Sequence

from kg.samples import columns as c
from kg.samples.columns import AmountColumn
from kg.samples.material import name_of
from kg.samples.model import Budget, Choice
from kg.samples.rows import (
    GENERAL,
    SINGLE,
    Rows,
    all_codes,
    by_economic,
    by_function,
    class_rows,
    closed,
    code_parts,
    empty,
    expenditure_row,
    from_source,
    revenue_row,
    spread,
    three_public_amount,
    total_word,
    two_sides,
)  # fmt: skip
from kg.samples.table import Cell, Claim, Head, Table, amount_cell
from kg.text.width import squeeze


def forms_2024(budget: Budget) -> tuple[Table, ...]:
    word = budget.scope_word
    return (
        _summary_2024(budget, f"{word}收支总体情况表"),
        by_function(budget, "revenue", f"{word}收入总体情况表", c.revenue_columns(budget.style.transfer_columns)),
        by_function(budget, "expenditure", f"{word}支出总体情况表", c.kind_columns("支出预算")),
        _appropriation_2024(budget),
        by_function(budget, "general", "一般公共预算支出情况表", c.kind_columns("一般公共预算支出"), GENERAL),
        by_economic(budget, c.basic_columns()),
        _by_project(budget, "一般公共预算项目支出情况表"),
        by_function(
            budget, "government-fund", "政府性基金预算支出情况表",
            c.kind_columns("政府性基金预算支出", split=True), from_source("government-fund"),
        ),
        by_function(
            budget, "state-capital", "国有资本经营预算支出情况表",
            c.kind_columns("国有资本经营预算支出", split=True), from_source("state-capital"),
        ),
        _three_public_2024(budget),
        _carry_over(budget),
    )  # fmt: skip


def forms_2019(budget: Budget) -> tuple[Table, ...]:
    word = budget.scope_word
    general = c.kind_columns("一般公共预算支出", first="小计")
    return (
        _summary_2019(budget, f"{word}收支总体情况表"),
        by_function(budget, "revenue", f"{word}收入总体情况表", c.revenue_columns_2019()),
        by_function(budget, "expenditure", f"{word}支出总体情况表", c.kind_columns("支出预算")),
        _appropriation_2019(budget),
        by_function(budget, "general", "一般公共预算支出情况表", general, GENERAL),
        by_economic(budget, c.basic_columns("小计")),
        _by_project(budget, "项目支出情况表"),
        _three_public_2019(budget),
        by_function(
            budget, "government-fund", "政府性基金预算支出情况表",
            c.kind_columns("政府性基金预算支出", split=True), from_source("government-fund"),
        ),
    )  # fmt: skip


def _by_project(budget: Budget, title: str) -> Table:
    columns = c.project_columns()
    within: Choice = lambda line: GENERAL(line) and line.kind == "project"  # noqa: E731
    rows = Rows(budget, columns[1], within)
    keys = ["", "", "", total_word(budget), ""]
    if not rows.lines:
        return empty(budget, "general-project", title, columns[0], keys)

    def build() -> None:
        if not budget.style.unit_rows:
            _project_rows(rows, budget, "")
            return
        for unit in budget.units:
            if any(line.unit == unit for line in rows.lines):
                rows.add(["", "", "", unit, ""], squeeze(unit), lambda line, unit=unit: line.unit == unit)  # type: ignore[misc]
                _project_rows(rows, budget, unit)

    rows.total(keys, build)
    return Table("general-project", title, columns[0], tuple(rows.rows))


def _project_rows(rows: Rows, budget: Budget, unit: str) -> None:
    lines = [line for line in rows.lines if unit in ("", line.unit)]
    prefix = f"{squeeze(unit)}/" if unit else ""
    for code in all_codes([line.function for line in lines], budget.style.parents):
        name = name_of("function", code, budget.year)
        below: Choice = lambda line, code=code: unit in ("", line.unit) and line.function.startswith(code)  # type: ignore[misc]  # noqa: E731
        if len(code) < 7:
            rows.add([*code_parts(code), name, ""], prefix + code, below)
            continue
        for project in dict.fromkeys(line.project for line in lines if line.function == code):
            rows.add(
                [*code_parts(code), name, project], f"{prefix}{code}/{squeeze(project)}",
                lambda line, below=below, project=project: below(line) and line.project == project,  # type: ignore[misc]
            )  # fmt: skip


def _carry_over(budget: Budget) -> Table:
    columns = c.carry_over_columns()
    title = "上年结转结余情况明细表"
    rows = Rows(budget, columns[1], from_source("carry-over"))
    if not rows.lines:
        return empty(budget, "carry-over", title, columns[0], [total_word(budget)])

    def build() -> None:
        for unit in budget.units:
            names = budget.projects(lambda line, unit=unit: line.unit == unit and line in rows.lines)  # type: ignore[misc]
            if not names:
                continue
            prefix = ""
            if budget.style.unit_rows:
                rows.add([unit], squeeze(unit), lambda line, unit=unit: line.unit == unit)  # type: ignore[misc]
                prefix = f"{squeeze(unit)}/"
            for name in names:
                rows.add(
                    [name], prefix + squeeze(name),
                    lambda line, unit=unit, name=name: line.unit == unit and line.project == name,  # type: ignore[misc]
                )  # fmt: skip

    rows.total([total_word(budget)], build)
    return Table("carry-over", title, columns[0], tuple(rows.rows))


def _summary_header(name: str) -> tuple[Head, ...]:
    return (
        Head("收入", (Head("项目", key=True), Head("预算数"))),
        Head("支出", (Head(name, key=True), Head("预算数"))),
    )


def _summary_2024(budget: Budget, title: str) -> Table:
    left = [revenue_row(budget, label, key, key) for label, key in c.SUMMARY_2024]
    right = list(class_rows(budget, SINGLE))
    revenue = revenue_row(budget, spread(budget, "收入总计"), "total", "total")
    spent = expenditure_row(budget, spread(budget, "支出总计"), "total", SINGLE, c.any_line)
    return Table("summary", title, _summary_header("支出功能分类"), closed(left, right, revenue, spent))


def _summary_2019(budget: Budget, title: str) -> Table:
    left = [revenue_row(budget, label, key, key) for label, key in c.SUMMARY_2019]
    right = [row for row in class_rows(budget, SINGLE) if not row[0].text.startswith("230")]
    transfer = next(row for row in class_rows(budget, SINGLE) if row[0].text.startswith("230"))
    rows = [
        *two_sides(left, right),
        (
            *revenue_row(budget, spread(budget, "小计"), "current-revenue", "current-revenue"),
            *expenditure_row(budget, spread(budget, "小计"), "subtotal", SINGLE, c.any_line),
        ),
        (*revenue_row(budget, c.REVENUE_2019[-1][2], "carry-over", "carry-over"), *transfer),
        (
            *revenue_row(budget, spread(budget, "收入总计"), "total", "total"),
            *expenditure_row(budget, spread(budget, "支出合计"), "total", SINGLE, c.any_line),
        ),
    ]
    return Table("summary", title, _summary_header("功能分类"), tuple(rows))


def _appropriation_columns(keys: Sequence[str]) -> tuple[tuple[Head, ...], list[AmountColumn]]:
    chosen = [each for each in c.APPROPRIATION_COLUMNS if each[0] in keys]
    header = tuple(Head(text) for _, _, text in chosen)
    return header, [c.of_source(key, source) for key, source, _ in chosen]


def _appropriation_2024(budget: Budget) -> Table:
    heads, columns = _appropriation_columns(("total", "general", "fund", "capital"))
    fiscal = from_source("fiscal-appropriation")
    left = [revenue_row(budget, label, key, key) for label, key in c.APPROPRIATION]
    right = list(class_rows(budget, columns))
    revenue = revenue_row(budget, spread(budget, "收入总计"), "total", "fiscal-appropriation")
    spent = expenditure_row(budget, spread(budget, "支出总计"), "total", columns, fiscal)
    header = (
        Head("财政拨款收入", (Head("项目", key=True), Head("合计"))),
        Head("财政拨款支出", (Head("支出功能分类", key=True), *heads)),
    )
    rows = closed(left, right, revenue, spent)
    return Table("appropriation", "财政拨款收支预算总体情况表", header, rows)


def _appropriation_2019(budget: Budget) -> Table:
    heads, columns = _appropriation_columns(("total", "general", "fund"))
    fiscal = from_source("fiscal-appropriation")
    left = [revenue_row(budget, label.removeprefix("一、"), key, key) for label, key in c.APPROPRIATION[:3]]
    by_class = list(class_rows(budget, columns))
    right = [row for row in by_class if not row[0].text.startswith("230")]
    transfer = next(row for row in by_class if row[0].text.startswith("230"))
    rows = [
        *two_sides(left, right),
        (
            *revenue_row(budget, spread(budget, "小计"), "subtotal", "fiscal-appropriation"),
            *expenditure_row(budget, spread(budget, "小计"), "subtotal", columns, fiscal),
        ),
        (Cell(), Cell(), *transfer),
        (
            *revenue_row(budget, spread(budget, "收入总计"), "total", "fiscal-appropriation"),
            *expenditure_row(budget, spread(budget, "支出总计"), "total", columns, fiscal),
        ),
    ]
    header = (
        Head("财政拨款收入", (Head("项目", key=True), Head("合计"))),
        Head("财政拨款支出", (Head("功能分类", key=True), *heads)),
    )
    return Table("appropriation", "财政拨款收支预算总体情况表", header, tuple(rows))


def _three_public_2024(budget: Budget) -> Table:
    header = (
        Head("“三公”经费支出内容", key=True),
        Head("合计"),
        Head("资金来源", (Head("一般公共预算"), Head("政府性基金"), Head("国有资本经营预算"))),
    )
    zero = budget.style.zeros == "three-public" or not budget.three_public
    rows = []
    for label, item, parts in c.THREE_PUBLIC:
        claims = [
            Claim("", item, column, three_public_amount(budget, parts, sources))
            for column, sources in c.THREE_PUBLIC_COLUMNS
        ]
        rows.append((Cell(label), *(amount_cell(budget.style, claim, zero) for claim in claims)))
    return Table("three-public", "财政拨款“三公”经费支出情况表", header, tuple(rows))


def _three_public_2019(budget: Budget) -> Table:
    vehicle = Head("公务用车购置及运行费", (Head("小计"), Head("公务用车购置费"), Head("公务用车运行费")))
    header = (Head("合计"), Head("因公出国（境）费"), vehicle, Head("公务接待费"))
    zero = budget.style.zeros == "three-public" or not budget.three_public
    items = {item: parts for _, item, parts in c.THREE_PUBLIC}
    cells = [
        amount_cell(
            budget.style,
            Claim("", "amounts", item, three_public_amount(budget, items[item], ["general-public-budget"])),
            zero,
        )
        for item in ("total", "abroad", "vehicle", "vehicle-purchase", "vehicle-operation", "reception")
    ]
    return Table("three-public", "一般公共预算“三公”经费支出情况表", header, (tuple(cells),))
