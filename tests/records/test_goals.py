"""Goal tables of our own invention in the three flavours of text: what is read, what is set aside, what is reported."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.recognise.document import recognise
from kg.records.goal_model import Goal
from kg.records.goals import cleaned, goal_findings, read_goals
from kg.tables.text import text_document
from tests.records.goal_tables import BARE, CELLED, LISTED, TABBED


def _goals(text: str) -> tuple[Goal, ...]:
    return read_goals(recognise(text_document(text.encode(), "own.txt")))


def _codes(text: str) -> list[str]:
    recognised = recognise(text_document(text.encode(), "own.txt"))
    return [finding.code for finding in goal_findings(recognised, read_goals(recognised))]


def _rows(goal: Goal) -> list[tuple[str | None, ...]]:
    return [
        tuple(
            part.text if part else None
            for part in (each.level1, each.level2, each.label, each.prior_year_value, each.scoring_rule, each.evidence)
        )
        for each in goal.indicators
    ]


def _targets(goal: Goal) -> list[tuple[object, ...]]:
    return [
        (each.operator, each.target_value, each.target_unit, each.target_text, each.qualitative, each.weight)
        for each in goal.indicators
    ]


def test_tabbed_department_goal() -> None:
    goal = _goals(TABBED)[0]
    assert (goal.kind, goal.about) == ("department", "示范市标准局")
    assert goal.objective is not None
    assert goal.objective.text == "目标1：修订标准3项。"
    assert goal.objective.source.text == "目标 1：修订标准 3 项。"
    assert [(part.key, part.amount, part.precision) for part in goal.funding] == [
        ("upper", Decimal(15000), Decimal(100)),
        ("own", Decimal(800000), Decimal(100)),
        ("other", Decimal(0), Decimal(100)),
    ]
    assert (goal.total, goal.summed) == (Decimal(815000), True)
    assert [(each.role, each.text) for each in goal.contacts] == [("部门联系人", "甲某"), ("联系电话", "01012345678")]
    assert [row[:3] for row in _rows(goal)] == [
        ("履职效能", "数量指标", "修订标准"),
        ("管理效率", "质量指标", "差错率"),
    ]
    assert _targets(goal) == [
        ("gte", Decimal(3), "项", "≥3 项", False, Decimal(50)),
        ("lte", Decimal("1.5"), "%", "≤1.5%", False, Decimal(40)),
    ]


def test_a_cell_goes_on_behind_a_page_break() -> None:
    basis = _goals(TABBED)[0].indicators[0].basis
    assert basis is not None
    assert basis.text == "年度计划第2号（节选）"
    assert [span.line for span in basis.source.spans] == [11, 13]


def test_rows_whose_cells_slipped_are_laid_on_their_columns() -> None:
    goal = _goals(TABBED)[1]
    assert _rows(goal) == [
        ("产出指标", "数量指标", "宣传场次", "3场", "按照完成比例赋分", "工作资料"),
        ("产出指标", "数量指标", "印发手册", None, "按照完成比例赋分", "工作资料"),
        ("产出指标", "质量指标", "印刷合格率", "优良", "按照完成比例赋分", "工作资料"),
        ("效益指标", "社会效益指标", "公众了解程度", "无", "按评判等级赋分", "工作资料"),
    ]
    assert _targets(goal) == [
        ("gte", Decimal(4), "场", "> =4 场", False, Decimal(60)),
        ("gte", Decimal(1000), "册", ">=1,000册", False, Decimal(10)),
        (None, None, None, "优良", True, Decimal(10)),
        (None, None, None, "持续提高", True, Decimal(20)),
    ]
    assert (goal.total, goal.summed) == (Decimal(300000), False)
    assert _codes(TABBED) == ["goal-row-moved", "goal-row-moved"]


def test_a_row_that_fits_in_two_ways_is_reported_and_not_used() -> None:
    row = "\t\t甲\t乙\t丙\t丁\t戊\t10\t己\t庚\t辛\n"
    text = TABBED.replace("效益指标\t社会\t", row + "效益指标\t社会\t")
    assert "goal-row-unread" in _codes(text)
    assert len(_goals(text)[1].indicators) == 4


def test_one_cell_a_line() -> None:
    (goal,) = _goals(CELLED)
    assert (goal.about, goal.total, goal.objective) == ("标准宣传项目", Decimal(120000), None)
    assert [row[:3] for row in _rows(goal)] == [
        ("项目完成指标", "数量指标", "办好宣传"),
        ("项目完成指标", "数量指标", "共计路程"),
    ]
    assert _targets(goal) == [
        (None, Decimal(3), "次", "3次", False, None),
        (None, None, None, "2次共5公里", False, None),
    ]
    assert _codes(CELLED) == []


def test_bare_lines_of_a_department() -> None:
    goal = _goals(BARE)[0]
    assert goal.objective is not None
    assert goal.objective.text == "本级安排5项任务，其他资金年度预算3次公开。"
    assert {part.key: part.printed for part in goal.funding} == {"upper": "1.50", "own": "80.00", "other": "0.00"}
    assert [row[:3] for row in _rows(goal)] == [
        ("履职效能", "数量指标", "修订标准"),
        ("履职效能", "数量指标", "开展标准宣传活动"),
        ("履职效能", "数量指标", "服务质量"),
        ("履职效能", "数量指标", "差错率"),
    ]
    assert _targets(goal) == [
        ("eq", Decimal(3), "项", "=3 项", False, Decimal(10)),
        ("gte", Decimal(4), "场", "＞=4 场", False, Decimal(15)),
        (None, None, None, "持续提高", True, Decimal(25)),
        ("lt", Decimal(1), "%", "<1 %", False, Decimal(50)),
    ]
    assert {each.basis.text for each in goal.indicators if each.basis} == {"2024年工作计划"}


def test_bare_lines_with_bases_of_many_kinds() -> None:
    text = BARE.replace("＞=4 场 2024 年工作计划 15", "＞=4 场 标办发 10 号文件\n15")
    goal = _goals(text)[0]
    assert [each.basis.text for each in goal.indicators if each.basis] == [
        "2024年工作计划",
        "标办发10号文件",
        "2024年工作计划",
        "2024年工作计划",
    ]
    assert _targets(goal) == _targets(_goals(BARE)[0])


def test_bare_lines_whose_weight_is_not_certain_are_reported() -> None:
    text = BARE.replace("＞=4 场 2024 年工作计划 15", "＞=4 场 2024 年工作计划")
    assert "goal-border-uncertain" in _codes(text) or "goal-no-weight" in _codes(text)
    goal = _goals(text)[0]
    assert [each.weight for each in goal.indicators][1] is None


def test_bare_lines_of_a_project_with_every_cell_wrapped() -> None:
    goal = _goals(BARE)[1]
    assert goal.about == "2024年标准宣传项目"
    assert goal.objective is not None
    assert goal.objective.text == "其中：财政资金0万元，其他资金9万元，用于宣传。"
    assert [(part.key, part.amount) for part in goal.funding] == [
        ("total", Decimal(300000)),
        ("fiscal", Decimal(200000)),
        ("other", Decimal(100000)),
    ]
    assert _rows(goal) == [
        ("产出指标", "数量指标", "印发手册（册）", "900册", "按照正常比例赋分", "工作资料"),
        ("产出指标", "质量指标", "印刷合格率（%）", "=100%", "按照正常比例赋分", "工作资料"),
        ("成本指标", "经济成本指标", "印刷费", "7.5", "按照正常比例赋分", "原始凭证"),
        ("效益指标", "社会效益指标", "公众了解程度", "有效提高", "按评判等级赋分", "工作资料"),
    ]
    assert _targets(goal) == [
        ("gte", Decimal(1000), "册", ">=1,000 册", False, Decimal(40)),
        ("eq", Decimal(100), "%", "=100%", False, Decimal(20)),
        ("lte", Decimal("24.50"), "万元", "<=24.50万元", False, Decimal(20)),
        (None, None, None, "有效提高", True, Decimal(20)),
    ]


def test_contact_persons_at_the_foot_are_set_aside_and_not_reported() -> None:
    goal = _goals(BARE)[0]
    assert any("01012345678" in each.text for each in goal.contacts)
    recognised = recognise(text_document(BARE.encode(), "own.txt"))
    for finding in goal_findings(recognised, read_goals(recognised)):
        assert "甲某" not in finding.message
        assert finding.source is None or "甲某" not in finding.source.text


def test_a_row_without_known_words_behind_its_weight_is_reported() -> None:
    text = BARE.replace("按评判\n等级赋\n分\n工作资料", "另行评议\n会议纪要")
    assert "goal-border-uncertain" in _codes(text)
    assert len(_goals(text)[1].indicators) == 4


def test_funding_that_does_not_make_its_total_is_reported() -> None:
    text = TABBED.replace("财政拨款\t20.00", "财政拨款\t20.05")
    assert "goal-funding-sum" in _codes(text)
    assert "goal-funding-sum" not in _codes(TABBED)


def test_funding_without_a_unit_has_no_amount() -> None:
    (goal,) = _goals(CELLED.replace("（万元）", ""))
    assert [part.amount for part in goal.funding] == [None, None, None]
    assert [part.printed for part in goal.funding] == ["12", "12", "0"]
    assert goal.total is None
    assert _codes(CELLED.replace("（万元）", "")).count("goal-no-unit") == 3


def test_a_table_continued_under_its_repeated_title_is_one_goal() -> None:
    head = "一级指标\t二级指标\t三级指标\t指标值\t指标值设置依据\t上年完成值\t指标分值权重\t指标赋分规则\t佐证资料\n"
    cut = "\t质量指标\t印刷合格率"
    text = TABBED.replace(cut, f"项目支出绩效目标表（续）\n{head}{cut}")
    goals = _goals(text)
    assert [len(goal.indicators) for goal in goals] == [2, 4]
    assert _rows(goals[1]) == _rows(_goals(TABBED)[1])


def test_two_tables_under_one_title_are_two_goals() -> None:
    first, second = TABBED.split("项目支出绩效目标表\n")
    goals = _goals(first + "项目支出绩效目标表\n" + second + second.replace("标准宣传项目", "标准修订项目"))
    assert [goal.about for goal in goals] == ["示范市标准局", "标准宣传项目", "标准修订项目"]
    assert [len(goal.indicators) for goal in goals] == [2, 4, 4]


def test_operator_and_unit_in_columns_of_their_own() -> None:
    text = (
        "项目支出绩效目标表\n单位：万元\n项目名称\t标准宣传项目\t\t\t\t\n年度目标\t办好宣传\t\t\t\t\n"
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n"
        "产出指标\t数量指标\t宣传场次\t≥\t4\t场\n\t质量指标\t合格率\t定性\t优良\t\n"
    )
    (goal,) = _goals(text)
    assert [each[:4] for each in _targets(goal)] == [
        ("gte", Decimal(4), "场", "≥ 4 场"),
        (None, None, None, "定性 优良"),
    ]


def test_a_goal_form_that_says_it_is_empty_is_no_goal() -> None:
    text = "项目支出绩效目标表\n我部门 2024 年未安排项目支出，本表为空表。\n"
    assert _goals(text) == ()
    assert _codes(text) == ["goal-unread"]


@pytest.mark.parametrize("text", [TABBED, CELLED, BARE])
def test_every_digit_is_in_a_source(text: str) -> None:
    claimed = {
        place
        for goal in _goals(text)
        for source in goal.sources()
        for span in source.spans
        for place in range(span.start, span.end)
    }
    assert [text[at] for at in range(len(text)) if text[at].isdigit() and at not in claimed] == []


def test_a_cleaned_text_loses_only_blanks_of_its_wrapping() -> None:
    assert cleaned("生态 效益 指标") == "生态效益指标"
    assert cleaned("[bookmark: _GoBack]\u3000会议 A B") == "会议A B"


def test_a_table_that_lists_several_projects_is_one_goal_a_project() -> None:
    first, second = _goals(LISTED)
    assert (first.about, first.total) == ("标准宣传项目", Decimal(300000))
    assert (second.about, second.total) == ("标准修订项目", Decimal(125000))
    assert first.objective is not None
    assert first.objective.text == "办好宣传。"
    assert [row[:3] for row in (*_rows(first), *_rows(second))] == [
        ("产出指标", "数量指标", "宣传场次"),
        ("产出指标", "质量指标", "合格率"),
        ("产出指标", "数量指标", "修订标准"),
    ]
    assert [each[:3] for each in (*_targets(first), *_targets(second))] == [
        ("gte", Decimal(4), "场"),
        ("eq", Decimal(100), "%"),
        ("gte", Decimal(3), "项"),
    ]
