"""Web pages to blocks: lines, headings, tables with spans, layout tables, encodings, what is left out."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableFile
from kg.tables.blocks import Document, Paragraph
from kg.tables.html import html_document
from tests.tables.office_files import only_grid, outline, shape


def _read(page: str) -> Document:
    return html_document(page.encode(), "page.html")


def test_blocks_stand_in_reading_order_with_heading_levels() -> None:
    page = _read("<h2>预算</h2><p>第一<b>段</b><br>第二行</p>散<div>块</div><table><tr><td>a<td>1</table>尾")
    assert outline(page) == ["预算", "第一段", "第二行", "散", "块", [["a", "1"]], "尾"]
    assert [block.level for block in page.blocks if isinstance(block, Paragraph)] == [2, 0, 0, 0, 0, 0]
    assert [block.source.line for block in page.blocks if isinstance(block, Paragraph)] == [1, 2, 3, 4, 5, 8]


def test_spans_and_missing_end_tags() -> None:
    page = _read("<table><tr><td rowspan=2>科目<td colspan=2>支出<tr><th>基本<th>项目<tr><td>合计<td>1<td>2</table>")
    assert shape(only_grid(page)) == [
        [("科目", 2, 1), ("支出", 1, 2), None],
        [None, ("基本", 1, 1), ("项目", 1, 1)],
        [("合计", 1, 1), ("1", 1, 1), ("2", 1, 1)],
    ]


def test_a_span_of_zero_reaches_to_the_end_of_its_row_group() -> None:
    page = _read("<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody></table>")
    assert shape(only_grid(page)) == [
        [("a", 2, 1), ("b", 1, 1)],
        [None, ("c", 1, 1)],
        [("d", 1, 1), ("e", 1, 1)],
    ]


def test_the_foot_of_a_table_stands_last_wherever_it_is_written() -> None:
    page = _read("<table><tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>甲<td>2</tbody></table>")
    assert outline(page) == [[["甲", "2"], ["合计", "2"]]]


def test_a_layout_table_gives_its_content_and_the_inner_table_is_data() -> None:
    page = _read(
        "<table><tr><td>导航</td><td><table><tr><td><p>标题</p>"
        "<table><tr><th>项目<th>数<tr><td>甲<td>1</table></td></tr></table>页脚</td></tr></table>"
    )
    assert outline(page) == ["导航", "标题", [["项目", "数"], ["甲", "1"]], "页脚"]


def test_title_unit_and_note_rows_become_paragraphs() -> None:
    page = _read(
        "<table><caption>公开01表</caption><tr><td colspan=2>收支总表<tr><td>部门：某局<td>单位：万元"
        "<tr><td>项目<td>数<tr><td>甲<td>1<tr><td colspan=2>注：含上年结转</table>"
    )
    assert outline(page) == [
        "公开01表", "收支总表", "部门：某局", "单位：万元", [["项目", "数"], ["甲", "1"]], "注：含上年结转",
    ]  # fmt: skip


def test_text_between_the_rows_comes_before_the_table() -> None:
    assert outline(_read("<table>散<tr><td>a<td>b</tr>落</table>")) == ["散", "落", [["a", "b"]]]


def test_rows_and_cells_without_their_row_tags() -> None:
    assert outline(_read("<table><td>a<td>b<tr><td>c<td>d</table>")) == [[["a", "b"], ["c", "d"]]]


def test_lines_of_a_cell_are_joined_but_numbers_are_not() -> None:
    grid = only_grid(_read("<table><tr><td>一般<br>公共<td>1.00<br>2.00</table>"))
    name, amounts = (cell for _, _, cell in grid.cells())
    assert (name.text, len(name.source.spans)) == ("一般公共", 2)
    assert amounts.text == "1.00 2.00"


def test_scripts_styles_and_hidden_elements_are_left_out() -> None:
    page = _read(
        "<title>t</title><style>p{}</style><script>document.write('9')</script><noscript>n</noscript>"
        "<p hidden>h</p><table><tr><td>a<td>1<tr style='DISPLAY: none'><td>b</table>"
        "<!-- c --><img src=x>"
    )
    assert outline(page) == [[["a", "1"]]]
    assert page.notices == ("2 hidden elements were not kept", "1 pictures were not kept")


def test_the_values_of_input_fields_are_shown_text() -> None:
    page = _read("<table><tr><td>甲<td><input value='1.50'><input type=hidden value=9></table>")
    assert outline(page) == [[["甲", "1.50"]]]


def test_white_space_collapses_except_in_preformatted_text() -> None:
    page = _read("<p>  a\n  b&nbsp;</p><pre>一\n二</pre>")
    assert outline(page) == ["a b", "一", "二"]


def test_what_stands_after_the_end_of_the_page_is_kept() -> None:
    assert outline(_read("<html><body><p>a</body></html><html><body><p>b</body></html>")) == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=gb2312><p>财政拨款</p>".encode("gbk"), "gb18030"),
        ("<p>财政拨款㐀</p>".encode("gb18030"), "gb18030"),
        ("<meta charset=gbk><p>财政拨款</p>".encode(), "utf-8"),
        ("\ufeff<p>财政拨款</p>".encode(), "utf-8"),
        ("\ufeff<p>财政拨款</p>".encode("utf-16-le"), "utf-16-le"),
        ("<p>财政拨款</p>".encode("utf-16-be"), "utf-16-be"),
        ("<meta charset=big5><p>財政撥款</p>".encode("big5"), "big5"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    page = html_document(data, "page.html")
    (block,) = page.blocks
    assert isinstance(block, Paragraph)
    assert block.text[:2] in ("财政", "財政")
    assert page.encoding == encoding


def test_a_broken_byte_is_said_and_a_wrong_encoding_refused() -> None:
    page = html_document(b"<p>" + "财政拨款".encode() * 400 + b"\xff</p>", "page.html")
    assert page.notices == ("1 broken characters were read as U+FFFD",)
    with pytest.raises(UnreadableFile, match="encoding cannot be told"):
        html_document(b"<p>" + b"\xff\x80" * 100, "page.html")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12.50<sup>1</sup>", "12.50¹"),
        ("12.50<sup><a href=x>[1]</a></sup>", "12.50[¹]"),
        ("12.50<span style='vertical-align: super'>1</span>", "12.50¹"),
        ("H<sub>2</sub>O", "H₂O"),
        ("<del>100</del>200", "200"),
        ("<s>100</s>200", "200"),
        ("<span style='text-decoration: line-through'>100</span>200", "200"),
        ("12<input value=3>", "12 3"),
        ("<select><option>1<option>2</select>7", "7"),
        ("<span>1,234</span><font>.50</font>", "1,234.50"),
        ("<div>12</div><div>34</div>", "12 34"),
    ],
)
def test_what_stands_beside_a_number_never_becomes_part_of_it(cell: str, text: str) -> None:
    assert outline(_read(f"<table><tr><td>甲<td>{cell}</table>")) == [[["甲", text]]]
