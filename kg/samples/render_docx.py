"""A disclosure as a Word document: headings, prose paragraphs, tables with merged cells, sections turned sideways."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from kg.samples import caption
from kg.samples.boxes import Box, Boxes, form_boxes, sheet_boxes
from kg.samples.model import Budget
from kg.samples.outline import NUMERALS, Block, Blocks, Contents, Form, Heading, Sheet, Text, outline
from kg.samples.packages import CORE, missing, repacked

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 9000
_WIDE = 6


def render_docx(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> bytes:
    """The file; `layout` draws styles of headings, where captions stand, and which tables lie on a wide page.

    Raises BadArgument where python-docx is not installed (the extra `samples`).
    """
    try:
        import docx
    except ModuleNotFoundError as error:
        raise missing("docx", "python-docx") from error
    random = Random(f"docx {budget.seed} {budget.year} {layout}")
    paper = _Paper(budget, random, docx.Document(), random.random() < 0.7)
    for block in blocks or outline(budget):
        paper.put(block)
    target = io.BytesIO()
    paper.document.save(target)
    return repacked(target.getvalue(), {"docProps/core.xml": CORE})


@dataclass
class _Paper:
    budget: Budget
    random: Random
    document: Any
    styled: bool

    def put(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                self._heading(text, level)
            case Contents(text=text) | Text(text=text):
                self.document.add_paragraph(text)
            case Form():
                self._form(block)
            case Sheet():
                self.document.add_paragraph(block.title)
                self.document.add_paragraph(block.subtitle)
                self._table(sheet_boxes(block.rows, self.random.random() < 0.7))

    def _heading(self, text: str, level: int) -> None:
        if self.styled:
            self.document.add_heading(text, level)
        else:
            self.document.add_paragraph().add_run(text).bold = True

    def _form(self, form: Form) -> None:
        table, random = form.table, self.random
        boxes = form_boxes(self.budget, table)
        if boxes.columns > _WIDE:
            self._turn(True)
        self.document.add_paragraph(random.choice([f"表 {form.number}", f"表{NUMERALS[form.number - 1]}："]))
        name, unit = caption.compiler(self.budget), caption.unit(self.budget, table)
        over: list[list[Box]] = []
        where = random.choice(["lines", "tab", "inside"])
        if where == "inside":
            last = boxes.columns - 1
            over = [[Box(table.title, 0, 0, 1, boxes.columns)], [Box(name, 1, 0, 1, last), Box(unit, 1, last)]]
        else:
            self.document.add_paragraph(table.title)
            for text in [f"{name}\t{unit}"] if where == "tab" else [name, unit]:
                self.document.add_paragraph(text)
        self._table(boxes, over)
        if table.statement:
            self.document.add_paragraph(table.statement)
        if boxes.columns > _WIDE:
            self._turn(False)

    def _turn(self, wide: bool) -> None:
        """A new page, upright or on its side."""
        section = self.document.add_section()
        sides = sorted((section.page_width, section.page_height), reverse=wide)
        section.page_width, section.page_height = sides
        section.orientation = 1 if wide else 0

    def _table(self, boxes: Boxes, over: list[list[Box]] | None = None) -> None:
        """The table as XML of its own: the library looks every cell up anew, which takes minutes on long forms."""
        from docx.oxml import parse_xml

        grid = "".join(f'<w:gridCol w:w="{_TWIPS // boxes.columns}"/>' for _ in range(boxes.columns))
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        rows = [_row(row, True) for row in over or []]
        rows += [_row(row, at < boxes.header) for at, row in enumerate(_covered(boxes))]
        xml = (
            f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{lines}</w:tblBorders>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(xml))
        self.document.add_paragraph("")


def _covered(boxes: Boxes) -> list[list[Box]]:
    """The boxes that a row shows, from the left: its own, and those that reach down into it (`rowspan` 0)."""
    rows: list[list[Box]] = [[] for _ in range(boxes.rows)]
    for box in boxes.cells:
        rows[box.row].append(box)
        for below in range(box.row + 1, box.row + box.rowspan):
            rows[below].append(Box("", below, box.column, 0, box.colspan))
    return [sorted(row, key=lambda box: box.column) for row in rows]


def _row(boxes: list[Box], header: bool) -> str:
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{repeated}{''.join(map(_cell, boxes))}</w:tr>"


def _cell(box: Box) -> str:
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = "<w:vMerge/>" if box.rowspan == 0 else '<w:vMerge w:val="restart"/>' if box.rowspan > 1 else ""
    side = '<w:pPr><w:jc w:val="right"/></w:pPr>' if box.amount else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(box.text)}</w:t></w:r>' if box.text else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr><w:p>{side}{run}</w:p></w:tc>'
