"""Form titles, whatever stands before them."""

from __future__ import annotations

import pytest

from kg.recognise.description import descriptions
from kg.recognise.titles import titled_form


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("部门收支总体情况表", "summary"),
        ("单位收入总体情况表", "revenue"),
        ("表三： 部门支出总体情况表", "expenditure"),
        ("财政拨款收支预算总体情况表", "appropriation"),
        ("五、 一般公共预算支出情况表", "general"),
        ("- 六、 一般公共预算基本支出情况表", "general-basic"),
        ("项目支出情况表", "general-project"),
        ("一般公共预算项目支出情况表（续）", "general-project"),
        ("某市示范局2024年部门收入总体情况表", "revenue"),
        ("财政拨款“三公”经费支出情况表", "three-public"),
        ('一般公共预算"三公"经费支出情况表', "three-public"),
        ("２０２４年 部门收支总体情况表", "summary"),
        ("项  目  支  出  绩  效  目  标  表", "project-goals"),
        ("单位整体绩效目标表", "department-goals"),
    ],
)
def test_a_title_names_its_form(line: str, key: str) -> None:
    form = titled_form(line)
    assert form is not None
    assert form.key == key


@pytest.mark.parametrize(
    "line",
    [
        "政府性基金预算支出情况表为空表。",
        "具体情况见下表，一般公共预算支出情况表",
        "表 1",
        "2024年部门预算公开表",
        "第二部分 部门预算公开表",
        "关于一般公共预算基本支出情况说明",
        "",
    ],
)
def test_a_line_that_is_no_title(line: str) -> None:
    assert titled_form(line) is None


def test_every_form_has_titles_of_its_own() -> None:
    titles = [title for form in descriptions() for title in form.titles.plain]
    assert len(titles) == len(set(titles))
    assert len(descriptions()) >= 13
