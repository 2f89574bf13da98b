"""A disclosure as the bare lines of a PDF: cells wrapped at their width, empty cells gone, pages numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from kg.samples import caption
from kg.samples.model import Budget
from kg.samples.outline import Block, Blocks, Contents, Form, Heading, Sheet, Text, outline
from kg.samples.render_tabs import paged
from kg.samples.table import Cell, Table

_PUNCTUATION = "，。、；：）？！”%"


@dataclass(slots=True)
class Page:
    """How this printing is laid out: the widths in characters, the page breaks, the page numbers."""

    random: Random
    line: int
    footer: str
    feed: bool
    number: int = 1

    def turn(self) -> str:
        """What stands between two pages."""
        foot = f"\n\n\n{self.footer.format(self.number)}\n" if self.footer else ""
        self.number += 1
        return foot + ("\n\f" if self.feed else "\n ")


def render_lines(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> str:
    """The text; `layout` draws the widths of lines and cells, the breaks and the footers."""
    random = Random(f"lines {budget.seed} {budget.year} {layout}")
    footers = ["", "- {} -", "第{}页", *(["{}"] if budget.style.decimals == 2 else [])]
    page = Page(random, random.choice([26, 34, 40]), random.choice(footers), random.random() < 0.3)
    return " " + "".join(piece for block in blocks or outline(budget) for piece in _block(budget, block, page)) + "\n"


def _block(budget: Budget, block: Block, page: Page) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield (page.turn() if level == 1 else "") + paragraph(text, page.line)
        case Contents(text=text) | Text(text=text):
            yield paragraph(text, page.line)
        case Form():
            yield from _form(budget, block, page)
        case Sheet():
            yield page.turn() + paragraph(block.title, page.line) + paragraph(block.subtitle, page.line)
            widths = [page.random.choice([6, 8, 10]) for _ in block.rows[0]]
            for row in block.rows:
                yield row_text(row, widths)


def paragraph(text: str, width: int) -> str:
    """Each printed line, and a blank one behind it."""
    return "".join(f"{line}\n\n" for line in wrapped(text, width))


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of a width in Chinese characters; two Latin letters or digits take the room of one.

    >>> wrapped("机关事业单位职业年金", 6)
    ['机关事业单位', '职业年金']
    >>> wrapped("89.67", 2)
    ['89.6', '7']
    """
    lines, room = [""], 0.0
    for char in text:
        size = 0.5 if ord(char) < 128 else 1.0
        if room + size > width and not (char in _PUNCTUATION and lines[-1]):
            lines.append("")
            room = 0.0
        lines[-1] += char
        room += size
    return [line.strip() for line in lines if line.strip()]


def _form(budget: Budget, form: Form, page: Page) -> Iterator[str]:
    table, random = form.table, page.random
    head = _header(table, budget, random)
    widths = column_widths(table, random, budget.style.decimals == 2)
    captioned = f"{caption.compiler(budget)} {caption.unit(budget, table)}\n\n"
    if form.number > 1:
        yield page.turn()
    yield f"表 {form.number}\n\n{table.title}\n\n{captioned}{head}"
    again = captioned + head if random.random() < 0.6 else head
    tail = ""
    pages = list(paged(table.rows, random))
    for at, rows in enumerate(pages):
        if at:
            yield page.turn() + again + tail
            tail = ""
        for index, row in enumerate(rows):
            texts = [cell.text for cell in row]
            if at < len(pages) - 1 and index == len(rows) - 1 and random.random() < 0.5:
                text, tail = cut_row(texts, widths, table)
                yield text
            else:
                yield row_text(texts, widths)
    if table.statement:
        yield paragraph(table.statement, page.line + 12)


def _header(table: Table, budget: Budget, random: Random) -> str:
    """Band by band; the words of one line stand together, wrapped words by themselves."""
    width = random.choice([3, 4, 5, 7, 9])
    text = ""
    for row in range(table.header_rows):
        cells = [head for head in table.heads() if head.row == row]
        text += row_text([head.text for head in cells], [float(width * head.colspan) for head in cells])
    if budget.style.numbered_columns and table.numbers_columns:
        text += " ".join(table.numbering()) + "\n\n"
    return text


def column_widths(table: Table, random: Random, narrow: bool) -> list[float]:
    """A width for each column; names wrap often, amounts seldom (`narrow`) or never, codes never.

    Where decimals vary, a wrapped amount cannot be told from two amounts, by nobody: such a printing has no truth.
    """
    widths: list[float] = []
    for at, column in enumerate(table.columns):
        texts = [row[at].text for row in table.rows if row[at].text]
        longest = max((len(text) for text in texts), default=1)
        if column.key:
            named = longest > 3
            widths.append(random.choice([8, 12, 16, 40]) if named else 40)
        else:
            needed = longest / 2
            widths.append(max(2.0, needed - 0.5) if narrow and random.random() < 0.06 else needed + 1)
    return widths


def row_text(texts: Sequence[str], widths: Sequence[float]) -> str:
    """One row: cells that fit stand in one line, a wrapped cell in lines of its own; empty cells leave nothing."""
    lines: list[str] = []
    together: list[str] = []
    for text, width in zip(texts, widths, strict=True):
        pieces = wrapped(text, width)
        if len(pieces) == 1:
            together.append(text)
            continue
        if together and pieces:
            lines.append(" ".join(together))
            together = []
        if pieces:
            lines.append("\n\n".join(pieces))
    if together:
        lines.append(" ".join(together))
    return "\n".join(lines) + "\n\n" if lines else ""


def cut_row(texts: Sequence[str], widths: Sequence[float], table: Table) -> tuple[str, str]:
    """A row whose name goes on upon the next page: what stands before the break, and the end of the name."""
    names = [at for at, column in enumerate(table.columns) if column.key and len(wrapped(texts[at], widths[at])) == 2]
    if len(names) != 1 or not table.numbers_columns:
        return row_text(texts, widths), ""
    first, rest = wrapped(texts[names[0]], widths[names[0]])
    cut = [first if at == names[0] else text for at, text in enumerate(texts)]
    return row_text(cut, widths), f"{rest}\n\n"


__all__ = ["Cell", "column_widths", "cut_row", "paragraph", "render_lines", "row_text", "wrapped"]
