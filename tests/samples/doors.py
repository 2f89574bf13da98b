"""What a document must give back, whichever file it was printed in: everything that its typed records say."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from kg.pipeline import convert
from kg.records.goal_model import Goal as GoalRead
from kg.records.goal_model import Stated
from kg.records.model import Disclosure
from kg.records.prose_model import Claim, Prose
from kg.samples.figures import Figure, figures
from kg.samples.flavours import DOORS
from kg.samples.model import Budget, Goal
from kg.text.width import squeeze
from tests.roundtrip import assert_exact

CENT, WAN = Decimal("0.01"), Decimal(10000)
Said = tuple[str, str, Decimal, str | None]


def through(folder: Path, flavour: str, budget: Budget, layout: int) -> Disclosure:
    """The budget printed in a flavour, written as a file and converted."""
    path = folder / f"sample{DOORS[flavour].ending}"
    path.write_bytes(DOORS[flavour].write(budget, layout))
    return convert(path)


def assert_same(budget: Budget, record: Disclosure) -> None:
    """Every amount in its place and unit, every project, goal and indicator, every figure of the prose; no more."""
    assert_told(budget, record)
    assert Counter(squeeze(project.name) for project in record.projects) == Counter(
        map(squeeze, projects_printed(budget))
    )
    assert record.prose is not None
    assert claims_read(budget, record.prose) == claims_told(budget)


def assert_told(budget: Budget, record: Disclosure) -> None:
    """The forms, the goal tables and the header of any family; no table unknown, no number unclaimed, no finding."""
    assert_exact(budget, record)
    assert not record.tables
    assert [finding.message for finding in record.findings] == []
    head = record.header
    told = (head.department, head.fiscal_year, head.scope, head.kind, head.template)
    assert told == (budget.department, budget.year, budget.scope, "budget", budget.template)
    for form in record.forms:
        assert form.unit in (None, budget.style.of(form.key).money_word), form.key
    assert [_read(goal) for goal in record.goals] == [_goal(goal) for goal in budget.goals]
    assert record.numbers is not None
    assert [(entry.occurrence.text, entry.occurrence.section) for entry in record.numbers.unclaimed] == []


def projects_printed(budget: Budget) -> set[str]:
    """The projects that stand in a form, in the prose or over a goal table."""
    forms = [
        line.project for line in budget.lines if line.kind == "project" and line.comes_from("general-public-budget")
    ]
    carried = [line.project for line in budget.lines if line.comes_from("carry-over")] if budget.year >= 2020 else []
    return {name for name in (*forms, *carried, *(goal.project for goal in budget.goals)) if name}


Row = tuple[str, str, str, str, str, Decimal | None, str, str, str]
Table = tuple[str, str, str, tuple[Row, ...]]


def _goal(goal: Goal) -> Table:
    rows = []
    for each in goal.indicators:
        own = (each.prior, each.rule, each.evidence) if goal.project else ("", "", "")
        level = each.level1 if goal.project else "履职效能"
        rows.append((level, each.level2, each.name, each.value, each.basis, Decimal(each.weight), *own))
    return goal.project or goal.unit, goal.unit if goal.project else "", goal.objective, tuple(rows)


def _read(goal: GoalRead) -> Table:
    rows = tuple(
        (
            _text(each.level1), _text(each.level2), _text(each.label), each.target_text, _text(each.basis), each.weight,
            _text(each.prior_year_value), _text(each.scoring_rule), _text(each.evidence),
        )
        for each in goal.indicators
    )  # fmt: skip
    return goal.about, _text(goal.unit), _text(goal.objective), rows


def _text(stated: Stated | None) -> str:
    return "" if stated is None else stated.text


def claims_told(budget: Budget) -> set[Said]:
    """The figures of the narrative as the budget knows them."""
    said: set[Said] = set()
    for key, figure in figures(budget).items():
        if not _is_told(budget, figure):
            continue
        way = "decrease" if figure.amount < figure.prior else "increase"
        said |= {
            (key, "amount", _rounded(figure.amount), None),
            (key, "change", _rounded(figure.change), way),
            (key, "growth", figure.growth, way),
        }
        if figure.share is not None and key.startswith(("source/", "kind/")):
            said.add((key, "share", figure.share, None))
    return said


def claims_read(budget: Budget, prose: Prose) -> set[Said]:
    """The same figures as the document states them."""
    known = figures(budget)
    return {
        (key, claim.kind, claim.value, claim.direction)
        for claim in prose.claims
        if claim.value is not None and (key := _key(claim)) in known
    }


def _rounded(amount: Decimal) -> Decimal:
    return (amount / WAN).quantize(CENT, ROUND_HALF_UP) * WAN


def _is_told(budget: Budget, figure: Figure) -> bool:
    """Whether the narrative speaks of a figure at all."""
    if figure.key.startswith("source/"):
        return figure.amount != 0 or figure.prior != 0
    if figure.key.startswith("function/"):
        lines = [line for line in budget.lines if line.comes_from("general-public-budget")]
        return any(figure.key.endswith(line.function) for line in lines)
    return True


def _key(claim: Claim) -> str:
    dims = claim.about.dims
    match dims.get("reportTable"):
        case "revenue":
            source = dims.get("fundingSource", "")
            return "source/" + ("general-public-budget" if source == "general-own" else source)
        case "expenditure":
            return f"kind/{dims.get('expenditureKind')}"
        case "general":
            return f"function/{dims['function']}" if "function" in dims else f"general/{dims.get('expenditureKind')}"
        case "three-public":
            return f"three-public/{dims.get('item')}"
    return ""
