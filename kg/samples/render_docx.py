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
_TWIPS, _WIDE_TWIPS = 8600, 12900
"""the room of a page between its margins, upright and on its side, in twentieths of a point"""
_WIDE = 6
_HALF_POINTS = 13
"""the size of letters in tables"""


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
    wide: bool = False

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
        self.wide = wide
        section = self.document.add_section()
        sides = sorted((section.page_width, section.page_height), reverse=wide)
        section.page_width, section.page_height = sides
        section.orientation = 1 if wide else 0

    def _table(self, boxes: Boxes, over: list[list[Box]] | None = None) -> None:
        """The table as XML of its own: the library looks every cell up anew, which takes minutes on long forms."""
        from docx.oxml import parse_xml

        widths = _widths(boxes, _WIDE_TWIPS if self.wide else _TWIPS)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        rows = [_row(row, True, widths) for row in over or []]
        rows += [_row(row, at < boxes.header, widths) for at, row in enumerate(_covered(boxes))]
        xml = (
            f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
            f"<w:tblBorders>{lines}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
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


def _widths(boxes: Boxes, room: int) -> list[int]:
    """Columns by what they hold: the longest amount whole, names wrapped; in twentieths of a point."""
    letter = _HALF_POINTS * 10
    needs = [4 * letter] * boxes.columns
    for box in boxes.cells:
        if box.colspan == 1 and box.row >= boxes.header:
            letters = len(box.text) * 0.6 if box.amount else min(len(box.text), 12)
            needs[box.column] = max(needs[box.column], round((letters + 2.5) * letter))
    return [need * room // sum(needs) for need in needs]


def _row(boxes: list[Box], header: bool, widths: list[int]) -> str:
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{repeated}{''.join(_cell(box, widths) for box in boxes)}</w:tr>"


def _cell(box: Box, widths: list[int]) -> str:
    width = sum(widths[box.column : box.column + box.colspan])
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = "<w:vMerge/>" if box.rowspan == 0 else '<w:vMerge w:val="restart"/>' if box.rowspan > 1 else ""
    side = '<w:jc w:val="right"/>' if box.amount else ""
    size = f'<w:rPr><w:sz w:val="{_HALF_POINTS}"/></w:rPr>'
    run = f'<w:r>{size}<w:t xml:space="preserve">{escape(box.text)}</w:t></w:r>' if box.text else ""
    cell = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>'
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240"/>'
    return f"<w:tc>{cell}<w:p><w:pPr>{spacing}{side}{size}</w:pPr>{run}</w:p></w:tc>"
