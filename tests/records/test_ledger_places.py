"""Where a format has no offsets, a record claims the number it was read from and no equal one beside it."""

from __future__ import annotations

import openpyxl

from kg.provenance import Source, Span
from kg.records.ledger_claims import Claim, owners
from kg.records.ledger_flow import Flow, flow
from kg.tables.html import html_document
from kg.tables.pdf import pdf_document
from kg.tables.spreadsheet import xlsx_document
from tests.pdf_maker import PdfMaker
from tests.tables.office_files import saved_xlsx

LINES = ("甲科 5 人，乙科 5 人，共 15 人", "丙科 5 人")


def claimed(whole: Flow, span: Span) -> list[tuple[int, str]]:
    """The places of the numbers that a claim of the span owns: line by line, the number and where it begins."""
    owned = owners(whole, [Claim("figure", Source((span,)))])
    return [(each.span.within, each.text) for each in whole.occurrences() if each.at in owned]


def test_equal_numbers_of_one_line_and_of_two_lines() -> None:
    page = "".join(f"<p>{line}</p>" for line in LINES).encode()
    whole = flow(html_document(page, "page.html"))
    first, second = (piece.span for piece in whole.pieces)
    assert claimed(whole, first.part(3, 4)) == [(3, "5")]
    assert claimed(whole, first.part(10, 11)) == [(10, "5")]
    assert claimed(whole, second.part(3, 4)) == [(3, "5")]
    assert (
        len({owner for span in (first, second) for owner in owners(whole, [Claim("", Source((span.part(3, 4),)))])})
        == 2
    )


def test_equal_numbers_of_one_line_of_a_pdf() -> None:
    maker = PdfMaker()
    maker.paragraph(LINES[0])
    whole = flow(pdf_document(maker.bytes(), "made.pdf"))
    (line,) = (piece.span for piece in whole.pieces)
    at = line.text.rindex("5 人，共") if "5 人，共" in line.text else line.text.rindex("5人，共")
    assert claimed(whole, line.part(at, at + 1)) == [(at, "5")]


def test_equal_cells_of_one_row_of_a_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.append(["20", "名称", "20"])
    whole = flow(xlsx_document(saved_xlsx(book), "book.xlsx"))
    spans = [piece.span for piece in whole.pieces if piece.span.text == "20"]
    assert [span.column for span in spans] == [1, 3]
    owned = owners(whole, [Claim("fact", Source((spans[1],)))])
    (second,) = (piece for piece in whole.pieces if piece.span == spans[1])
    assert sorted(owned) == [second.at, second.at + 1]


def test_a_year_cut_by_the_end_of_a_line_is_one_year() -> None:
    maker = PdfMaker(width=240)
    maker.paragraph("说明" * 5 + "编2024年的预算" + "说明" * 8)
    whole = flow(pdf_document(maker.bytes(), "made.pdf"))
    assert whole.pieces[0].span.text.endswith("编20")
    assert "2024年" in whole.text
