"""A disclosure as text whose tables are rows of cells parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from kg.samples import caption
from kg.samples.model import Budget
from kg.samples.outline import Block, Blocks, Contents, Form, Heading, Sheet, Text, outline
from kg.samples.table import Cell, Table


def render_tabs(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> str:
    """The text; `layout` draws where pages break."""
    random = Random(f"tabs {budget.seed} {budget.year} {layout}")
    return "\n\n".join(piece for block in blocks or outline(budget) for piece in _block(budget, block, random)) + "\n"


def _block(budget: Budget, block: Block, random: Random) -> Iterator[str]:
    match block:
        case Heading(text=text) | Text(text=text):
            yield text
        case Contents(text=text):
            yield f"- {text}" if random.random() < 0.7 else text
        case Form():
            yield from _form(budget, block, random)
        case Sheet():
            yield block.title
            yield block.subtitle
            yield "\n".join("\t".join(row) for row in block.rows)


def _form(budget: Budget, form: Form, random: Random) -> Iterator[str]:
    table = form.table
    yield f"表 {form.number}"
    yield table.title
    for rows in paged(table.rows, random):
        yield caption.compiler(budget)
        yield caption.unit(budget, table)
        yield "\n".join([*_header(table, budget), *("\t".join(cell.text for cell in row) for row in rows)])
    if table.statement:
        yield table.statement


def paged(rows: Sequence[tuple[Cell, ...]], random: Random) -> Iterator[Sequence[tuple[Cell, ...]]]:
    """The rows in the pages they are printed on; most tables have one."""
    if len(rows) < 8 or random.random() < 0.5:
        yield rows
        return
    at = random.randint(4, len(rows) - 2)
    yield rows[:at]
    yield rows[at:]


def header_grid(table: Table) -> list[list[str]]:
    """The header as rows of positions; a span prints its words at its first position."""
    grid = [["" for _ in table.columns] for _ in range(table.header_rows)]
    for head in table.heads():
        grid[head.row][head.column] = head.text
    return grid


def _header(table: Table, budget: Budget) -> Iterator[str]:
    for row in header_grid(table):
        yield "\t".join(row)
    if budget.style.numbered_columns and table.numbers_columns:
        yield "\t".join(table.numbering())
