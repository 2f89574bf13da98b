"""Invented documents of every family with one form, one row or one statement left out, and what the rules say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.samples.flavours import DOORS
from kg.samples.history import history
from kg.samples.model import Budget
from kg.samples.outline import Blocks, Form, outline
from kg.tables.text import text_document
from kg.validate.run import validate_nquads

YEARS = {"xinjiang-2019": range(2018, 2020)}
CODED = ("revenue", "expenditure", "general", "general-basic", "fiscal-expenditure", "fiscal-basic")
"""Forms whose rows are codes that other forms or the rows above hold as well."""


@cache
def budget(family: str, number: int = 7) -> Budget:
    """The second budget of a department: its text compares with the first."""
    *_, last = history(number, family, YEARS.get(family, range(2024, 2026)))
    return last


def grave(family: str, blocks: Blocks | None = None) -> set[str]:
    """The rules that a document breaks as a violation or a warning, of other blocks than its own where given."""
    data = DOORS["tabs"].write(budget(family), 0, blocks)
    record = disclosure(recognise(text_document(data, "document.txt")))
    report = validate_nquads(document_nquads(record), iris.document(record.sha256))
    return {each.rule.code for each in report.findings if each.severity != "info"}


def without_form(family: str) -> Iterator[tuple[str, Blocks]]:
    """The document without each of its forms in turn, title and all."""
    blocks = outline(budget(family))
    for at, block in enumerate(blocks):
        if isinstance(block, Form):
            yield block.table.form, (*blocks[:at], *blocks[at + 1 :])


def without_statement(family: str) -> Iterator[tuple[str, Blocks]]:
    """The document without each statement that a form is empty."""
    for at, form in _forms(family):
        if form.table.statement:
            yield form.table.form, _with(family, at, replace(form, table=replace(form.table, statement="")))


def without_row(family: str) -> Iterator[tuple[str, str, Blocks]]:
    """The document without each row of a code in turn: the form, the key of the row, the blocks."""
    for at, form in _forms(family):
        table = form.table
        if table.form not in CODED:
            continue
        for row, cells in enumerate(table.rows):
            keys = {cell.claim.row for cell in cells if cell.claim is not None and cell.claim.amount}
            if len(keys) == 1 and (key := keys.pop()).rsplit("/", 1)[-1].isdigit():
                rows = (*table.rows[:row], *table.rows[row + 1 :])
                yield table.form, key, _with(family, at, replace(form, table=replace(table, rows=rows)))


def _forms(family: str) -> Iterator[tuple[int, Form]]:
    return ((at, block) for at, block in enumerate(outline(budget(family))) if isinstance(block, Form))


def _with(family: str, at: int, form: Form) -> Blocks:
    blocks = outline(budget(family))
    return (*blocks[:at], form, *blocks[at + 1 :])
