"""A disclosure as a PDF with ruled tables: wrapped cells, tables over several pages, footers, wide pages."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from kg.samples import caption
from kg.samples.boxes import Boxes, form_boxes, sheet_boxes
from kg.samples.model import Budget
from kg.samples.outline import NUMERALS, Block, Blocks, Contents, Form, Heading, Sheet, Text, outline
from kg.samples.press import Press, Printed, wide

_FOOTERS = ("", "- {} -", "第 {} 页", "{}")
_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
_NARROW = 4


def render_pdf(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> bytes:
    """The file; `layout` draws footers, page breaks, repeated headers, wide pages and the widths of columns.

    Raises BadArgument where reportlab is not installed (the extra `samples`).
    """
    random = Random(f"pdf {budget.seed} {budget.year} {layout}")
    press = Press(random.choice(_FOOTERS), random.random() < 0.5)
    paper = _Paper(budget, random, press, random.random() < 0.5, random.random() < 0.6)
    for block in blocks or outline(budget):
        paper.put(block)
    return press.bytes()


@dataclass
class _Paper:
    """How this printing is laid out: each form on a page of its own or not, headers repeated or not."""

    budget: Budget
    random: Random
    press: Press
    apart: bool
    repeated: bool

    def put(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                if level == 1 or self.press.wide:
                    self.press.new_page()
                self.press.line(text, (22, 16, 12)[level], centred=level < 2)
            case Contents(text=text) | Text(text=text):
                if self.press.wide:
                    self.press.new_page()
                self.press.paragraph(text)
            case Form():
                self._form(block)
            case Sheet():
                self._sheet(block)

    def _form(self, form: Form) -> None:
        table, press, random = form.table, self.press, self.random
        boxes = form_boxes(self.budget, table)
        lies = len(boxes.cells) > 0 and boxes.columns > 8
        if lies != press.wide or self.apart or not press.left(160):
            press.new_page(lies)
        press.line(random.choice([f"表 {form.number}", f"表{NUMERALS[form.number - 1]}："]), 10)
        press.line(table.title, 14, centred=True)
        over = f"{caption.compiler(self.budget)}\t{caption.unit(self.budget, table)}"
        press.table(_fitted(boxes, press, random, (over,), self.repeated))
        if table.statement:
            press.paragraph(table.statement)

    def _sheet(self, sheet: Sheet) -> None:
        press = self.press
        if press.wide or not press.left(200):
            press.new_page()
        press.line(sheet.title, 14, centred=True)
        press.line(sheet.subtitle, 10, centred=True)
        boxes = sheet_boxes(sheet.rows, self.random.random() < 0.7)
        widths = (press.room / boxes.columns,) * boxes.columns
        press.table(Printed(boxes, widths, 8.0, (), False))


def _fitted(boxes: Boxes, press: Press, random: Random, over: tuple[str, ...], repeated: bool) -> Printed:
    """Columns as wide as their amounts and codes need; names share what is left, and wrap in it."""
    narrowed = random.random() < 0.15
    size = next((size for size in _SIZES if sum(_needs(boxes, size)) <= press.room), _SIZES[-1])
    needs = _needs(boxes, size)
    spare = max(0.0, press.room - sum(needs))
    names = [at for at, need in enumerate(needs) if _is_name(boxes, at)] or list(range(len(needs)))
    share = spare / len(names) * (random.choice([0.2, 0.5, 1.0]))
    widths = [need + (share if at in names else 0) for at, need in enumerate(needs)]
    if narrowed and len(widths) > _NARROW:
        widths[-1] = max(12.0, widths[-1] * 0.7)
    return Printed(boxes, tuple(widths), size, over, repeated)


def _is_name(boxes: Boxes, column: int) -> bool:
    texts = [box.text for box in boxes.cells if box.column == column and box.row >= boxes.header and box.text]
    return any(len(text) > 3 and not text[0].isdigit() for text in texts)


def _needs(boxes: Boxes, size: float) -> list[float]:
    """The least width of each column: its widest amount or code whole, four characters of a name, two of a header."""
    needs = [2.2 * size + 6] * boxes.columns
    for box in boxes.cells:
        if box.colspan > 1 or box.row < boxes.header:
            continue
        words = box.text if box.amount or len(box.text) < 4 else box.text[:4]
        needs[box.column] = max(needs[box.column], wide(words, size) + 6)
    return needs
