"""Columns of goal tables: heads by their words, cells by position, slipped cells by what they say."""

from __future__ import annotations

import pytest

from kg.provenance import Source, Span
from kg.recognise.goal_columns import Columns, assigned, fit, read_columns
from kg.recognise.goal_words import goal_words
from kg.tables.grid import Cell

HEADS = [
    *("一级指标", "二级指标", "三级指标", "指标值", "指标值设置依据"),
    *("上年完成值", "指标分值权重", "指标赋分规则", "佐证资料"),
]
ROLES = ("level1", "level2", "level3", "target", "basis", "prior", "weight", "scoring", "evidence")
WORDS = ["产出指标", "数量指标", "宣传场次", ">=3场", "计划标准", "2场", "10", "按照完成比例赋分", "工作资料"]


def _row(texts: list[str]) -> list[Cell | None]:
    return [Cell(text, Source((Span(text),))) if text else None for text in texts]


def _columns() -> Columns:
    columns = read_columns(_row(HEADS))
    assert columns is not None
    return columns


def test_the_head_is_known_by_its_words() -> None:
    assert _columns() == Columns(tuple(range(9)), ROLES)
    heads = ["绩效 指标", "", "一级\n指标", "二级指标", "三级指标", "指标值（包含数字及文字描述）"]
    assert read_columns(_row(heads)) == Columns((0, 2, 3, 4, 5), ("aside", "level1", "level2", "level3", "target"))


@pytest.mark.parametrize("texts", [WORDS, HEADS[:2], ["项目名称", "某项目", "一级指标"], []])
def test_other_rows_are_no_head(texts: list[str]) -> None:
    assert read_columns(_row(texts)) is None


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_a_row_that_slipped_as_a_whole_is_laid_back(shift: int) -> None:
    cells, moved, certain = assigned(_row([""] * shift + WORDS), _columns(), ruled=True)
    assert [cells[role].text for role in ROLES] == WORDS
    assert (moved, certain) == (shift > 0, True)


@pytest.mark.parametrize("missing", ["level1", "level2", "basis", "weight", "evidence"])
def test_a_row_without_its_empty_cells_finds_its_columns(missing: str) -> None:
    texts = [text for role, text in zip(ROLES, WORDS, strict=True) if role != missing]
    cells, moved, certain = assigned(_row(texts), _columns(), ruled=False)
    assert {role: cell.text for role, cell in cells.items()} == {
        role: text for role, text in zip(ROLES, WORDS, strict=True) if role != missing
    }
    assert moved
    assert certain


def test_two_ways_to_lay_a_row_are_not_certain() -> None:
    _, moved, certain = assigned(_row(["甲", "乙"]), _columns(), ruled=False)
    assert not moved
    assert not certain


def test_a_known_word_never_stands_in_another_column() -> None:
    assert fit("basis", "计划标准") > 0 > fit("prior", "计划标准")
    assert fit("weight", "10") > 0 > fit("weight", "计划标准")
    assert fit("weight", "101") < 0
    assert fit("level3", ">=3场") < 0 < fit("target", ">=3场")


@pytest.mark.parametrize("kind", ["level1", "level2", "basis", "scoring", "evidence"])
def test_known_words_do_not_match_a_piece_of_a_sentence(kind: str) -> None:
    assert not goal_words().names(kind, "按计划标准开展数量指标考核")
