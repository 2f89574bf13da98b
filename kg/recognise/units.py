"""Rows named by projects: which of them are budget units that the rows below belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.recognise.model import Row
from kg.recognise.words import vocabulary
from kg.text.width import squeeze


def under_units(rows: Sequence[Row], organisations: frozenset[str]) -> list[Row]:
    """The rows with units told from projects.

    A unit is a row whose name the document uses for an organisation, or one whose name ends as names of
    organisations do and whose first amount is the sum of the rows that follow it.
    """
    result: list[Row] = []
    unit = ""
    for at, row in enumerate(rows):
        if row.kind == "project" and (squeeze(row.label) in organisations or _adds_up(rows, at)):
            unit = row.label
            result.append(replace(row, kind="unit", project="", project_source=None, unit=unit))
            continue
        if row.kind == "total":
            unit = ""
        result.append(replace(row, unit=unit) if unit else row)
    return result


def _adds_up(rows: Sequence[Row], at: int) -> bool:
    """Whether a row named like an organisation sums up the rows behind it, to the next of its kind."""
    row = rows[at]
    if not row.numbers or not vocabulary().is_organisation(squeeze(row.label)):
        return False
    return row.numbers[0].printed.value in _sums_behind(rows, at)


def _sums_behind(rows: Sequence[Row], at: int) -> Iterator[Decimal]:
    total, count = Decimal(0), 0
    for row in rows[at + 1 :]:
        ends = row.kind == "total" or vocabulary().is_organisation(squeeze(row.label))
        if ends and count:
            yield total
        if row.kind == "total":
            return
        if row.numbers:
            total, count = total + row.numbers[0].printed.value, count + 1
    if count:
        yield total
