"""A table that no description fits is kept, reported and can be drafted as a description."""

from __future__ import annotations

import tomllib

from kg.graph.document import document_nquads
from kg.provenance import Source, Span
from kg.recognise.document import RecognisedDocument, recognise
from kg.recognise.draft import draft
from kg.records.build import disclosure
from kg.tables.blocks import Document, Paragraph
from kg.tables.grid import Cell, Grid


def _source(text: str) -> Source:
    return Source((Span(text, page=3, box=(0.0, 0.0, 1.0, 1.0)),))


def _grid(rows: list[list[str]], *captions: str) -> Grid:
    cells = tuple(tuple(Cell(text, _source(text)) if text else None for text in row) for row in rows)
    return Grid(cells, captions=tuple(map(_source, captions)))


KNOWN = _grid(
    [["合计", "基本支出", "项目支出"], ["12.00", "5.00", "7.00"]], "2031年支出预算总表", "部门：试验局 单位：万元"
)
STRANGE = _grid(
    [["科目编码", "科目名称", "甲类", "乙类"], ["201", "一般公共服务支出", "3.10", "4.20"]],
    "补贴资金分配表", "单位：万元",
)  # fmt: skip


def _recognised() -> RecognisedDocument:
    prose = Paragraph(_source("试验局2031年部门预算"))
    return recognise(Document("a.pdf", "0" * 64, "application/pdf", (prose, KNOWN, STRANGE)))


def test_its_cells_are_kept_with_caption_and_header() -> None:
    (table,) = _recognised().tables
    assert (table.title, table.unit, table.form) == ("补贴资金分配表", "万元", "")
    assert table.header == (("科目编码",), ("科目名称",), ("甲类",), ("乙类",))


def test_it_is_reported_and_its_numbers_are_no_facts() -> None:
    record = disclosure(_recognised())
    assert [fact.printed for fact in record.facts] == ["12.00", "5.00", "7.00"]
    (table,) = record.tables
    assert [cell.text for cell in table.cells if cell.is_number][-2:] == ["3.10", "4.20"]
    (finding,) = [finding for finding in record.findings if finding.code == "unknown-form"]
    assert "补贴资金分配表" in finding.message


def test_its_cells_stand_in_the_graph_with_their_place() -> None:
    lines = document_nquads(disclosure(_recognised()), with_concepts=False).splitlines()
    (cell,) = [line.split(" ")[0] for line in lines if "#text>" in line and '"4.20"' in line]
    about = [line for line in lines if line.startswith(cell)]
    assert any("#headerWords>" in line and '"乙类"' in line for line in about)
    assert any("#inTable>" in line for line in about)
    assert any("#page>" in line and '"3"' in line for line in about)


def test_a_description_can_be_drafted_from_it() -> None:
    (table,) = _recognised().tables
    read = tomllib.loads(draft(table))
    assert read["titles"] == ["补贴资金分配表"]
    (layout,) = read["layouts"]
    assert layout["kind"] == "coded"
    (part,) = layout["parts"]
    assert part["classification"] == "function"
    assert [key["role"] for key in part["keys"]] == ["code", "name"]
    assert [column["labels"] for column in part["columns"]] == [["甲类"], ["乙类"]]


def test_a_form_whose_columns_are_not_known_is_not_called_empty() -> None:
    strange = _grid([["甲类", "乙类", "丙类"], ["3.10", "4.20", "5.30"]], "2031年收入预算总表", "单位：万元")
    prose = Paragraph(_source("试验局2031年部门预算"))
    record = disclosure(recognise(Document("a.pdf", "0" * 64, "application/pdf", (prose, KNOWN, strange))))
    (form,) = [form for form in record.forms if form.key == "revenue"]
    assert (form.status, form.facts) == ("disclosed", ())
    codes = {finding.code for finding in record.findings if finding.form == "revenue"}
    assert "unknown-header" in codes
    assert "no-amounts" not in codes
