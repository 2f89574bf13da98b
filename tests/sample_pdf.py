"""An invented budget as a PDF: cover, statutory forms with merged headers, and narrative; goal tables are left out."""

from __future__ import annotations

from kg.samples.model import Budget
from kg.samples.outline import Form, Heading, Text, outline
from kg.samples.render_tabs import header_grid
from kg.samples.table import Table
from tests.pdf_maker import PdfMaker

WIDTH, HEIGHT, MARGIN = 842.0, 595.0, 40.0


def sample_pdf(budget: Budget, size: float = 8, forms: int | None = None) -> bytes:
    """The PDF; with `forms` only the cover and the first so many forms."""
    maker = PdfMaker(WIDTH, HEIGHT, MARGIN)
    for block in outline(budget):
        match block:
            case Form(number=number, table=table) if forms is None or number <= forms:
                maker.new_page()
                _form(maker, budget, number, table, size)
            case Heading(level=0) | Heading(level=1, text="目 录"):
                maker.centred(maker.top + 20, block.text, 16)
                maker.top += 40
            case Heading() | Text() if forms is None:
                if maker.top > HEIGHT - MARGIN - 60:
                    maker.new_page()
                maker.paragraph(block.text, 10)
            case _:
                pass
    return maker.bytes()


def _form(maker: PdfMaker, budget: Budget, number: int, table: Table, size: float) -> None:
    maker.text(MARGIN, maker.top + 10, f"表 {number}")
    maker.centred(maker.top + 30, table.title, 14)
    maker.text(MARGIN, maker.top + 50, f"编制{budget.scope_word}：{budget.department}", 9)
    maker.text(WIDTH - MARGIN - 90, maker.top + 50, f"单位：{budget.style.money_word}", 9)
    maker.top += 56
    spans = {(head.row, head.column): (head.rowspan, head.colspan) for head in table.heads()}
    weights = [1 + max(4, len(head.text)) * (1.5 if head.key else 1) for head in table.columns]
    widths = [(WIDTH - 2 * MARGIN) * weight / sum(weights) for weight in weights]
    rows = [*header_grid(table), *([cell.text for cell in row] for row in table.rows)]
    maker.table(rows, widths, size, header=table.header_rows, spans=spans)
    if table.statement:
        maker.text(MARGIN, maker.top + 16, table.statement, 9)
