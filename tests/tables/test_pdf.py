"""Blocks of small PDFs: captions, notes, continued tables, torn rows, furniture, prose."""

from __future__ import annotations

from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.grid import Grid
from kg.tables.pdf import pdf_document
from tests.pdf_maker import PdfMaker

WIDTHS = [60, 150, 90, 90]
HEADER = ["科目编码", "科目名称", "基本支出", "项目支出"]


def document(maker: PdfMaker) -> Document:
    return pdf_document(maker.bytes(), "made.pdf")


def grids(blocks: tuple[Block, ...]) -> list[Grid]:
    return [block for block in blocks if isinstance(block, Grid)]


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def texts(grid: Grid) -> list[list[str]]:
    return [["" if cell is None else cell.text for cell in row] for row in grid.rows]


def test_merged_cells_keep_what_they_cover() -> None:
    maker = PdfMaker()
    rows = [
        ["项目", "", "支出预算", ""],
        ["编码", "名称", "基本支出", "项目支出"],
        ["205", "教育支出", "10.00", "20.00"],
        ["合计", "", "10.00", "20.00"],
    ]
    maker.table(rows, WIDTHS, spans={(0, 0): (1, 2), (0, 2): (1, 2), (3, 0): (1, 2)})
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows
    spans = {(r, c): (cell.rowspan, cell.colspan) for r, c, cell in grid.cells()}
    assert {place: span for place, span in spans.items() if span != (1, 1)} == {
        (0, 0): (1, 2),
        (0, 2): (1, 2),
        (3, 0): (1, 2),
    }


def test_a_cell_over_several_rows() -> None:
    maker = PdfMaker()
    rows = [["其他资金", "小计", "", ""], ["", "事业收入", "1.00", ""], ["", "经营收入", "", "2.00"]]
    maker.table(rows, WIDTHS, spans={(0, 0): (3, 1)})
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows
    cell = grid.rows[0][0]
    assert cell is not None
    assert cell.rowspan == 3


def test_every_cell_tells_its_page_and_box() -> None:
    maker = PdfMaker(height=200)
    maker.table([HEADER, *[[str(200 + r), "科目", f"{r}.00", ""] for r in range(12)]], WIDTHS)
    (grid,) = grids(document(maker).blocks)
    for r, _, cell in grid.cells():
        (span,) = cell.source.spans
        assert span.page is not None
        assert (span.page > 1) == any(r >= b for b in grid.breaks)
        left, top, right, bottom = span.box or (0, 0, 0, 0)
        assert 50 <= left < right <= 440
        assert 50 <= top < bottom <= 150


def test_a_wrapped_number_is_one_cell_with_several_spans() -> None:
    maker = PdfMaker()
    maker.table([["金额", "项目"], ["1,234,567,890.12", "教育支出及其他各项支出的合计数"]], [44, 60])
    (grid,) = grids(document(maker).blocks)
    number, name = grid.rows[1]
    assert number is not None
    assert name is not None
    assert number.text == "1,234,567,890.12"
    assert len(number.source.spans) == 2
    assert number.source.text == number.text
    assert name.text == "教育支出及其他各项支出的合计数"
    assert len(name.source.spans) == 3


def test_two_numbers_below_each_other_are_not_one() -> None:
    maker = PdfMaker()
    maker.rule(50, 50, 150, 50)
    maker.rule(50, 90, 150, 90)
    for x in (50, 100, 150):
        maker.rule(x, 50, x, 90)
    maker.text(55, 65, "1,200.00")
    maker.text(55, 80, "3,400.00")
    maker.text(105, 72, "合计")
    (grid,) = grids(document(maker).blocks)
    assert "1,200.003,400.00" not in [cell.text for _, _, cell in grid.cells()]


def test_a_table_with_repeated_headers_is_one_grid() -> None:
    maker = PdfMaker(height=220)
    rows = [HEADER, *[[str(201 + r), "支出", f"{r}.10", f"{r}.20"] for r in range(20)]]
    maker.table(rows, WIDTHS, header=1)
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows
    assert len(grid.breaks) == document_pages(grid) - 1


def document_pages(grid: Grid) -> int:
    return len({cell.source.page for _, _, cell in grid.cells()})


def test_a_row_torn_by_the_end_of_a_page_is_one_row() -> None:
    maker = PdfMaker(height=200)
    maker.top = 110
    maker.table([["项目", "预算数"], ["八、社会保障和就", "1,608.51"]], [80, 90])
    maker.new_page()
    maker.table([["业支出", ""], ["九、卫生健康支出", "20.00"]], [80, 90])
    made = document(maker)
    (grid,) = grids(made.blocks)
    assert texts(grid) == [
        ["项目", "预算数"],
        ["八、社会保障和就业支出", "1,608.51"],
        ["九、卫生健康支出", "20.00"],
    ]
    assert [span.page for span in grid.rows[1][0].source.spans] == [1, 2]  # type: ignore[union-attr]
    assert any("goes on from the last row" in notice for notice in made.notices)


def test_a_torn_row_whose_amounts_stand_in_its_second_part() -> None:
    maker = PdfMaker(height=200)
    maker.top = 110
    maker.table([["编码", "名称", "金额"], ["2080506", "机关事业单位职业年", ""]], [60, 90, 90])
    maker.new_page()
    maker.table([["", "金缴费支出", "4.64"], ["210", "卫生健康支出", "2.71"]], [60, 90, 90])
    (grid,) = grids(document(maker).blocks)
    assert texts(grid)[1:] == [["2080506", "机关事业单位职业年金缴费支出", "4.64"], ["210", "卫生健康支出", "2.71"]]


def test_a_row_with_a_code_of_its_own_is_not_taken_for_torn() -> None:
    maker = PdfMaker(height=200)
    maker.top = 110
    maker.table([["编码", "名称", "金额"], ["2080506", "机关事业单位职业年", ""]], [60, 90, 90])
    maker.new_page()
    maker.table([["210", "金缴费支出", "4.64"], ["21011", "卫生健康支出", "2.71"]], [60, 90, 90])
    (grid,) = grids(document(maker).blocks)
    assert [line[1] for line in texts(grid)] == ["名称", "机关事业单位职业年", "金缴费支出", "卫生健康支出"]


def test_a_new_row_after_the_end_of_a_page_stays_its_own() -> None:
    maker = PdfMaker(height=200)
    maker.top = 110
    maker.table([["项目", "预算数"], ["八、社会保障和就", "1,608.51"]], [80, 90])
    maker.new_page()
    maker.table([["九、卫生健康", ""], ["十、其他支出", "20.00"]], [80, 90])
    (grid,) = grids(document(maker).blocks)
    assert [row[0] for row in texts(grid)] == ["项目", "八、社会保障和就", "九、卫生健康", "十、其他支出"]


def test_two_tables_on_a_page_keep_their_captions_and_notes() -> None:
    maker = PdfMaker()
    for number, title in enumerate(("收入预算总表", "支出预算总表"), start=1):
        maker.text(50, maker.top + 20, f"公开{number:02}表")
        maker.centred(maker.top + 45, title, 16)
        maker.text(50, maker.top + 65, "部门名称：某某局")
        maker.text(380, maker.top + 65, "单位：万元")
        maker.top += 70
        maker.table([HEADER, ["205", title[:2], "1.00", ""]], WIDTHS)
        maker.text(50, maker.top + 15, f"注：第{number}张表的说明。")
        maker.top += 40
    first, second = grids(document(maker).blocks)
    assert [c.text for c in first.captions] == ["公开01表", "收入预算总表", "部门名称：某某局 单位：万元"]
    assert [c.text for c in second.captions] == ["公开02表", "支出预算总表", "部门名称：某某局 单位：万元"]
    assert [n.text for n in first.notes] == ["注：第1张表的说明。"]
    assert [n.text for n in second.notes] == ["注：第2张表的说明。"]


def test_a_title_at_the_foot_of_the_page_before_belongs_to_its_table() -> None:
    maker = PdfMaker()
    maker.paragraph("以下各表反映本部门年度收支预算的总体情况。")
    maker.centred(780, "机关运行经费支出预算表", 16)
    maker.new_page()
    maker.text(50, 60, "部门：某某局")
    maker.text(380, 60, "单位：元")
    maker.top = 70
    maker.table([HEADER, ["302", "商品和服务支出", "1.00", ""]], WIDTHS)
    made = document(maker)
    (grid,) = grids(made.blocks)
    assert [c.text for c in grid.captions] == ["机关运行经费支出预算表", "部门：某某局 单位：元"]
    assert paragraphs(made.blocks) == ["以下各表反映本部门年度收支预算的总体情况。"]


def test_page_numbers_go_and_are_told_but_figures_stay() -> None:
    maker = PdfMaker()
    for number in range(1, 5):
        maker.paragraph(f"第{number}章的正文。")
        maker.centred(800, f"- {number} -")
        if number == 3:
            maker.text(50, 790, "2023")
        maker.new_page()
    made = document(maker)
    assert paragraphs(made.blocks) == [
        "第1章的正文。",
        "第2章的正文。",
        "第3章的正文。",
        "2023",
        "第4章的正文。",
    ]
    assert "left out the page numbers of 4 pages" in made.notices


def test_a_running_head_goes_but_a_repeated_unit_stays() -> None:
    maker = PdfMaker()
    for number in range(1, 5):
        maker.centred(30, "某某局部门预算")
        maker.text(400, 60, "单位：万元")
        maker.top = 100
        maker.paragraph(f"第{number}章的正文。")
        maker.new_page()
    made = document(maker)
    assert paragraphs(made.blocks).count("单位：万元") == 4
    assert "某某局部门预算" not in paragraphs(made.blocks)
    assert "left out the running head '某某局部门预算' of 4 pages" in made.notices


def test_a_page_number_does_not_part_a_table() -> None:
    maker = PdfMaker(height=240)
    rows = [HEADER, *[[str(201 + r), "支出", f"{r}.10", f"{r}.20"] for r in range(20)]]

    class Numbered(PdfMaker):
        pages = 0

        def new_page(self) -> None:
            self.pages += 1
            self.centred(225, str(self.pages))
            super().new_page()

    maker = Numbered(height=240)
    maker.table(rows, WIDTHS)
    maker.new_page()
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    maker = PdfMaker(height=120)
    long = "本年度收入预算合计13649.07万元，与上年相比增加844.15万元，主要原因是人员经费增加。" * 3
    for line in range(2):
        maker.paragraph(long if line == 0 else "第二段。")
    assert paragraphs(document(maker).blocks) == [long, "第二段。"]


def test_forms_of_the_same_shape_on_following_pages_stay_apart() -> None:
    maker = PdfMaker()
    form = [["绩效目标表", "", "", ""], ["项目名称", "", "资金", "1.00"], ["指标", "数量", "次数", "3"]]
    for name in ("甲项目", "乙项目"):
        maker.table([form[0], ["项目名称", name, "资金", "1.00"], form[2]], WIDTHS, spans={(0, 0): (1, 4)})
        maker.new_page()
    first, second = grids(document(maker).blocks)
    assert (texts(first)[1][1], texts(second)[1][1]) == ("甲项目", "乙项目")


def test_a_goal_table_for_each_project_stays_apart_under_the_same_title() -> None:
    maker = PdfMaker()
    for name in ("甲项目", "乙项目"):
        maker.centred(70, "项目支出绩效目标表", 16)
        maker.top = 90
        maker.table([["主管部门", "某某局", "资金", "1.00"], ["项目名称", name, "次数", "3"]], WIDTHS)
        maker.new_page()
    first, second = grids(document(maker).blocks)
    assert (texts(first)[1][1], texts(second)[1][1]) == ("甲项目", "乙项目")
    assert [c.text for c in second.captions] == ["项目支出绩效目标表"]


def test_a_title_and_header_printed_on_every_page_make_one_grid() -> None:
    class Titled(PdfMaker):
        def new_page(self) -> None:
            super().new_page()
            self.title()

        def title(self) -> None:
            self.centred(70, "支出预算总表", 16)
            self.text(400, 85, "单位：元")
            self.top = 90

    maker = Titled(height=260)
    maker.title()
    rows = [HEADER, *[[str(201 + r), "支出", f"{r}.10", f"{r}.20"] for r in range(20)]]
    maker.table(rows, WIDTHS, header=1)
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows
    assert [c.text for c in grid.captions] == ["支出预算总表", "单位：元"]


def test_text_that_runs_over_its_cell_stays_in_it() -> None:
    maker = PdfMaker()
    maker.table([["", "", "", ""], ["", "", "", ""]], [60, 60, 60, 60])
    maker.text(53, 62, "一般公共预算财政拨款")  # 90 points in a cell of 60
    maker.text(173, 62, "12.00", 9)
    (grid,) = grids(document(maker).blocks)
    assert texts(grid)[0] == ["一般公共预算财政拨款", "", "12.00", ""]


def test_open_sides_are_columns_too() -> None:
    maker = PdfMaker()
    for y in (50, 70, 90):
        maker.rule(50, y, 350, y)
    for x in (150, 250):
        maker.rule(x, 50, x, 90)
    for row, words in enumerate((["项目", "合计", "备注"], ["教育支出", "12.00", "无"])):
        for column, word in enumerate(words):
            maker.text(60 + 100 * column, 63 + 20 * row, word)
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == [["项目", "合计", "备注"], ["教育支出", "12.00", "无"]]


def test_rows_that_no_line_parts_are_rows_all_the_same() -> None:
    maker = PdfMaker()
    for y in (50, 70, 150):
        maker.rule(50, y, 350, y)
    for x in (50, 150, 250, 350):
        maker.rule(x, 50, x, 150)
    rows = [
        ["项目", "基本支出", "项目支出"],
        ["教育支出", "1,200.00", ""],
        ["科学技术支出", "", "3.50"],
        ["合计", "1,200.00", "3.50"],
    ]
    for r, row in enumerate(rows):
        for c, word in enumerate(row):
            maker.text(55 + 100 * c, 64 + 24 * r, word)
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows


def test_a_whole_table_drawn_in_one_stroke() -> None:
    maker = PdfMaker()
    path = maker.canvas.beginPath()
    for r in range(31):
        path.moveTo(50, 800 - 20 * r)
        path.lineTo(450, 800 - 20 * r)
    for c in range(9):
        path.moveTo(50 + 50 * c, 800)
        path.lineTo(50 + 50 * c, 200)
    maker.canvas.drawPath(path)
    rows = [[f"{r}.{c}0" for c in range(8)] for r in range(30)]
    for r, row in enumerate(rows):
        for c, word in enumerate(row):
            maker.text(55 + 50 * c, 56 + 20 * r, word)
    (grid,) = grids(document(maker).blocks)
    assert texts(grid) == rows


def test_a_table_of_contents_is_no_table() -> None:
    maker = PdfMaker()
    for line, (name, page) in enumerate((("部门概况", 1), ("收支预算总表", 12), ("名词解释", 31))):
        maker.text(50, 60 + 20 * line, name)
        maker.text(500, 60 + 20 * line, str(page))
    assert grids(document(maker).blocks) == []
