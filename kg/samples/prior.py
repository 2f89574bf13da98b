"""The figures of the year before that the text of a budget compares its own with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.samples.model import ZERO, Budget, is_kind


@dataclass(frozen=True, slots=True)
class _Year:
    """The sums of one year that the year after compares itself with."""

    budget: Budget

    def general(self, kind: str = "total", function: str = "") -> Decimal:
        return self.budget.sum(
            lambda line: (
                line.comes_from("general-public-budget") and is_kind(line, kind) and line.function.startswith(function)
            )
        )


def compared_with(before: Budget, budget: Budget) -> dict[str, Decimal]:
    """What the year before planned for each figure that the text compares, by the keys of `Budget.prior`."""
    year = _Year(before)
    prior = {
        f"source/{source}": before.from_source(source)
        for source in ("general-public-budget", "government-fund", "state-capital", "unit-funds", "fiscal-carry-over")
    }
    for kind in ("basic", "project"):
        prior[f"kind/{kind}"] = before.sum(lambda line, kind=kind: is_kind(line, kind))  # type: ignore[misc]
        prior[f"general/{kind}"] = year.general(kind)
    for function in sorted({line.function for line in budget.lines}):
        prior[f"function/{function}"] = year.general(function=function)
    for item in ("abroad", "reception", "vehicle-purchase", "vehicle-operation"):
        prior[f"three-public/{item}"] = sum((each.amount for each in before.three_public if each.item == item), ZERO)
    return prior
