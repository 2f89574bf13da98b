"""What the forms of all families are made of: rows keyed by columns of amounts, two sides, forms without amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from kg.samples import columns as c
from kg.samples.columns import AmountColumn
from kg.samples.material import classes, name_of
from kg.samples.model import ZERO, Budget, Choice, Line, is_kind
from kg.samples.table import Cell, Claim, Head, Table, amount_cell

Columns = tuple[tuple[Head, ...], tuple[AmountColumn, ...]]
"""The header of a form, and its columns of amounts."""


def from_source(source: str) -> Choice:
    return lambda line: line.comes_from(source)


GENERAL = from_source("general-public-budget")


class Rows:
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


def spread(budget: Budget, word: str) -> str:
    """A word as the document prints it: close, or with blanks between its characters."""
    return " ".join(word) if budget.style.spaced else word


def total_word(budget: Budget) -> str:
    """The word of the grand total."""
    return spread(budget, budget.style.total_word)


def by_function(
    budget: Budget, form: str, title: str, columns: Columns, within: Choice = c.any_line, statement: str = ""
) -> Table:
    """A form whose rows are functions, with those above them where the style prints parents."""
    return _coded(budget, Table(form, title, columns[0], (), statement), columns[1], within, "function", (3, 5, 7))


def by_economic(
    budget: Budget,
    columns: Columns,
    form: str = "general-basic",
    title: str = "一般公共预算基本支出情况表",
    within: Choice = lambda line: GENERAL(line) and line.kind != "project",
    statement: str = "",
) -> Table:
    """A form whose rows are items of the economic classification of departments."""
    table = Table(form, title, columns[0], (), statement)
    return _coded(budget, table, columns[1], within, "economic-department", (3, 5))


def _coded(
    budget: Budget, table: Table, columns: Sequence[AmountColumn], within: Choice, scheme: str, lengths: tuple[int, ...]
) -> Table:
    """The table filled; its code stands in one column where it has one before the name, else in a column a level."""
    rows = Rows(budget, columns, within)
    field = "function" if scheme == "function" else "economic"
    levels = sum(column.key for column in table.columns) - 1
    keys = [*("" for _ in range(levels)), total_word(budget)]
    if not rows.lines:
        return empty(budget, table.form, table.title, table.header, keys, table.statement)

    def build() -> None:
        for code in all_codes([getattr(line, field) for line in rows.lines], budget.style.parents, lengths):
            parts = [code] if levels == 1 else code_parts(code)[:levels]
            name = name_of(scheme, code, budget.year)
            rows.add([*parts, name], code, lambda line, code=code: getattr(line, field).startswith(code))  # type: ignore[misc]

    rows.total(keys, build)
    return Table(table.form, table.title, table.header, tuple(rows.rows))


def all_codes(codes: Sequence[str], parents: bool, lengths: tuple[int, ...] = (3, 5, 7)) -> list[str]:
    """The codes in order, with those above them where parents are printed."""
    return sorted({code[:length] for code in codes for length in (lengths if parents else lengths[-1:])})


def code_parts(code: str) -> list[str]:
    """类, 款 and 项 of a code, empty where it has none."""
    return [code[:3], code[3:5], code[5:7]]


def empty(
    budget: Budget, form: str, title: str, header: tuple[Head, ...], keys: Sequence[str], statement: str = ""
) -> Table:
    """A form without amounts, with the sentence that says so."""
    year, name = budget.year, budget.department
    what = title.removesuffix("情况明细表").removesuffix("情况表")
    said = statement or f"{name} {year} 年未安排{what.removesuffix('支出')}支出，本表为空表。"
    columns = sum(len(head.leaves) for head in header)
    blank = (*map(Cell, keys), *(Cell() for _ in range(columns - len(keys))))
    rows = () if budget.style.total_first else (blank,)
    return Table(form, title, header, rows, said)


def two_sides(left: Sequence[tuple[Cell, ...]], right: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    gaps = tuple(tuple(Cell() for _ in side[0]) for side in (left, right))
    return tuple((*(a or gaps[0]), *(b or gaps[1])) for a, b in zip_longest(left, right))


def revenue_row(budget: Budget, label: str, row: str, source: str) -> tuple[Cell, ...]:
    claim = Claim("revenue", row, "amount", budget.from_source(source))
    return Cell(label), amount_cell(budget.style, claim, row == "total" and budget.style.zeros == "totals")


def class_rows(budget: Budget, columns: Sequence[AmountColumn]) -> Iterator[tuple[Cell, ...]]:
    for code in classes(budget.year):
        yield expenditure_row(
            budget, f"{code} {name_of('function', code, budget.year)}", code, columns,
            lambda line, code=code: line.function.startswith(code),  # type: ignore[misc]
        )  # fmt: skip


def expenditure_row(
    budget: Budget, label: str, row: str, columns: Sequence[AmountColumn], choice: Choice
) -> tuple[Cell, ...]:
    cells = []
    for column in columns:
        amount = budget.sum(lambda line, column=column: choice(line) and column.choice(line))  # type: ignore[misc]
        zero = row == "total" and budget.style.zeros == "totals"
        cells.append(amount_cell(budget.style, Claim("expenditure", row, column.key, amount), zero))
    return Cell(label), *cells


SINGLE = (AmountColumn("amount", c.any_line),)


def closed(
    left: list[tuple[Cell, ...]], right: list[tuple[Cell, ...]], *last: tuple[Cell, ...]
) -> tuple[tuple[Cell, ...], ...]:
    """Two sides whose grand totals stand in the same row."""
    return (*two_sides(left, right), (*last[0], *last[1]))


def three_public_amount(budget: Budget, items: Sequence[str], sources: Sequence[str]) -> Decimal:
    chosen = (each.amount for each in budget.three_public if each.item in items and each.source in sources)
    return sum(chosen, ZERO)


_ORDINALS = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """A Chinese ordinal up to 39, as forms without codes print it.

    >>> [ordinal(each) for each in (1, 10, 12, 23)]
    ['一', '十', '十二', '二十三']
    """
    tens, ones = divmod(number, 10)
    end = _ORDINALS[ones - 1] if ones else ""
    return ("十" if tens == 1 else _ORDINALS[tens - 1] + "十" if tens else "") + end


def named_classes(budget: Budget, columns: Sequence[AmountColumn], within: Choice) -> list[tuple[Cell, ...]]:
    """The classes of functions that have money, by ordinal and name, without their codes."""
    codes = sorted({line.function[:3] for line in budget.lines if within(line)})
    return [
        expenditure_row(
            budget, f"{ordinal(at)}、{name_of('function', code, budget.year)}", code, columns,
            lambda line, code=code: within(line) and line.function.startswith(code),  # type: ignore[misc]
        )
        for at, code in enumerate(codes, start=1)
    ]  # fmt: skip


def kind_rows(budget: Budget, within: Choice) -> list[tuple[Cell, ...]]:
    """Basic and project expenditure, and the reserve that nobody plans."""
    rows = []
    for at, (label, kind) in enumerate(
        (("基本支出", "basic"), ("项目支出", "project"), ("单位预留机动经费", "reserve")), 1
    ):
        rows.append(
            expenditure_row(
                budget, f"{ordinal(at)}、{label}", kind, SINGLE,
                lambda line, kind=kind: within(line) and is_kind(line, kind),  # type: ignore[misc]
            )
        )  # fmt: skip
    return rows
