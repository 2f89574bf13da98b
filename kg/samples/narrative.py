"""The prose of a disclosure in the order that the rules prescribe, in words of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.samples.figures import Figure, comparison, figures, percent, wan
from kg.samples.goals import funding
from kg.samples.material import name_of
from kg.samples.model import ZERO, Budget, is_kind

_SOURCES = (
    ("general-public-budget", "一般公共预算"), ("government-fund", "政府性基金预算"),
    ("state-capital", "国有资本经营预算"), ("special-account", "财政专户管理资金"), ("unit-funds", "单位资金"),
    ("fiscal-carry-over", "财政拨款结转"), ("non-fiscal-carry-over", "非财政拨款结转结余"),
)  # fmt: skip


def overview(budget: Budget) -> list[str]:
    """What the department does, its offices, its units and its people."""
    people = budget.staffing
    below = budget.units[1:]
    lines = ["一、主要职能", *(f"{at}、{duty}。" for at, duty in enumerate(budget.duties, start=1))]
    lines.append("二、机构设置及人员情况")
    if below:
        lines.append(f"{budget.department}的预算由本级和 {len(below)} 家下属预算单位汇总而成，编制范围如下：")
        lines.extend(f"{at}、{unit}" for at, unit in enumerate(budget.units, start=1))
    else:
        lines.append(f"{budget.department}没有下属预算单位。")
    lines.append(f"内设 {len(budget.offices)} 个科室，分别是：{'、'.join(budget.offices)}。")
    lines.append(
        f"{budget.department}编制数 {people.posts}，实有人数 {people.serving + people.retired} 人，其中："
        f"在职 {people.serving} 人，{_moved(people.serving_change)}；"
        f"退休 {people.retired} 人，{_moved(people.retired_change)}；离休 0 人，增加 0 人。"
    )
    return lines


def _moved(change: int) -> str:
    return f"{'减少' if change < 0 else '增加'} {abs(change)} 人"


def narrative(budget: Budget) -> list[str]:
    """The sections that explain the forms."""
    told = figures(budget)
    of = f"{budget.department} {budget.year} 年"
    sections = _sections(budget, told, of) if budget.template.startswith("xinjiang") else _short(budget, told, of)
    lines: list[str] = []
    for numeral, (title, text) in zip(_NUMERALS, sections, strict=False):
        lines += [f"{numeral}、关于{of}{title}", *text]
    lines.append(f"{_NUMERALS[len(sections)]}、其他重要事项的情况说明")
    return [*lines, *_matters(budget, of)]


Sections = list[tuple[str, Iterator[str]]]
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def _short(budget: Budget, told: dict[str, Figure], of: str) -> Sections:
    """What every family tells; a family without a form of the three public costs does not speak of them."""
    sections = [("收支预算情况的总体说明", _whole(budget, of)), ("支出预算情况说明", _expenditure(budget, told, of))]
    if budget.template != "university":
        sections.append(("财政拨款“三公”经费预算情况说明", _three_public(told, of)))
    return sections


def _sections(budget: Budget, told: dict[str, Figure], of: str) -> Sections:
    sections = [
        ("收支预算情况的总体说明", _whole(budget, of)),
        ("收入预算情况说明", _revenue(budget, told)),
        ("支出预算情况说明", _expenditure(budget, told, of)),
        ("财政拨款收支预算情况的总体说明", _appropriation(budget, of)),
        ("一般公共预算当年拨款情况说明", _general(budget, told, of)),
        ("一般公共预算基本支出情况说明", _basic(budget, of)),
        ("一般公共预算项目支出情况说明", _projects(budget)),
        ("政府性基金预算拨款情况说明", _special(budget, of, "government-fund", "政府性基金预算")),
    ]
    if budget.year >= 2020:
        sections.append(("国有资本经营预算拨款情况说明", _special(budget, of, "state-capital", "国有资本经营预算")))
    sections.append(("财政拨款“三公”经费预算情况说明", _three_public(told, of)))
    if budget.year >= 2020:
        sections.append(("上年结转结余预算情况说明", _carried(budget, of)))
    return sections


def _whole(budget: Budget, of: str) -> Iterator[str]:
    sources = [name for source, name in _SOURCES if budget.from_source(source)]
    names = dict.fromkeys(name_of("function", line.function[:3], budget.year) for line in budget.lines)
    yield f"{of}的全部收入和支出都已编入预算，收支总预算 {wan(budget.from_source('total'))}。"
    yield f"收入预算包括：{'、'.join(sources)}。"
    yield f"支出预算包括：{'、'.join(names)}。"


def _revenue(budget: Budget, told: dict[str, Figure]) -> Iterator[str]:
    yield f"{budget.department}收入预算 {wan(budget.from_source('total'))}，其中："
    for source, name in _SOURCES:
        figure = told.get(f"source/{source}")
        if figure is None:
            continue
        if figure.amount == 0 and figure.prior == 0:
            yield f"{name}未安排。"
        else:
            yield f"{name} {wan(figure.amount)}，占 {figure.share:.2f}%，{comparison(figure)}。"


def _expenditure(budget: Budget, told: dict[str, Figure], of: str) -> Iterator[str]:
    yield f"{of}支出预算 {wan(budget.from_source('total'))}，其中："
    for kind in ("basic", "project"):
        figure = told[f"kind/{kind}"]
        yield f"{figure.subject} {wan(figure.amount)}，占 {figure.share:.2f}%，{comparison(figure)}。"


def _appropriation(budget: Budget, of: str) -> Iterator[str]:
    yield f"{of}财政拨款收支总预算 {wan(budget.from_source('fiscal-appropriation'))}。"
    for source, name in _SOURCES[:3]:
        amount = budget.from_source(source)
        yield f"{name}拨款 {wan(amount)}。" if amount else f"没有{name}拨款。"


def _general(budget: Budget, told: dict[str, Figure], of: str) -> Iterator[str]:
    general = budget.from_source("general-public-budget")
    yield "（一）一般公共预算当年拨款规模变化情况"
    yield f"{of}一般公共预算拨款合计 {wan(general)}，其中："
    for kind in ("basic", "project"):
        figure = told[f"general/{kind}"]
        yield f"{figure.subject} {wan(figure.amount)}，{comparison(figure)}。"
    yield "（二）一般公共预算当年拨款结构情况"
    lines = [line for line in budget.lines if line.comes_from("general-public-budget")]
    for at, code in enumerate(sorted({line.function[:3] for line in lines}), start=1):
        amount = sum((line.amount for line in lines if line.function.startswith(code)), ZERO)
        name = name_of("function", code, budget.year)
        yield f"{at}、{name}（类）{wan(amount)}，占 {percent(amount, general):.2f}%。"
    yield "（三）一般公共预算当年拨款具体使用情况"
    for at, code in enumerate(sorted({line.function for line in lines}), start=1):
        names = [name_of("function", code[:length], budget.year) for length in (3, 5, 7)]
        figure = told[f"function/{code}"]
        yield (
            f"{at}、{names[0]}（类）{names[1]}（款）{names[2]}（项）：{budget.year} 年预算数为 {wan(figure.amount)}，"
            f"{comparison(figure)}。"
        )


def _basic(budget: Budget, of: str) -> Iterator[str]:
    lines = [line for line in budget.lines if line.comes_from("general-public-budget") and is_kind(line, "basic")]
    yield f"{of}一般公共预算基本支出 {wan(sum((line.amount for line in lines), ZERO))}，其中："
    for kind, name in (("personnel", "人员经费"), ("public", "公用经费")):
        chosen = [line for line in lines if line.kind == kind]
        codes = sorted({line.economic for line in chosen})
        items = "、".join(name_of("economic-department", code, budget.year) for code in codes)
        yield f"{name} {wan(sum((line.amount for line in chosen), ZERO))}，主要包括：{items}。"


def _projects(budget: Budget) -> Iterator[str]:
    lines = [line for line in budget.lines if line.comes_from("general-public-budget") and line.kind == "project"]
    names = dict.fromkeys((line.unit, line.project) for line in lines)
    if not names:
        yield "没有使用一般公共预算拨款安排的项目支出。"
    for at, (unit, project) in enumerate(names):
        amount = sum((line.amount for line in lines if (line.unit, line.project) == (unit, project)), ZERO)
        withheld = project.startswith("特定目标类")
        yield f"（{('一', '二', '三', '四', '五', '六', '七', '八', '九', '十')[at % 10]}）项目名称：{project}"
        yield f"设立的政策依据：{'完全不予公开' if withheld else '本级年度工作要点（样例）'}"
        yield f"预算安排规模：{wan(amount)}"
        yield f"项目承担单位：{unit}"
        yield f"资金分配情况：{'完全不予公开' if withheld else '全部用于' + project}"
        yield f"资金执行时间：{'完全不予公开' if withheld else f'{budget.year} 年 1 月至 {budget.year} 年 12 月'}"


def _special(budget: Budget, of: str, source: str, name: str) -> Iterator[str]:
    amount = budget.from_source(source)
    yield f"{of}{name}支出 {wan(amount)}。" if amount else f"{of}没有{name}安排的支出，相应的表为空表。"


def _three_public(told: dict[str, Figure], of: str) -> Iterator[str]:
    items = [told[f"three-public/{item}"] for item in ("abroad", "vehicle-purchase", "vehicle-operation", "reception")]
    parts = "，".join(f"{figure.subject} {wan(figure.amount)}" for figure in items)
    total = sum((figure.amount for figure in items), ZERO)
    yield f"{of}财政拨款“三公”经费预算数为 {wan(total)}，其中：{parts}。"
    for figure in items:
        yield f"{figure.subject}{comparison(figure)}。"


def _carried(budget: Budget, of: str) -> Iterator[str]:
    if not budget.from_source("carry-over"):
        yield f"{of}没有上年结转结余安排的支出，上年结转结余情况明细表没有数据。"
        return
    fiscal, other = budget.from_source("fiscal-carry-over"), budget.from_source("non-fiscal-carry-over")
    yield f"{of}上年结转结余 {wan(fiscal + other)}，包括：财政拨款 {wan(fiscal)}，非财政拨款 {wan(other)}，其中："
    names = budget.projects(lambda line: line.comes_from("carry-over"))
    for at, name in enumerate(names, start=1):
        amount = budget.sum(lambda line, name=name: line.project == name)  # type: ignore[misc]
        yield f"{at}、{name} {wan(amount)}，用于完成上年未结事项。"


def _matters(budget: Budget, of: str) -> Iterator[str]:
    running = budget.sum(lambda line: line.kind == "public" and line.comes_from("fiscal-appropriation"))
    projects = [line for line in budget.lines if line.kind == "project" and not line.comes_from("carry-over")]
    fiscal = [line for line in projects if line.comes_from("fiscal-appropriation")]
    other = [
        rest
        for total, mine in (funding(budget, goal) for goal in budget.goals if goal.project)
        if (rest := total - mine)
    ]
    yield "（一）机关运行经费情况"
    yield f"{of}的机关运行经费财政拨款预算 {wan(running)}。"
    yield "（二）政府采购情况"
    yield f"{of}政府采购预算 0.00 万元，其中：货物 0.00 万元，工程 0.00 万元，服务 0.00 万元。"
    yield "（三）国有资产占用使用情况"
    area, cars = budget.seed % 900 + 100, budget.seed % 4
    yield f"截至 {budget.year - 1} 年底，{budget.department}占用房屋 {area}.50 平方米，车辆 {cars} 辆。"
    yield "（四）预算绩效情况"
    yield (
        f"{budget.year} 年，整体预算绩效目标 1 个，涉及金额 {wan(budget.from_source('total'))}；"
        f"当年财政拨款项目 {len({line.project for line in fiscal})} 个，"
        f"涉及预算金额 {wan(sum((line.amount for line in fiscal), ZERO))}；"
        f"当年非财政拨款项目 {len(other)} 个，"
        f"涉及预算金额 {wan(sum(other, ZERO))}。具体情况见下表："
    )


def glossary() -> list[str]:
    """Terms explained in a few words."""
    return [
        "一、财政拨款：由本级财政部门安排给本单位使用的资金。",
        "二、基本支出：保证机构正常运转、完成日常工作的人员经费和公用经费。",
        "三、项目支出：在基本支出之外，为完成特定任务安排的支出。",
        "四、“三公”经费：因公出国（境）费、公务用车购置及运行费、公务接待费。",
    ]
