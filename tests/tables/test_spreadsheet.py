"""Workbooks to blocks: forms on sheets, numbers as shown, hidden things, formulas without results."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlwt

from kg.tables.blocks import Document, Paragraph
from kg.tables.grid import Grid
from kg.tables.spreadsheet import xls_document, xlsx_document
from tests.tables.office_files import only_grid, outline, raw_xlsx, saved_xlsx, shape


def _sheet(rows: list[list[object]], *merges: str) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    return book


def _read(book: openpyxl.Workbook) -> Document:
    return xlsx_document(saved_xlsx(book), "a.xlsx")


def test_sheet_name_title_unit_header_rows_and_note() -> None:
    book = _sheet(
        [
            ["收入总表"],
            ["部门：某局", None, "单位：万元"],
            ["项目", "预算数"],
            [None, "小计", "其中"],
            ["合计", 1234.5, 0.25],
            ["注：含结转"],
        ],
        "A1:C1",
        "A3:A4",
        "B3:C3",
    )
    book.active["B5"].number_format = "#,##0.00"
    document = _read(book)
    assert outline(document) == [
        "表",
        "收入总表",
        "部门：某局",
        "单位：万元",
        [["项目", "预算数", None], [None, "小计", "其中"], ["合计", "1,234.50", "0.25"]],
        "注：含结转",
    ]
    assert shape(only_grid(document))[0] == [("项目", 2, 1), ("预算数", 1, 2), None]
    assert document.notices == ()
    name = document.blocks[0]
    assert isinstance(name, Paragraph)
    assert (name.level, name.source.page) == (1, 1)


def test_a_place_is_the_row_and_the_number_of_the_sheet() -> None:
    book = _sheet([["a", "b"]])
    second = book.create_sheet("二")
    second["B7"], second["C7"], second["C9"] = "x", "y", 3
    grid = [block for block in _read(book).blocks if isinstance(block, Grid)][1]
    assert [(c, cell.text, cell.source.line, cell.source.page) for _, c, cell in grid.cells()] == [
        (1, "x", 7, 2),
        (2, "y", 7, 2),
        (2, "3", 9, 2),
    ]


def test_several_forms_on_one_sheet_are_parted_at_their_titles() -> None:
    form = [["项目", "数"], ["甲", 1]]
    book = _sheet([["收入总表"], *form, [], ["支出总表"], *form, ["预算表"], [None, "单位：元"], *form])
    assert outline(_read(book)) == [
        "表",
        "收入总表",
        [["项目", "数"], ["甲", "1"]],
        "支出总表",
        [["项目", "数"], ["甲", "1"]],
        "预算表",
        "单位：元",
        [["项目", "数"], ["甲", "1"]],
    ]


def test_rows_of_one_cell_inside_a_form_do_not_part_it() -> None:
    rows = [["项目", "数"], ["一、人员经费"], ["甲", 1], [], ["二、公用经费"], ["乙", 2]]
    assert outline(_read(_sheet(rows, "A2:B2"))) == [
        "表",
        [["项目", "数"], ["一、人员经费", None], ["甲", "1"], ["二、公用经费", None], ["乙", "2"]],
    ]


def test_notes_and_sentences_below_a_form_are_paragraphs() -> None:
    rows = [
        ["表一"],
        ["项目", "数"],
        ["甲", 1],
        ["乙"],
        ["我单位没有安排此项支出。"],
        ["续"],
        ["项目", "数"],
        ["丙", 3],
    ]
    assert outline(_read(_sheet(rows))) == [
        "表",
        "表一",
        [["项目", "数"], ["甲", "1"], ["乙", None]],
        "我单位没有安排此项支出。",
        "续",
        [["项目", "数"], ["丙", "3"]],
    ]


def test_a_sheet_of_prose_is_paragraphs() -> None:
    assert outline(_read(_sheet([["第一段"], [], ["第二段"]]))) == ["表", "第一段", "第二段"]


def test_numbers_stored_as_text_and_codes_keep_their_characters() -> None:
    book = _sheet([["科目编码", "数"], ["2010301", "1,234.50"], [2010301, 5]])
    assert outline(_read(book))[1] == [["科目编码", "数"], ["2010301", "1,234.50"], ["2010301", "5"]]


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    book = _sheet([["项目", "码", "数"], ["甲", "x", 1], ["乙", "y", 2], ["丙", "z", 3]])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("藏")["A1"] = 9
    book["藏"].sheet_state = "hidden"
    document = _read(book)
    assert outline(document) == ["表", [["项目", "数"], ["甲", "1"], ["丙", "3"]]]
    assert document.notices == (
        "6 filled cells in hidden rows or columns of sheet 表 were not read",
        "the hidden sheet 藏 was not read",
    )


def test_a_merged_cell_shows_where_its_first_row_is_hidden() -> None:
    book = _sheet([["科目", "a"], [None, "b"], ["丙", 3]], "A1:A2")
    book.active.row_dimensions[1].hidden = True
    assert shape(only_grid(_read(book))) == [
        [("科目", 1, 1), ("b", 1, 1)],
        [("丙", 1, 1), ("3", 1, 1)],
    ]


def test_a_formula_without_a_stored_result_is_said_and_never_a_zero() -> None:
    document = _read(_sheet([["项目", "数"], ["甲", 1], ["合计", "=SUM(B2:B2)"]]))
    assert outline(document)[1] == [["项目", "数"], ["甲", "1"], ["合计", None]]
    assert document.notices == ("formulas without a stored result were left blank: 1 (表!B3)",)


def test_a_formula_with_a_stored_result_is_its_result() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1" t="str"><f>"x"</f><v>x</v></c><c r="D1" t="str"><f>""</f><v></v></c>'
        '<c r="E1" t="b"><v>1</v></c></row>'
    )
    document = xlsx_document(raw_xlsx(rows), "a.xlsx")
    assert outline(document) == ["表", [["甲", "2", "x", None, "TRUE"]]]
    assert document.notices == ()


def test_cells_without_addresses_follow_each_other() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    assert outline(xlsx_document(raw_xlsx(rows), "a.xlsx"))[1] == [["1", "2"], [None, "3"]]


def test_rich_text_pronunciation_and_escapes() -> None:
    rows = (
        '<row><c t="inlineStr"><is><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>'
        "<r><t>财政</t></r><r><t>拨款</t></r><rPh><t>cz</t></rPh></is></c>"
        '<c t="inlineStr"><is><t>a_x000D_\nb</t></is></c></row>'
    )
    grid = only_grid(xlsx_document(raw_xlsx(rows), "a.xlsx"))
    name, wrapped = (cell for _, _, cell in grid.cells())
    assert name.text == "¹财政拨款"
    assert (wrapped.text, [span.text for span in wrapped.source.spans]) == ("a b", ["a", "b"])


@pytest.mark.parametrize(
    ("cell", "notice"),
    [
        ('<c r="B1" t="s"><v>5</v></c>', "cells point to a text that does not exist: 1 (表!B1)"),
        ('<c r="B1"><v>twelve</v></c>', "cells hold a number that cannot be read: 1 (表!B1)"),
        ('<c r="B1"><v>1e999</v></c>', "cells hold a number that cannot be read: 1 (表!B1)"),
        ('<c r="B1" t="e"><v>#REF!</v></c>', "cells show an error instead of a value: 1 (表!B1)"),
    ],
)
def test_what_cannot_be_read_is_said(cell: str, notice: str) -> None:
    assert xlsx_document(raw_xlsx(f"<row>{cell}</row>"), "a.xlsx").notices == (notice,)


def test_a_number_with_more_digits_than_shown_is_said() -> None:
    book = _sheet([["甲", 1234.5678]])
    book.active["B1"].number_format = "0.00"
    document = _read(book)
    assert outline(document)[1] == [["甲", "1234.57"]]
    assert document.notices == (
        "a number is not shown as stored, it holds more digits than its format shows: 1 (表!B1)",
    )


def test_dates_are_no_numbers() -> None:
    book = _sheet([["日期", 45352]])
    book.active["B1"].number_format = 'yyyy"年"m"月"d"日"'
    assert outline(_read(book))[1] == [["日期", "2024年3月1日"]]


def test_an_old_workbook_reads_like_a_new_one() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 0, 0, 1, "收入总表")
    for row, (name, value) in enumerate([("项目", "数"), ("甲", 1234.5), ("藏", 7), ("乙", "1,000")], 1):
        sheet.write(row, 0, name)
        sheet.write(row, 1, value, xlwt.easyxf(num_format_str="#,##0.00"))
    sheet.row(3).hidden = True
    target = io.BytesIO()
    book.save(target)
    document = xls_document(target.getvalue(), "a.et")
    assert outline(document) == ["表", "收入总表", [["项目", "数"], ["甲", "1,234.50"], ["乙", "1,000"]]]
    assert document.notices == ("2 filled cells in hidden rows or columns of sheet 表 were not read",)
    assert document.media_type == "application/vnd.ms-excel"


def test_a_row_of_one_word_above_the_next_form_is_no_title() -> None:
    """The unit line of the form below is not that of a form which a bare last row would open."""
    book = _sheet(
        [
            ["收入总表"],
            ["部门：某局", None, "单位：万元"],
            ["项目", None, "金额"],
            ["合计", None, "12.50"],
            [None, "其他收入"],
            ["上年结转", "小计"],
            [],
            ["支出总表"],
            ["部门：某局", None, "单位：万元"],
            ["合计", "基本支出", "项目支出"],
            ["12.50", "10.00", "2.50"],
        ]
    )
    grids = [block for block in _read(book).blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == [4, 2]
