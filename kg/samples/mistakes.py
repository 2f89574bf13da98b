"""Mistakes put into a document on purpose, one of a named kind, told with its place, the right and the wrong words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import TypeVar

from kg.codes.lists import code_list, edition_for
from kg.samples.model import Budget
from kg.samples.outline import Blocks, Form, Sheet, Text, outline
from kg.samples.table import Cell, Table


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong: its kind, where it stands, what ought to stand there and what does (empty: nothing).

    `place` names the form with row and column as the records of the converter key them, or the sentence of the text.
    """

    kind: str
    place: Mapping[str, str]
    right: str
    wrong: str


T = TypeVar("T")
Spoilt = tuple[Blocks, Mistake]
Kind = Callable[[Budget, Blocks, Random], Iterator[Spoilt]]
"""Gives the document with each mistake of the kind that it could hold, in an order that chance draws."""


def spoilt(budget: Budget, kind: str, random: Random) -> Spoilt | None:
    """The blocks of the budget with one mistake of a kind in them; None where the document has no place for it."""
    return next(KINDS[kind](budget, outline(budget), random), None)


# ---- forms ---------------------------------------------------------------------------------------------------------
def _digit(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """One digit of an amount is another."""
    for at, form, row, column in _amounts(blocks, random):
        text = form.table.rows[row][column].text
        digits = [index for index, char in enumerate(text) if char.isdigit()]
        index = random.choice(digits)
        others = [digit for digit in "0123456789" if digit != text[index] and not (digit == "0" and index == digits[0])]
        yield _changed_cell(
            "amount-digit", blocks, at, (row, column), text[:index] + random.choice(others) + text[index + 1 :]
        )


def _total(budget: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A grand total is not the sum of its rows."""
    for at, form, row, column in _amounts(blocks, random):
        claim = form.table.rows[row][column].claim
        if claim is None or claim.row != "total" or len(form.table.rows) < _FEW:
            continue
        style = budget.style.of(form.table.form)
        more = random.randint(1, 90) * max(style.money_unit, Decimal(10000)) * random.choice([1, 10])
        yield _changed_cell("total-sum", blocks, at, (row, column), style.printed(claim.amount + more))


_FEW = 3


def _amounts(blocks: Blocks, random: Random) -> Iterator[tuple[int, Form, int, int]]:
    """Every amount that is not zero: the place of its form among the blocks, the form, row and column."""
    places = [
        (at, block, row, column)
        for at, block in enumerate(blocks)
        if isinstance(block, Form)
        for row, cells in enumerate(block.table.rows)
        for column, cell in enumerate(cells)
        if cell.claim is not None and cell.claim.amount
    ]
    yield from random.sample(places, len(places))


def _changed_cell(kind: str, blocks: Blocks, at: int, where: tuple[int, int], text: str) -> Spoilt:
    form = blocks[at]
    assert isinstance(form, Form)
    row, column = where
    cells = form.table.rows[row]
    old = cells[column]
    rows = _put(form.table.rows, row, _put(cells, column, Cell(text, old.claim)))
    place = {"form": form.table.form, "label": _label(form.table, row)}
    if old.claim is not None:
        place |= {"side": old.claim.side, "row": old.claim.row, "column": old.claim.column}
    return _put(blocks, at, replace(form, table=replace(form.table, rows=rows))), Mistake(kind, place, old.text, text)


def _label(table: Table, row: int) -> str:
    """The words that name a row."""
    return " ".join(
        cell.text for cell, head in zip(table.rows[row], table.columns, strict=True) if head.key and cell.text
    )


def _row_dropped(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A row with money, without rows below it, is not printed."""
    for at, form, row, _column in _amounts(blocks, random):
        claim = form.table.rows[row][-1].claim or next(c.claim for c in form.table.rows[row] if c.claim)
        if form.table.form not in _CODED or claim.row == "total" or not _is_leaf(form.table, claim.row):
            continue
        rows = (*form.table.rows[:row], *form.table.rows[row + 1 :])
        place = {"form": form.table.form, "row": claim.row, "label": _label(form.table, row)}
        changed = _put(blocks, at, replace(form, table=replace(form.table, rows=rows)))
        yield (
            changed,
            Mistake("row-dropped", place, " ".join(cell.text for cell in form.table.rows[row] if cell.text), ""),
        )


_CODED = ("revenue", "expenditure", "general", "general-basic", "fiscal-expenditure", "fiscal-basic", "general-project")


def _is_leaf(table: Table, key: str) -> bool:
    keys = {cell.claim.row for row in table.rows for cell in row if cell.claim is not None}
    return not any(each != key and each.startswith(key) for each in keys)


def _form_missing(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A form is not there at all."""
    places = [at for at, block in enumerate(blocks) if isinstance(block, Form)]
    for at in random.sample(places, len(places)):
        form = blocks[at]
        assert isinstance(form, Form)
        mistake = Mistake("form-missing", {"form": form.table.form}, form.table.title, "")
        yield (*blocks[:at], *blocks[at + 1 :]), mistake


def _unit(budget: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A table names 元 where its amounts are in 万元, or the other way about."""
    places = list(dict.fromkeys(at for at, _, _, _ in _amounts(blocks, random)))
    for at in places:
        form = blocks[at]
        assert isinstance(form, Form)
        right = budget.style.of(form.table.form).money_word
        wrong = "万元" if right == "元" else "元"
        changed = replace(form, table=replace(form.table, unit=wrong))
        yield _put(blocks, at, changed), Mistake("unit", {"form": form.table.form}, right, wrong)


def _code(budget: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """The last digits of a code are those of no code."""
    known = code_list("function", edition_for("function", budget.year))
    for at, form, row, _ in _amounts(blocks, random):
        claim = next(cell.claim for cell in form.table.rows[row] if cell.claim)
        column = next((at for at, head in enumerate(form.table.columns) if head.text in _LAST_CODES), None)
        if column is None or not re.fullmatch(r"\d{7}", claim.row) or form.table.form not in _CODED:
            continue
        free = [f"{n:02d}" for n in range(60, 99) if known.get(f"{claim.row[:5]}{n:02d}") is None]
        old = form.table.rows[row][column].text
        yield _changed_cell("code", blocks, at, (row, column), old[:-2] + random.choice(free))


_LAST_CODES = ("项", "科目编码", "功能科目代码")


# ---- text ----------------------------------------------------------------------------------------------------------
def _growth(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A rate of change is not that of the amounts beside it."""
    yield from _in_text("growth", blocks, random, r"(?:增长|下降) (?P<n>\d+\.\d\d)%", lambda n: _other_rate(n, random))


def _share(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A share is not that of the amount beside it."""
    yield from _in_text("share", blocks, random, r"占 (?P<n>\d+\.\d\d)%", lambda n: _other_rate(n, random))


def _other_rate(text: str, random: Random) -> str:
    """Another rate, at least one and a half percent away, below a hundred where it was."""
    more = Decimal(random.randint(150, 900)) / 100
    value = Decimal(text)
    return f"{value - more if value > more else value + more}"


def _year(budget: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """A sentence of the text names another year."""
    pattern = rf"{re.escape(budget.department)} (?P<n>{budget.year}) 年[^。]*万元"
    yield from _in_text("year", blocks, random, pattern, lambda _: str(budget.year - 1))


def _headcount(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """The people told are not the sum of those told one by one."""
    more = random.randint(1, 9)
    yield from _in_text("headcount", blocks, random, r"实有人数 (?P<n>\d+) 人", lambda n: str(int(n) + more))


def _in_text(kind: str, blocks: Blocks, random: Random, pattern: str, other: Callable[[str], str]) -> Iterator[Spoilt]:
    found = [
        (at, match) for at, block in enumerate(blocks) if isinstance(block, Text)
        for match in re.finditer(pattern, block.text)
    ]  # fmt: skip
    for at, match in random.sample(found, len(found)):
        right = match["n"]
        wrong = other(right)
        text = match.string[: match.start("n")] + wrong + match.string[match.end("n") :]
        yield _put(blocks, at, Text(text)), Mistake(kind, {"sentence": text}, right, wrong)


# ---- goals ---------------------------------------------------------------------------------------------------------
def _weights(_: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """The weights of the indicators of a goal do not make a hundred."""
    places = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Sheet)]
    for at, sheet in random.sample(places, len(places)):
        head = next(index for index, row in enumerate(sheet.rows) if row[0] == "一级指标")
        column = next(index for index, text in enumerate(sheet.rows[head]) if text.endswith("权重"))
        row = random.randrange(head + 1, len(sheet.rows))
        right = sheet.rows[row][column]
        wrong = str(int(right) + random.choice([5, 10, 15]))
        rows = _put(sheet.rows, row, _put(sheet.rows[row], column, wrong))
        place = {"sheet": sheet.title, "number": str(places.index((at, sheet)) + 1), "label": sheet.rows[row][2]}
        yield _put(blocks, at, replace(sheet, rows=rows)), Mistake("goal-weights", place, right, wrong)


def _quantity(budget: Budget, blocks: Blocks, random: Random) -> Iterator[Spoilt]:
    """An objective counts fewer things than the indicator for them."""
    sheets = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Sheet)]
    places = [place for place in zip(sheets, budget.goals, strict=True) if place[1].counted]
    for (at, sheet), goal in random.sample(places, len(places)):
        row, column = next(
            (row, column)
            for row, cells in enumerate(sheet.rows)
            for column, text in enumerate(cells)
            if text == goal.objective
        )
        right = f"{goal.counted[0].number}"
        wrong = f"{goal.counted[0].number * random.randint(30, 80) // 100}"
        # the words before the quantities hold no digits
        objective = re.sub(r"\d[\d.]*", wrong, goal.objective, count=1)
        rows = _put(sheet.rows, row, _put(sheet.rows[row], column, objective))
        number = str(sheets.index((at, sheet)) + 1)
        place = {"sheet": sheet.title, "number": number, "label": goal.counted[0].indicator}
        yield _put(blocks, at, replace(sheet, rows=rows)), Mistake("goal-quantity", place, right, wrong)


def _put(items: Sequence[T], at: int, item: T) -> tuple[T, ...]:
    return (*items[:at], item, *items[at + 1 :])


KINDS: Mapping[str, Kind] = {
    "amount-digit": _digit,
    "total-sum": _total,
    "growth": _growth,
    "share": _share,
    "row-dropped": _row_dropped,
    "form-missing": _form_missing,
    "year": _year,
    "unit": _unit,
    "code": _code,
    "goal-weights": _weights,
    "headcount": _headcount,
    "goal-quantity": _quantity,
}
"""Every kind of mistake by its name."""
