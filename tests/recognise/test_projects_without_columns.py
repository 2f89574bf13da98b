"""A carry-over table as bare lines: the header tells where the first project's name begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import convert

HEADER = """示范局 2024 年部门预算公开
表 11
上年结转结余情况明细表
编制部门：示范市标准局 单位：万元
项目名称 总计
财政拨款 非财政拨款
合计
基本支出
项目支出 合计
基本支出
项目支出
人员经费 公用经费 人员经费 公用经费
"""
ROWS = """甲地标准化
建设项目 1.00 1.00 1.00
乙项目 2.50 2.50 2.50
合计 3.50 3.50 3.50
"""


def test_a_wrapped_name_and_a_total_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "carry.txt"
    path.write_text(HEADER + ROWS, "utf-8")
    record = convert(path)
    assert [(fact.row.key, fact.column_key, fact.printed) for fact in record.facts] == [
        ("甲地标准化建设项目", "total", "1.00"),
        ("乙项目", "total", "2.50"),
        ("total", "total", "3.50"),
    ]
    assert {(amount.row.key, amount.candidates[0][0]) for amount in record.unplaced} == {
        (name, column)
        for name in ("甲地标准化建设项目", "乙项目", "total")
        for column in ("fiscal", "fiscal-personnel")
    }


def test_a_date_below_the_last_project_is_no_part_of_its_name(small_text: str, tmp_path: Path) -> None:
    path = tmp_path / "dated.txt"
    row = "标准宣传项目 30.00 30.00\n"
    path.write_text(small_text.replace(row, f"{row}2024年3月1日\n"), "utf-8")
    record = convert(path)
    assert [project.name for project in record.projects] == ["标准宣传项目"]
    assert [each.code for each in record.findings if each.form == "general-project"] == ["stray-text"]


@pytest.mark.parametrize("name", ["合计", "示范市标准局"])
def test_a_row_without_amounts_takes_none_from_the_next(small_text: str, tmp_path: Path, name: str) -> None:
    """A name that ends in digits where its amounts should be: they are reported, and the next row keeps its own."""
    path = tmp_path / "lost.txt"
    row = "标准宣传项目 30.00 30.00\n"
    path.write_text(small_text.replace(row, f"标准宣传项目 K 191\n{name} 31.00 31.00\n"), "utf-8")
    form = next(form for form in convert(path).forms if form.key == "general-project")
    rows = {each.row.label for each in (*form.facts, *form.unplaced) if each.printed == "31.00"}
    assert rows == {name}
    assert [each.code for each in convert(path).findings if each.code == "unread-amount"] == ["unread-amount"]
