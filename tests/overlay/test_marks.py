"""What is drawn over a page is what was recognised there: cells, forms, columns, and the state of every number."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.overlay.marks import CODE, FACT, FURNITURE, RECORD, UNCLAIMED, PageMarks, page_marks, understood
from kg.read.pdf import pdf_pages
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure
from kg.samples.random_budget import random_budget
from kg.tables.pdf import pdf_document
from tests.pdf_maker import PdfMaker
from tests.pipeline import families
from tests.sample_pdf import sample_pdf


def marked(data: bytes) -> tuple[list[PageMarks], Disclosure]:
    recognised = recognise(pdf_document(data, "made.pdf"))
    record = disclosure(recognised)
    known = understood(recognised, record)
    return [page_marks(page, known) for page in pdf_pages(data, "made.pdf")], record


def test_every_amount_of_a_sample_is_marked_once_at_its_place() -> None:
    pages, record = marked(sample_pdf(random_budget(7, 2024)))
    on_page = Counter(span.page for fact in record.facts for span in fact.cell.source.spans)
    assert {page.number: sum(mark.state == FACT for mark in page.marks) for page in pages if on_page[page.number]} == {
        number: on_page[number] for number in on_page if number is not None
    }
    for page in pages:
        facts = [mark.box for mark in page.marks if mark.state == FACT]
        cells = [cell for table in page.tables for cell in table.cells]
        for left, top, right, bottom in facts:
            assert any(c[0] <= left and right <= c[2] and c[1] <= bottom and top <= c[3] for c in cells)
        for mark in page.marks:
            assert 0 <= mark.box[0] < mark.box[2] <= page.width
    forms = {(page.number, table.form) for page in pages for table in page.tables}
    assert {(fact.cell.source.page, fact.form) for fact in record.facts} <= forms
    assert {form for _, form in forms} - {""} <= {form.key for form in record.forms}


def test_columns_are_named_at_their_first_amount() -> None:
    pages, record = marked(sample_pdf(random_budget(7, 2024)))
    (page,) = [page for page in pages if [table.form for table in page.tables] == ["expenditure"]]
    assert [column.meaning for column in page.columns] == [
        "total (expenditureKind=total)", "basic (expenditureKind=basic)", "project (expenditureKind=project)",
    ]  # fmt: skip
    first = min(f.cell.source.spans[0].box[1] for f in record.facts if f.form == "expenditure")  # type: ignore[index]
    assert {column.box[1] for column in page.columns} == {first}


def test_an_unknown_table_its_numbers_and_furniture_are_told_apart() -> None:
    maker = PdfMaker()
    for number in range(1, 4):
        maker.text(280, 820, f"- {number} -", 9)
        if number == 1:
            maker.centred(80, "2024年部门收支总体情况表", 14)
            maker.text(50, 100, "编制部门：青石市水务局")
            maker.text(450, 100, "单位：万元")
            maker.top = 110
            rows = [["收 入", "", "支 出", ""], ["项 目", "预算数", "功能分类", "预算数"]]
            rows += [["收入总计", "12.50", "支出总计", "12.50"]]
            maker.table(rows, [120, 100, 120, 100], spans={(0, 0): (1, 2), (0, 2): (1, 2)})
        if number == 2:
            maker.top = 120
            maker.table([["名称", "数量"], ["桌子", "77"], ["椅子", "88"]], [100, 100])
        if number < 3:
            maker.new_page()
    pages, record = marked(maker.bytes())
    assert [(form.key, len(form.facts)) for form in record.forms] == [("summary", 2)]
    states = [Counter(mark.state for mark in page.marks) for page in pages]
    assert states == [
        Counter({FACT: 2, CODE: 1, FURNITURE: 1}), Counter({UNCLAIMED: 2, FURNITURE: 1}), Counter({FURNITURE: 1}),
    ]  # fmt: skip
    assert [[table.form for table in page.tables] for page in pages] == [["summary"], [""], []]


@pytest.mark.skipif(not families.FOLDER.is_dir(), reason=families.WITHOUT)
def test_a_published_document_is_marked_where_its_facts_stand() -> None:
    pages, record = marked((families.FOLDER / "university-swu-2021.pdf").read_bytes())
    states = Counter(mark.state for page in pages for mark in page.marks)
    assert states[FACT] == len(record.facts) > 100
    assert states[RECORD] > 0
    # page 10, read by eye: 我校 2021 年收入预算 490,808.40 万元, a claim; its box holds that number alone
    claim = next(mark.box for mark in pages[9].marks if mark.state == RECORD)
    assert 40 < claim[2] - claim[0] < 80
