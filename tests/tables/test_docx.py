"""Word documents to blocks: what a reader sees, in order, and nothing that was deleted or hidden."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from kg.errors import UnreadableFile
from kg.tables.blocks import Paragraph
from kg.tables.docx import docx_document
from tests.tables.office_files import W, only_grid, outline, raw_docx, saved_docx, shape, texts, zipped


def _p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(_r(text)) if text else '<w:p/>'}</w:tc>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


PLAIN = _table(_tc("项目") + _tc("预算数"), _tc("合计") + _tc("1.50"))


def test_blocks_stand_in_reading_order_with_heading_levels() -> None:
    made = docx.Document()
    made.add_heading("第二部分 预算表", 2)
    made.add_paragraph("说明")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("项目", "数", "合计", "1"), strict=True):
        cell.text = text
    made.add_paragraph("  完  ")
    document = docx_document(saved_docx(made), "a.docx")
    assert outline(document) == ["第二部分 预算表", "说明", [["项目", "数"], ["合计", "1"]], "完"]
    assert [block.level for block in document.blocks if isinstance(block, Paragraph)] == [2, 0, 0]
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.notices == ()


def test_a_place_is_the_ordinal_of_the_paragraph() -> None:
    document = docx_document(raw_docx(_p(_r("一")) + "<w:p/>" + PLAIN + _p(_r("末"))), "a.docx")
    first, _, last = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.source.line, last.source.line) == (1, 7)
    assert [cell.source.line for _, _, cell in only_grid(document).cells()] == [3, 4, 5, 6]


def test_heading_levels_come_through_styles_and_their_bases() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:styleId="b"><w:name w:val="mine"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style></w:styles>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://x/styles" Target="styles.xml"/></Relationships>'
    )
    body = "".join(
        _p(_r(style), properties=f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>') for style in ("a", "b", "c", "d")
    )
    body += _p(_r("e"), properties='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    data = raw_docx(body, **{"word/styles.xml": styles, "word/_rels/document.xml.rels": rels})
    blocks = docx_document(data, "a.docx").blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [3, 3, 0, 0, 1]


def test_deleted_text_is_dropped_and_inserted_text_kept() -> None:
    body = _p(
        _r("预算"),
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>",
        f"<w:ins>{_r('200')}</w:ins>",
        f"<w:moveFrom>{_r('甲')}</w:moveFrom><w:moveTo>{_r('乙')}</w:moveTo>",
    )
    assert outline(docx_document(raw_docx(body), "a.docx")) == ["预算200乙"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = _p(_r("12"), properties=deleted) + _p(_r("34")) + _p(_r("尾"), properties=deleted)
    assert outline(docx_document(raw_docx(body), "a.docx")) == ["1234", "尾"]


def test_a_deleted_row_is_no_row() -> None:
    rows = _table(_tc("a") + _tc("b"), "<w:trPr><w:del/></w:trPr>" + _tc("c") + _tc("d"))
    assert outline(docx_document(raw_docx(rows), "a.docx")) == [[["a", "b"]]]


def test_soft_breaks_end_lines_and_tabs_stay() -> None:
    body = _p(_r("公开01表"), "<w:r><w:br/></w:r>", _r("单位"), "<w:r><w:tab/></w:r>", _r("万元"))
    assert outline(docx_document(raw_docx(body), "a.docx")) == ["公开01表", "单位\t万元"]


def test_several_paragraphs_of_a_cell_are_one_text_with_several_spans() -> None:
    cell = f"<w:tc>{_p(_r('一般公共'))}{_p(_r('预算'))}</w:tc>"
    numbers = f"<w:tc>{_p(_r('1,200.00'))}{_p(_r('300.00'))}</w:tc>"
    grid = only_grid(docx_document(raw_docx(_table(cell + numbers)), "a.docx"))
    name, amount = (cell for _, _, cell in grid.cells())
    assert (name.text, [span.text for span in name.source.spans]) == ("一般公共预算", ["一般公共", "预算"])
    assert amount.text == "1,200.00 300.00"


def test_merged_cells_of_unequal_rows() -> None:
    body = _table(
        _tc("科目", '<w:vMerge w:val="restart"/>') + _tc("支出", '<w:gridSpan w:val="2"/>'),
        _tc("", "<w:vMerge/>") + _tc("基本") + _tc("项目"),
        _tc("", "<w:vMerge/>") + _tc("1"),
        _tc("合计") + _tc("2") + _tc("3") + _tc("多"),
    )
    assert shape(only_grid(docx_document(raw_docx(body), "a.docx"))) == [
        [("科目", 3, 1), ("支出", 1, 2), None, None],
        [None, ("基本", 1, 1), ("项目", 1, 1), None],
        [None, ("1", 1, 1), None, None],
        [("合计", 1, 1), ("2", 1, 1), ("3", 1, 1), ("多", 1, 1)],
    ]


def test_cells_left_free_before_a_row_and_old_horizontal_merges() -> None:
    first = _tc("a") + _tc("b", '<w:hMerge w:val="restart"/>') + _tc("", "<w:hMerge/>")
    gap = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = _table(first, gap + _tc("c") + _tc("d"))
    assert shape(only_grid(docx_document(raw_docx(body), "a.docx"))) == [
        [("a", 1, 1), ("b", 1, 2), None],
        [None, ("c", 1, 1), ("d", 1, 1)],
    ]


def test_a_cell_that_continues_nothing_stands_for_itself() -> None:
    body = _table(
        _tc("a", "<w:vMerge/>") + _tc("b"),
        _tc("c", '<w:gridSpan w:val="2"/><w:vMerge/>'),
        _tc("d") + _tc("e"),
    )
    assert texts(only_grid(docx_document(raw_docx(body), "a.docx"))) == [["a", "b"], ["c", None], ["d", "e"]]


def test_text_boxes_follow_their_paragraph_and_are_read_once() -> None:
    box = f"<w:txbxContent>{_p(_r('框'))}{PLAIN}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    run = (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx_document(raw_docx(_p(_r("正文"), run, _r("续"))), "a.docx")
    assert outline(document) == ["正文续", "框", [["项目", "预算数"], ["合计", "1.50"]]]


def test_fields_show_their_result_and_page_numbers_are_left_out() -> None:
    def field(instruction: str, result: str) -> str:
        begin, middle, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{_r(result)}{end}"

    body = _p(_r("合计"), field(" =SUM(ABOVE) ", "1,234.00"), field(" PAGE ", "7"))
    body += _p(_r("第"), f'<w:fldSimple w:instr=" PAGE ">{_r("8")}</w:fldSimple>', _r("页"))
    assert outline(docx_document(raw_docx(body), "a.docx")) == ["合计1,234.00", "第页"]


def test_marks_of_notes_and_struck_out_figures_do_not_lengthen_a_number() -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    struck = "<w:rPr><w:strike/></w:rPr>"
    not_struck = '<w:rPr><w:strike w:val="0"/></w:rPr>'
    body = _p(_r("12.50"), _r("1", raised)) + _p(_r("100", struck), _r("20", not_struck), _r("0"))
    document = docx_document(raw_docx(body), "a.docx")
    assert outline(document) == ["12.50¹", "200"]
    assert document.notices == ("1 runs of struck-out text were not kept",)


def test_what_is_not_kept_is_said() -> None:
    body = _p(
        _r("可见"),
        _r("藏", "<w:rPr><w:vanish/></w:rPr>"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:r><w:object/></w:r>",
        properties='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    document = docx_document(raw_docx(body), "a.docx")
    assert outline(document) == ["可见"]
    assert document.notices == (
        "1 automatic paragraph numbers were not kept",
        "1 embedded objects were not kept",
        "1 footnotes were not kept",
        "1 runs of hidden text were not kept",
    )


def test_a_layout_table_gives_its_content_as_blocks() -> None:
    outer = f"<w:tbl><w:tr><w:tc>{_p(_r('左'))}</w:tc><w:tc>{PLAIN}<w:p/></w:tc></w:tr></w:tbl>"
    document = docx_document(raw_docx(outer), "a.docx")
    assert outline(document) == ["左", [["项目", "预算数"], ["合计", "1.50"]]]


def test_a_table_inside_a_data_table_follows_it() -> None:
    rows = [_tc("甲") + _tc("1.00"), _tc("乙") + _tc("2.00"), _tc("丙") + f"<w:tc>{PLAIN}<w:p/></w:tc>"]
    document = docx_document(raw_docx(_table(*rows)), "a.docx")
    assert outline(document) == [
        [["甲", "1.00"], ["乙", "2.00"], ["丙", None]],
        [["项目", "预算数"], ["合计", "1.50"]],
    ]
    assert document.notices == ("1 tables inside table cells were put after the table that holds them",)


def test_content_controls_around_blocks_rows_and_cells_are_transparent() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{_tc('a')}{control(_tc('b'))}</w:tr>"
    body = control(_p(control(_r("题")))) + f"<w:tbl>{control(row)}</w:tbl>"
    assert outline(docx_document(raw_docx(body), "a.docx")) == ["题", [["a", "b"]]]


def test_title_and_unit_rows_of_a_table_become_paragraphs() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        _tc("收支总表", wide),
        _tc("部门：某局") + _tc("单位：万元"),
        _tc("项目") + _tc("数"),
        _tc("注：无", wide),
    ]
    document = docx_document(raw_docx(_table(*rows)), "a.docx")
    assert outline(document) == ["收支总表", "部门：某局", "单位：万元", [["项目", "数"]], "注：无"]


def test_a_full_width_row_inside_a_table_stays() -> None:
    rows = [_tc("项目") + _tc("数"), _tc("一、人员经费", '<w:gridSpan w:val="2"/>'), _tc("甲") + _tc("1")]
    grid = only_grid(docx_document(raw_docx(_table(*rows)), "a.docx"))
    assert shape(grid)[1] == [("一、人员经费", 1, 2), None]


def test_strict_documents_with_another_namespace_are_read() -> None:
    data = raw_docx(PLAIN)
    strict = docx_document(_renamed(data), "a.docx")
    assert texts(only_grid(strict)) == [["项目", "预算数"], ["合计", "1.50"]]


def _renamed(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    old, new = W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    return zipped({name: part.replace(old, new) for name, part in parts.items()})


def test_a_container_without_a_document_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"no word/document\.xml"):
        docx_document(zipped({"a": "b"}), "a.docx")
