"""A budget becomes the logical tables of its family of forms, and the facts that must be found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from kg.samples import columns as c
from kg.samples.columns import AmountColumn
from kg.samples.material import classes, name_of
from kg.samples.model import ZERO, Budget, Choice, Line
from kg.samples.table import Cell, Claim, Head, Table, amount_cell
from kg.text.width import squeeze

Columns = tuple[tuple[Head, ...], tuple[AmountColumn, ...]]


class Expected(NamedTuple):
    """One printed amount that a conversion must find: form, side, row key, column key, yuan."""

    form: str
    side: str
    row: str
    column: str
    amount: Decimal


def expected(budget: Budget) -> list[Expected]:
    """Every amount that the budget prints, in printed order, computed from its records alone."""
    return [Expected(table.form, *_told(claim)) for table in tables(budget) for claim in table.claims()]


def _told(claim: Claim) -> tuple[str, str, str, Decimal]:
    return claim.side, claim.row, claim.column, claim.amount


def tables(budget: Budget) -> tuple[Table, ...]:
    """The forms of the budget's family in statutory order, each in its unit of money."""
    made = _tables(budget)
    units = [budget.style.of(table.form) for table in made]
    if all(style == budget.style for style in units):
        return made
    return tuple(_tables(replace(budget, style=style))[at] for at, style in enumerate(units))


def _tables(budget: Budget) -> tuple[Table, ...]:
    return _tables_2019(budget) if budget.template == "xinjiang-2019" else _tables_2024(budget)


def _tables_2024(budget: Budget) -> tuple[Table, ...]:
    word = budget.scope_word
    return (
        _summary_2024(budget, f"{word}收支总体情况表"),
        _by_function(budget, "revenue", f"{word}收入总体情况表", c.revenue_columns(budget.style.transfer_columns)),
        _by_function(budget, "expenditure", f"{word}支出总体情况表", c.kind_columns("支出预算")),
        _appropriation_2024(budget),
        _by_function(budget, "general", "一般公共预算支出情况表", c.kind_columns("一般公共预算支出"), _general),
        _by_economic(budget, c.basic_columns()),
        _by_project(budget, "一般公共预算项目支出情况表"),
        _by_function(
            budget, "government-fund", "政府性基金预算支出情况表",
            c.kind_columns("政府性基金预算支出", split=True), _from("government-fund"),
        ),
        _by_function(
            budget, "state-capital", "国有资本经营预算支出情况表",
            c.kind_columns("国有资本经营预算支出", split=True), _from("state-capital"),
        ),
        _three_public_2024(budget),
        _carry_over(budget),
    )  # fmt: skip


def _tables_2019(budget: Budget) -> tuple[Table, ...]:
    word = budget.scope_word
    general = c.kind_columns("一般公共预算支出", first="小计")
    return (
        _summary_2019(budget, f"{word}收支总体情况表"),
        _by_function(budget, "revenue", f"{word}收入总体情况表", c.revenue_columns_2019()),
        _by_function(budget, "expenditure", f"{word}支出总体情况表", c.kind_columns("支出预算")),
        _appropriation_2019(budget),
        _by_function(budget, "general", "一般公共预算支出情况表", general, _general),
        _by_economic(budget, c.basic_columns("小计")),
        _by_project(budget, "项目支出情况表"),
        _three_public_2019(budget),
        _by_function(
            budget, "government-fund", "政府性基金预算支出情况表",
            c.kind_columns("政府性基金预算支出", split=True), _from("government-fund"),
        ),
    )  # fmt: skip


def _from(source: str) -> Choice:
    return lambda line: line.comes_from(source)


_general = _from("general-public-budget")


class _Rows:
    """Rows of a form keyed by columns of amounts; keeps the order in which they are added."""

    def __init__(self, budget: Budget, columns: Sequence[AmountColumn], within: Choice) -> None:
        self.budget = budget
        self.columns = columns
        self.lines = [line for line in budget.lines if within(line)]
        self.rows: list[tuple[Cell, ...]] = []

    def add(self, keys: Sequence[str], row: str, choice: Choice, zero: bool = False) -> None:
        lines = [line for line in self.lines if choice(line)]
        cells = [self._amount(row, column, lines, zero) for column in self.columns]
        self.rows.append((*(Cell(key) for key in keys), *cells))

    def _amount(self, row: str, column: AmountColumn, lines: Sequence[Line], zero: bool) -> Cell:
        amount = sum((line.amount for line in lines if column.choice(line)), ZERO)
        return amount_cell(self.budget.style, Claim("", row, column.key, amount), zero)

    def total(self, keys: Sequence[str], build: Callable[[], None]) -> None:
        """The rows that `build` adds, and the grand total before or behind them."""
        style = self.budget.style
        if style.total_first:
            self.add(keys, "total", c.any_line, style.zeros == "totals")
        build()
        if not style.total_first:
            self.add(keys, "total", c.any_line, style.zeros == "totals")


def _spread(budget: Budget, word: str) -> str:
    return " ".join(word) if budget.style.spaced else word


def _total_word(budget: Budget) -> str:
    return _spread(budget, budget.style.total_word)


def _by_function(budget: Budget, form: str, title: str, columns: Columns, within: Choice = c.any_line) -> Table:
    rows = _Rows(budget, columns[1], within)
    if not rows.lines:
        return _empty(budget, form, title, columns[0], ["", "", "", _total_word(budget)])
    rows.total(["", "", "", _total_word(budget)], lambda: _function_rows(rows, budget.style.parents))
    return Table(form, title, columns[0], tuple(rows.rows))


def _function_rows(rows: _Rows, parents: bool) -> None:
    for code in _codes([line.function for line in rows.lines], parents):
        keys = [*_parts(code), name_of("function", code, rows.budget.year)]
        rows.add(keys, code, lambda line, code=code: line.function.startswith(code))  # type: ignore[misc]


def _codes(codes: Sequence[str], parents: bool) -> list[str]:
    lengths = (3, 5, 7) if parents else (7,)
    return sorted({code[:length] for code in codes for length in lengths})


def _parts(code: str) -> list[str]:
    return [code[:3], code[3:5], code[5:7]]


def _by_economic(budget: Budget, columns: Columns) -> Table:
    rows = _Rows(budget, columns[1], lambda line: _general(line) and line.kind != "project")
    title = "一般公共预算基本支出情况表"
    lengths = (3, 5) if budget.style.parents else (5,)

    def build() -> None:
        for code in sorted({line.economic[:length] for line in rows.lines for length in lengths}):
            keys = [code[:3], code[3:5], name_of("economic-department", code, budget.year)]
            rows.add(keys, code, lambda line, code=code: line.economic.startswith(code))  # type: ignore[misc]

    rows.total(["", "", _total_word(budget)], build)
    return Table("general-basic", title, columns[0], tuple(rows.rows))


def _by_project(budget: Budget, title: str) -> Table:
    columns = c.project_columns()
    within: Choice = lambda line: _general(line) and line.kind == "project"  # noqa: E731
    rows = _Rows(budget, columns[1], within)
    keys = ["", "", "", _total_word(budget), ""]
    if not rows.lines:
        return _empty(budget, "general-project", title, columns[0], keys)

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


def _project_rows(rows: _Rows, budget: Budget, unit: str) -> None:
    lines = [line for line in rows.lines if unit in ("", line.unit)]
    prefix = f"{squeeze(unit)}/" if unit else ""
    for code in _codes([line.function for line in lines], budget.style.parents):
        name = name_of("function", code, budget.year)
        below: Choice = lambda line, code=code: unit in ("", line.unit) and line.function.startswith(code)  # type: ignore[misc]  # noqa: E731
        if len(code) < 7:
            rows.add([*_parts(code), name, ""], prefix + code, below)
            continue
        for project in dict.fromkeys(line.project for line in lines if line.function == code):
            rows.add(
                [*_parts(code), name, project], f"{prefix}{code}/{squeeze(project)}",
                lambda line, below=below, project=project: below(line) and line.project == project,  # type: ignore[misc]
            )  # fmt: skip


def _carry_over(budget: Budget) -> Table:
    columns = c.carry_over_columns()
    title = "上年结转结余情况明细表"
    rows = _Rows(budget, columns[1], _from("carry-over"))
    if not rows.lines:
        return _empty(budget, "carry-over", title, columns[0], [_total_word(budget)])

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

    rows.total([_total_word(budget)], build)
    return Table("carry-over", title, columns[0], tuple(rows.rows))


def _empty(budget: Budget, form: str, title: str, header: tuple[Head, ...], keys: Sequence[str]) -> Table:
    """A form without amounts, with the sentence that says so."""
    year, name = budget.year, budget.department
    what = title.removesuffix("情况明细表").removesuffix("情况表")
    statement = f"{name} {year} 年未安排{what.removesuffix('支出')}支出，本表为空表。"
    columns = sum(len(head.leaves) for head in header)
    blank = (*map(Cell, keys), *(Cell() for _ in range(columns - len(keys))))
    rows = () if budget.style.total_first else (blank,)
    return Table(form, title, header, rows, statement)


def _two_sides(left: Sequence[tuple[Cell, ...]], right: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    gaps = tuple(tuple(Cell() for _ in side[0]) for side in (left, right))
    return tuple((*(a or gaps[0]), *(b or gaps[1])) for a, b in zip_longest(left, right))


def _revenue_row(budget: Budget, label: str, row: str, source: str) -> tuple[Cell, ...]:
    claim = Claim("revenue", row, "amount", budget.from_source(source))
    return Cell(label), amount_cell(budget.style, claim, row == "total" and budget.style.zeros == "totals")


def _summary_header(name: str) -> tuple[Head, ...]:
    return (
        Head("收入", (Head("项目", key=True), Head("预算数"))),
        Head("支出", (Head(name, key=True), Head("预算数"))),
    )


def _class_rows(budget: Budget, columns: Sequence[AmountColumn]) -> Iterator[tuple[Cell, ...]]:
    for code in classes(budget.year):
        yield _expenditure_row(
            budget, f"{code} {name_of('function', code, budget.year)}", code, columns,
            lambda line, code=code: line.function.startswith(code),  # type: ignore[misc]
        )  # fmt: skip


def _expenditure_row(
    budget: Budget, label: str, row: str, columns: Sequence[AmountColumn], choice: Choice
) -> tuple[Cell, ...]:
    cells = []
    for column in columns:
        amount = budget.sum(lambda line, column=column: choice(line) and column.choice(line))  # type: ignore[misc]
        zero = row == "total" and budget.style.zeros == "totals"
        cells.append(amount_cell(budget.style, Claim("expenditure", row, column.key, amount), zero))
    return Cell(label), *cells


_SINGLE = (AmountColumn("amount", c.any_line),)


def _closed(
    left: list[tuple[Cell, ...]], right: list[tuple[Cell, ...]], *last: tuple[Cell, ...]
) -> tuple[tuple[Cell, ...], ...]:
    """Two sides whose grand totals stand in the same row."""
    return (*_two_sides(left, right), (*last[0], *last[1]))


def _summary_2024(budget: Budget, title: str) -> Table:
    left = [_revenue_row(budget, label, key, key) for label, key in c.SUMMARY_2024]
    right = list(_class_rows(budget, _SINGLE))
    revenue = _revenue_row(budget, _spread(budget, "收入总计"), "total", "total")
    spent = _expenditure_row(budget, _spread(budget, "支出总计"), "total", _SINGLE, c.any_line)
    return Table("summary", title, _summary_header("支出功能分类"), _closed(left, right, revenue, spent))


def _summary_2019(budget: Budget, title: str) -> Table:
    left = [_revenue_row(budget, label, key, key) for label, key in c.SUMMARY_2019]
    right = [row for row in _class_rows(budget, _SINGLE) if not row[0].text.startswith("230")]
    transfer = next(row for row in _class_rows(budget, _SINGLE) if row[0].text.startswith("230"))
    rows = [
        *_two_sides(left, right),
        (
            *_revenue_row(budget, _spread(budget, "小计"), "current-revenue", "current-revenue"),
            *_expenditure_row(budget, _spread(budget, "小计"), "subtotal", _SINGLE, c.any_line),
        ),
        (*_revenue_row(budget, c.REVENUE_2019[-1][2], "carry-over", "carry-over"), *transfer),
        (
            *_revenue_row(budget, _spread(budget, "收入总计"), "total", "total"),
            *_expenditure_row(budget, _spread(budget, "支出合计"), "total", _SINGLE, c.any_line),
        ),
    ]
    return Table("summary", title, _summary_header("功能分类"), tuple(rows))


def _appropriation_columns(keys: Sequence[str]) -> tuple[tuple[Head, ...], list[AmountColumn]]:
    chosen = [each for each in c.APPROPRIATION_COLUMNS if each[0] in keys]
    header = tuple(Head(text) for _, _, text in chosen)
    return header, [c.of_source(key, source) for key, source, _ in chosen]


def _appropriation_2024(budget: Budget) -> Table:
    heads, columns = _appropriation_columns(("total", "general", "fund", "capital"))
    fiscal = _from("fiscal-appropriation")
    left = [_revenue_row(budget, label, key, key) for label, key in c.APPROPRIATION]
    right = list(_class_rows(budget, columns))
    revenue = _revenue_row(budget, _spread(budget, "收入总计"), "total", "fiscal-appropriation")
    spent = _expenditure_row(budget, _spread(budget, "支出总计"), "total", columns, fiscal)
    header = (
        Head("财政拨款收入", (Head("项目", key=True), Head("合计"))),
        Head("财政拨款支出", (Head("支出功能分类", key=True), *heads)),
    )
    rows = _closed(left, right, revenue, spent)
    return Table("appropriation", "财政拨款收支预算总体情况表", header, rows)


def _appropriation_2019(budget: Budget) -> Table:
    heads, columns = _appropriation_columns(("total", "general", "fund"))
    fiscal = _from("fiscal-appropriation")
    left = [_revenue_row(budget, label.removeprefix("一、"), key, key) for label, key in c.APPROPRIATION[:3]]
    by_class = list(_class_rows(budget, columns))
    right = [row for row in by_class if not row[0].text.startswith("230")]
    transfer = next(row for row in by_class if row[0].text.startswith("230"))
    rows = [
        *_two_sides(left, right),
        (
            *_revenue_row(budget, _spread(budget, "小计"), "subtotal", "fiscal-appropriation"),
            *_expenditure_row(budget, _spread(budget, "小计"), "subtotal", columns, fiscal),
        ),
        (Cell(), Cell(), *transfer),
        (
            *_revenue_row(budget, _spread(budget, "收入总计"), "total", "fiscal-appropriation"),
            *_expenditure_row(budget, _spread(budget, "支出总计"), "total", columns, fiscal),
        ),
    ]
    header = (
        Head("财政拨款收入", (Head("项目", key=True), Head("合计"))),
        Head("财政拨款支出", (Head("功能分类", key=True), *heads)),
    )
    return Table("appropriation", "财政拨款收支预算总体情况表", header, tuple(rows))


def _three_public_amount(budget: Budget, items: Sequence[str], sources: Sequence[str]) -> Decimal:
    chosen = (each.amount for each in budget.three_public if each.item in items and each.source in sources)
    return sum(chosen, ZERO)


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
            Claim("", item, column, _three_public_amount(budget, parts, sources))
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
            Claim("", "amounts", item, _three_public_amount(budget, items[item], ["general-public-budget"])),
            zero,
        )
        for item in ("total", "abroad", "vehicle", "vehicle-purchase", "vehicle-operation", "reception")
    ]
    return Table("three-public", "一般公共预算“三公”经费支出情况表", header, (tuple(cells),))
