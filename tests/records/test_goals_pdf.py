"""Goals of a real PDF of another family (merged cells, units in parentheses) against what a person read in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.recognise.document import recognise
from kg.records.goal_model import Goal
from kg.records.goals import goal_findings, read_goals
from kg.tables.pdf import pdf_document

FILE = Path(__file__).resolve().parents[3] / "shared" / "documents" / "shanghai-wanli-2023.pdf"

# One line a goal table: total, how many indicators, and each target that is a number.
READ = [
    ("4100000", 5, ["gte 13459 平方米"]),
    ("6351000", 4, ["eq 100 %", "eq 100 %", "gte 80 %"]),
    ("4563800", 4, ["gte 12 次", "gte 50 %", "gte 50 %"]),
    (
        "7595500",
        43,
        [
            *("gt 6 次", "gte 1 个", "gte 100 人数", "gt 150 家", "gte 8 次", "eq 12 次"),
            *("eq 1 次", "eq 1 次", "eq 1 次", "eq 5 万人次", "gte 1 个", "gte 120 人次", "- 90 度"),
        ],
    ),
    ("10903043", 9, ["eq 300 场", "- 90 %", "gte 95 %"]),
]


@pytest.fixture(scope="module")
def read() -> tuple[tuple[Goal, ...], list[str]]:
    if not FILE.exists():
        pytest.skip("the real documents (../shared/documents) are not beside the project")
    recognised = recognise(pdf_document(FILE.read_bytes(), FILE.name))
    goals = read_goals(recognised)
    return goals, [finding.code for finding in goal_findings(recognised, goals)]


def test_totals_indicators_and_targets(read: tuple[tuple[Goal, ...], list[str]]) -> None:
    goals, _ = read
    assert [(str(goal.total), len(goal.indicators)) for goal in goals] == [(total, count) for total, count, _ in READ]
    for goal, (_, _, targets) in zip(goals, READ, strict=True):
        assert [
            f"{each.operator or '-'} {each.target_value.normalize():f} {each.target_unit}"
            for each in goal.indicators
            if each.target_value is not None
        ] == targets


def test_merged_levels(read: tuple[tuple[Goal, ...], list[str]]) -> None:
    goals, _ = read
    levels = [(each.level1.text, each.level2.text) for each in goals[3].indicators if each.level1 and each.level2]
    assert levels == [
        *[("产出指标", "数量指标")] * 15,
        *[("产出指标", "质量指标")] * 8,
        *[("效益指标", "社会效益指标")] * 14,
        *[("满意度指标", "服务对象满意度指标")] * 6,
    ]


def test_the_one_table_whose_parts_do_not_make_its_total_is_reported(
    read: tuple[tuple[Goal, ...], list[str]],
) -> None:
    goals, codes = read
    assert codes == ["goal-funding-sum"]
    parts = {part.key: part.amount for part in goals[4].funding}
    assert (parts["total"], parts["fiscal"], parts["carried"]) == (Decimal(10903043), Decimal(11419043), Decimal(0))
