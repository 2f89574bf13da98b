"""A disclosure as text that prints one cell a line, opened by a tab; a blank line ends a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from kg.samples import caption
from kg.samples.model import Budget
from kg.samples.outline import NUMERALS, Block, Blocks, Contents, Form, Heading, Sheet, Text, outline
from kg.samples.table import Table

_BLANKS = ("", "\u3000", "\u3000", " ")


def render_cells(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> str:
    """The text; `layout` draws the white space in cells and where captions stand."""
    random = Random(f"cells {budget.seed} {budget.year} {layout}")
    return "".join(f"{piece}\n" for block in blocks or outline(budget) for piece in _block(budget, block, random))


def _block(budget: Budget, block: Block, random: Random) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield ("\n\n" if level == 1 else "") + (text if random.random() < 0.5 else f"\u3000\u3000{text}")
        case Contents(text=text) | Text(text=text):
            yield text if random.random() < 0.5 else f"    {text}"
        case Form():
            yield from _form(budget, block, random)
        case Sheet():
            yield block.title
            yield block.subtitle
            yield from _rows(block.rows, random)
            yield ""


def _form(budget: Budget, form: Form, random: Random) -> Iterator[str]:
    table = form.table
    name, unit = caption.compiler(budget).replace("：", "： "), caption.unit(budget, table)
    yield f"\n表{NUMERALS[form.number - 1]}："
    if random.random() < 0.4:
        yield from _rows([[table.title], [name, unit]], random)
    else:
        yield table.title
        yield f"{name}{' ' * random.randint(8, 40)}{unit}"
    yield from _rows(_header(table), random)
    if budget.style.numbered_columns and table.numbers_columns:
        yield from _rows([table.numbering()], random)
    rows = [[cell.text for cell in row] for row in table.rows]
    for _ in range(random.choice([0, 0, 1, 3])):
        rows.insert(random.randint(0, len(rows)), ["" for _ in table.columns])
    yield from _rows(rows, random)
    yield ""
    if table.statement:
        yield f"备注：{table.statement}"


def _header(table: Table) -> Iterator[list[str]]:
    """A cell over several columns is one cell; a cell over several rows leaves a blank one below.

    One in the last row leaves blanks beside it: nothing below it would tell how many columns it stands over.
    """
    heads = table.heads()
    for row in range(table.header_rows):
        here = {head.column: head.text for head in heads if head.row == row}
        covered = {head.column: "" for head in heads if head.row < row < head.row + head.rowspan}
        wide = {
            column: "" for head in heads if head.row == row and row + head.rowspan == table.header_rows
            for column in range(head.column, head.column + head.colspan)
        }  # fmt: skip
        yield [text for _, text in sorted({**wide, **covered, **here}.items())]


def _rows(rows: Sequence[Sequence[str]] | Iterator[list[str]], random: Random) -> Iterator[str]:
    for row in rows:
        for text in row:
            yield f"\t{_decorated(text, random)}"
        yield ""


def _decorated(text: str, random: Random) -> str:
    if not text:
        return random.choice(_BLANKS)
    if random.random() < 0.8:
        return text
    return random.choice(["\u3000{}", "{}\u3000", " {}", "   {}"]).format(text)
