"""A table that lists several projects, one beside the other's indicators, becomes one goal table a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from kg.provenance import Source
from kg.recognise.goal_columns import SUBJECT
from kg.recognise.goal_model import FundingCell, GoalField, GoalTable, IndicatorRow
from kg.text.numbers import read_number, read_unit
from kg.text.width import squeeze

PROJECT, TOTAL = "project", "total"


def by_project(table: GoalTable, heads: Mapping[str, Source]) -> Iterator[GoalTable]:
    """One table a project where a column names projects, else the table itself; `heads` are the column heads."""
    if PROJECT not in table.columns:
        yield table
        return
    first = True
    for _, group in groupby(table.rows, key=lambda row: squeeze(row.text(PROJECT))):
        rows = list(group)
        part = _part(table, rows, heads)
        yield part if first else replace(part, title=None, labels=(), unread=(), notices=())
        first = False


def _part(table: GoalTable, rows: list[IndicatorRow], heads: Mapping[str, Source]) -> GoalTable:
    subject = rows[0].cells
    fields = [GoalField(role, None, subject[role]) for role in SUBJECT if role in subject and role != TOTAL]
    return replace(
        table,
        fields=(*fields, *table.fields),
        funding=(*_funding(table, subject, heads), *table.funding),
        rows=tuple(IndicatorRow({k: v for k, v in row.cells.items() if k not in SUBJECT}) for row in rows),
    )


def _funding(table: GoalTable, subject: Mapping[str, Source], heads: Mapping[str, Source]) -> Iterator[FundingCell]:
    source = subject.get(TOTAL)
    number = read_number(source.text) if source is not None else None
    if source is not None and number is not None:
        captions = [squeeze(heads[TOTAL].text), *(squeeze(each.text) for each in (*table.unread, *table.labels))]
        unit = next((unit for text in captions if (unit := _unit(text))), None)
        yield FundingCell(TOTAL, heads[TOTAL], number, unit, source)


def _unit(text: str) -> str | None:
    """The monetary unit in a column head (`预算数（万元）`) or in a caption (`单位：万元`)."""
    behind = text.rpartition("(")[2].removesuffix(")")
    return read_unit(text) or read_unit("单位:" + behind) if "(" in text else read_unit(text)
