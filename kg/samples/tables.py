"""A budget becomes the logical tables of its family of forms, and the facts that must be found in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from kg.samples.forms_jiangsu import jiangsu_forms
from kg.samples.forms_shanghai import shanghai_forms
from kg.samples.forms_university import university_forms
from kg.samples.forms_xinjiang import forms_2019, forms_2024
from kg.samples.model import Budget
from kg.samples.table import Claim, Table

FAMILIES: Mapping[str, Callable[[Budget], tuple[Table, ...]]] = {
    "xinjiang-2024": forms_2024,
    "xinjiang-2019": forms_2019,
    "shanghai": shanghai_forms,
    "jiangsu": jiangsu_forms,
    "university": university_forms,
}
"""The families of statutory forms, by their keys in the code list `template`."""


class Expected(NamedTuple):
    """One printed amount that a conversion must find: form, side, row key, column key, yuan."""

    form: str
    side: str
    row: str
    column: str
    amount: Decimal


def expected(budget: Budget) -> list[Expected]:
    """Every amount that the budget prints, in printed order, computed from its records alone."""
    return [Expected(table.form, *_told(claim)) for table in tables(budget) for claim in table.claims()]


def _told(claim: Claim) -> tuple[str, str, str, Decimal]:
    return claim.side, claim.row, claim.column, claim.amount


def tables(budget: Budget) -> tuple[Table, ...]:
    """The forms of the budget's family in statutory order, each in its unit of money."""
    made = _tables(budget)
    units = [budget.style.of(table.form) for table in made]
    if all(style == budget.style for style in units):
        return made
    return tuple(_tables(replace(budget, style=style))[at] for at, style in enumerate(units))


def _tables(budget: Budget) -> tuple[Table, ...]:
    return FAMILIES[budget.template](budget)
