"""Tables of performance goals, of the department and of its projects."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.samples.model import Budget, Goal

Rows = tuple[tuple[str, ...], ...]
_WIDTH_DEPARTMENT = 6
_WIDTH_PROJECT = 9


def goal_sheets(budget: Budget) -> Iterator[tuple[str, Rows]]:
    """The title and the rows of every goal table; a repeated first level is left blank as under a merged cell."""
    for goal in budget.goals:
        if goal.project:
            yield "项目支出绩效目标表", tuple(_padded(row, _WIDTH_PROJECT) for row in _project(budget, goal))
        else:
            title = f"{budget.scope_word}整体绩效目标表"
            yield title, tuple(_padded(row, _WIDTH_DEPARTMENT) for row in _department(budget, goal))


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *("" for _ in range(width - len(row))))


def _department(budget: Budget, goal: Goal) -> Iterator[tuple[str, ...]]:
    above = budget.from_source("general-transfer") + budget.from_source("government-fund-transfer")
    own = budget.from_source("fiscal-appropriation") + budget.from_source("fiscal-carry-over") - above
    other = budget.from_source("total") - own - above
    name, telephone = budget.contact
    word = budget.scope_word
    yield f"{word}名称（盖章）", "", goal.unit
    yield f"{word}联系人", "", name, "联系电话", telephone
    yield "年度绩效目标", "", goal.objective
    yield "年度预算（万元）", "", "资金来源", "", "资金总额（万元）"
    yield "", "", "财政资金（万元）", "上级安排", _wan(above)
    yield "", "", "", "本级安排", _wan(own)
    yield "", "", "其他资金（万元）", "其他", _wan(other)
    yield "一级指标", "二级指标", "三级指标", "指标值", "指标设定依据", "分值权重"
    for at, each in enumerate(goal.indicators):
        yield "履职效能" if at == 0 else "", each.level2, each.name, each.value, each.basis, str(each.weight)


def _project(budget: Budget, goal: Goal) -> Iterator[tuple[str, ...]]:
    total, fiscal = funding(budget, goal)
    yield "预算单位", "", goal.unit
    yield "项目名称", "", goal.project, "", "", "", "项目负责人", budget.contact[0]
    yield (
        "项目资金（万元）", "", "年度预算总额", _wan(total), "其中：财政拨款", _wan(fiscal), "其他资金",
        _wan(total - fiscal),
    )  # fmt: skip
    yield "项目总体目标", "", goal.objective
    yield (
        "一级指标", "二级指标", "三级指标", "指标值", "指标值设置依据", "上年完成值", "指标分值权重",
        "指标赋分规则", "佐证资料",
    )  # fmt: skip
    last = ""
    for each in goal.indicators:
        first = each.level1 if each.level1 != last else ""
        last = each.level1
        yield (
            first, each.level2, each.name, each.value, each.basis, each.prior, str(each.weight), each.rule,
            each.evidence,
        )  # fmt: skip


def funding(budget: Budget, goal: Goal) -> tuple[Decimal, Decimal]:
    """All money of the project of a goal in yuan, and what of it is fiscal, of this year or carried over."""
    lines = [line for line in budget.lines if (line.project, line.unit) == (goal.project, goal.unit)]
    fiscal = [line for line in lines if line.comes_from("fiscal-appropriation") or line.comes_from("fiscal-carry-over")]
    return sum((line.amount for line in lines), Decimal(0)), sum((line.amount for line in fiscal), Decimal(0))


def _wan(amount: Decimal) -> str:
    return f"{amount / 10000:.2f}"
