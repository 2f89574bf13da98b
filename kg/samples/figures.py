"""The figures that the narrative states: amount, share of the whole, change against the year before, reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kg.samples.material import material
from kg.samples.model import ZERO, Budget, is_kind

_CENT = Decimal("0.01")
_WAN = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Figure:
    """One statement with numbers; amounts in yuan, `share` and `growth` in percent to two decimals (None: not told)."""

    key: str
    subject: str
    amount: Decimal
    prior: Decimal
    share: Decimal | None
    reason: str

    @property
    def change(self) -> Decimal:
        """The change against the year before, without its sign."""
        return abs(self.amount - self.prior)

    @property
    def direction(self) -> str:
        """increase, decrease or flat."""
        return "flat" if self.amount == self.prior else "increase" if self.amount > self.prior else "decrease"

    @property
    def growth(self) -> Decimal:
        """The change in percent of the year before; 100 where there was nothing."""
        if self.prior == 0:
            return Decimal(100) if self.amount else ZERO
        return percent(self.change, self.prior)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """A share in percent, rounded half up to two decimals; 0 of nothing."""
    return (part * 100 / whole).quantize(_CENT, ROUND_HALF_UP) if whole else ZERO


def wan(amount: Decimal) -> str:
    """An amount in yuan as the narrative prints it.

    >>> wan(Decimal(1234500))
    '123.45 万元'
    """
    return f"{(amount / _WAN).quantize(_CENT, ROUND_HALF_UP)} 万元"


def comparison(figure: Figure) -> str:
    """The words that compare a figure with the year before."""
    verb, grown = {
        "increase": ("增加", "增长"), "decrease": ("减少", "下降"), "flat": ("增加", "增长"),
    }[figure.direction]  # fmt: skip
    return f"比上年预算{verb} {wan(figure.change)}，{grown} {figure.growth:.2f}%，主要原因是{figure.reason}"


def figures(budget: Budget) -> dict[str, Figure]:
    """Every figure that the narrative compares, by the key of `Budget.prior`."""
    return {figure.key: figure for figure in _figures(budget)}


def _figures(budget: Budget) -> Iterator[Figure]:
    total = budget.from_source("total")
    general = budget.from_source("general-public-budget")
    for source, subject in (
        ("general-public-budget", "一般公共预算"), ("government-fund", "政府性基金预算"),
        ("state-capital", "国有资本经营预算"), ("unit-funds", "单位资金"), ("fiscal-carry-over", "财政拨款结转"),
    ):  # fmt: skip
        yield _figure(budget, f"source/{source}", subject, budget.from_source(source), total)
    for kind, subject in (("basic", "基本支出"), ("project", "项目支出")):
        whole = budget.sum(lambda line, kind=kind: is_kind(line, kind))  # type: ignore[misc]
        yield _figure(budget, f"kind/{kind}", subject, whole, total)
        part = budget.sum(
            lambda line, kind=kind: is_kind(line, kind) and line.comes_from("general-public-budget")  # type: ignore[misc]
        )
        yield _figure(budget, f"general/{kind}", subject, part, general)
    for key in budget.prior:
        if key.startswith("function/"):
            code = key.removeprefix("function/")
            amount = budget.sum(
                lambda line, code=code: line.function == code and line.comes_from("general-public-budget")  # type: ignore[misc]
            )
            yield _figure(budget, key, code, amount, None)
    for item, subject in (
        ("abroad", "因公出国（境）费"), ("vehicle-purchase", "公务用车购置费"),
        ("vehicle-operation", "公务用车运行费"), ("reception", "公务接待费"),
    ):  # fmt: skip
        amount = sum((each.amount for each in budget.three_public if each.item == item), ZERO)
        yield _figure(budget, f"three-public/{item}", subject, amount, None)


def _figure(budget: Budget, key: str, subject: str, amount: Decimal, whole: Decimal | None) -> Figure:
    prior = budget.prior[key]
    share = None if whole is None else percent(amount, whole)
    figure = Figure(key, subject, amount, prior, share, "")
    reasons = material()["reasons"][figure.direction]
    return Figure(key, subject, amount, prior, share, reasons[(budget.seed + len(key)) % len(reasons)])
