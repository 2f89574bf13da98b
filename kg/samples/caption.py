"""What stands over a statutory form: who compiled it, and in which unit of money."""

from __future__ import annotations

from kg.samples.model import Budget
from kg.samples.table import Table


def compiler(budget: Budget) -> str:
    """The words that name the department over a table."""
    return f"编制{budget.scope_word}：{budget.department}"


def unit(budget: Budget, table: Table) -> str:
    """The words that name the unit of one table, in which its amounts are printed."""
    return f"单位：{table.unit or budget.style.of(table.form).money_word}"
