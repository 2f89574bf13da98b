"""A disclosure as a workbook: a sheet a form or several on one, numbers as numbers or as text, rows hidden."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random
from typing import Any

from kg.samples import caption
from kg.samples.boxes import Box, Boxes, form_boxes, sheet_boxes
from kg.samples.model import Budget, Style
from kg.samples.outline import NUMERALS, Block, Blocks, Contents, Form, Heading, Sheet, Text, outline
from kg.samples.packages import CORE, missing, repacked

_LONGEST = 28


def render_xlsx(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> bytes:
    """The file; `layout` draws whether each form has its sheet, how numbers are stored, and rows that are hidden.

    Raises BadArgument where openpyxl is not installed (the extra `samples`).
    """
    try:
        import openpyxl
    except ModuleNotFoundError as error:
        raise missing("xlsx", "openpyxl") from error
    random = Random(f"xlsx {budget.seed} {budget.year} {layout}")
    book = openpyxl.Workbook()
    book.remove(book.active)
    writer = _Writer(budget, random, book, random.random() < 0.6, random.choice(["number", "text", "mixed"]))
    for block in blocks or outline(budget):
        writer.put(block)
    target = io.BytesIO()
    book.save(target)
    return repacked(target.getvalue(), {"docProps/core.xml": CORE})


@dataclass
class _Writer:
    budget: Budget
    random: Random
    book: Any
    apart: bool
    stored: str
    sheet: Any = None
    row: int = 0
    goals: bool = False
    """whether the open sheet ends with a goal table"""

    def put(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                if level == 1 or self.sheet is None:
                    self._open(text)
                self._line(text)
            case Contents(text=text) | Text(text=text):
                if self.goals:
                    self._open("其他预算情况说明")
                self._line(text)
            case Form():
                self._form(block)
            case Sheet():
                self._open(block.title, self.apart)
                self._line(block.title)
                self._line(block.subtitle)
                self._table(sheet_boxes(block.rows, self.random.random() < 0.7), self.budget.style)
                self.goals = True

    def _open(self, name: str, fresh: bool = True) -> None:
        """A new sheet; or two blank rows on the one that is open."""
        if self.sheet is not None and not fresh:
            self.row += 2
            return
        short = name.replace(" ", "")
        again = sum(title.startswith(short) for title in self.book.sheetnames)
        self.sheet = self.book.create_sheet(f"{short[:_LONGEST]}（{NUMERALS[again]}）" if again else short[:_LONGEST])
        self.row = 0
        self.goals = False

    def _line(self, text: str) -> None:
        self.row += 1
        self._write(self.row, 1, text)

    def _write(self, row: int, column: int, text: str) -> Any:
        """A cell of text; the library would take one that begins with `=` for a formula."""
        cell = self.sheet.cell(row, column, text)
        cell.data_type = "s"
        return cell

    def _form(self, form: Form) -> None:
        table, style = form.table, self.budget.style.of(form.table.form)
        boxes = form_boxes(self.budget, table)
        self._open(table.title, self.apart)
        self._line(f"表{NUMERALS[form.number - 1]}")
        self._over(table.title, 1, boxes.columns)
        left = max(1, boxes.columns - 1)
        self._over(caption.compiler(self.budget), 1, left)
        self.row -= 1
        self._over(caption.unit(self.budget, table), left + 1, boxes.columns)
        self._table(boxes, style)
        if table.statement:
            self._line(table.statement)

    def _over(self, text: str, first: int, last: int) -> None:
        """A line of words in merged cells."""
        self.row += 1
        self._write(self.row, first, text)
        if last > first:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)

    def _table(self, boxes: Boxes, style: Style) -> None:
        begin = self.row + 1
        hidden = self.random.choice([None, None, boxes.header]) if boxes.header else None
        for box in boxes.cells:
            row = begin + box.row + (hidden is not None and box.row >= hidden)
            self._cell(box, row, style)
        self.row = begin + boxes.rows - 1
        if hidden is not None:
            self._write(begin + hidden, 1, "模板行，请勿删除")
            self.sheet.row_dimensions[begin + hidden].hidden = True
            self.row += 1

    def _cell(self, box: Box, row: int, style: Style) -> None:
        if box.text:
            cell = self._write(row, box.column + 1, box.text)
            if box.amount and self._as_number(style):
                cell.data_type = "n"
                cell.value = float(box.text.replace(",", ""))
                cell.number_format = _number_format(style)
        if box.rowspan > 1 or box.colspan > 1:
            self.sheet.merge_cells(
                start_row=row, end_row=row + box.rowspan - 1,
                start_column=box.column + 1, end_column=box.column + box.colspan,
            )  # fmt: skip

    def _as_number(self, style: Style) -> bool:
        """Whether an amount is stored as a number; no format groups digits and leaves out zeros at the end."""
        if style.grouped and style.decimals is None:
            return False
        return self.stored == "number" or (self.stored == "mixed" and self.random.random() < 0.5)


def _number_format(style: Style) -> str:
    if style.decimals is None:
        return "General"
    whole = "#,##0" if style.grouped else "0"
    return f"{whole}.{'0' * style.decimals}" if style.decimals else whole
