"""An answer of the library as text: a table, CSV, JSON, Markdown; the unit stands in the head of its column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal

from kg.query.answers import Cell, Place, Rows
from kg.query.chart import figure
from kg.query.header import Column

FORMATS = ("table", "csv", "json", "markdown")
_SHORT = 8


def shown_columns(rows: Rows) -> list[tuple[int, Column]]:
    """The columns that a person reads, with their places: those of source IRIs are left out."""
    return [(at, each) for at, each in enumerate(rows.columns) if each.type != "sources"]


def head(column: Column) -> str:
    """The head of a column in both languages, with its unit."""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.label.zh} {column.label.en}{unit}"


def readable(value: Cell, column: Column) -> str:
    """A value for reading: thousands separated, documents by the first digits of their hash."""
    if value is None:
        return ""
    if column.type == "document":
        return str(value).rsplit("/", 1)[-1][:_SHORT]
    if column.type in ("decimal", "integer"):
        return figure(Decimal(str(value)))
    return str(value)


def as_csv(rows: Rows, sources: Sequence[Sequence[Place]] | None = None) -> str:
    """Names of columns and exact values; a name is followed by its unit, as `amount_yuan`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = shown_columns(rows)
    heads = [f"{each.name}_{each.unit}".replace(" ", "_") if each.unit else each.name for _, each in columns]
    writer.writerow([*heads, *(["sources"] if sources is not None else [])])
    for order, row in enumerate(rows.cells):
        values = ["" if row[at] is None else _plain(row[at]) for at, _ in columns]
        writer.writerow([*values, *(["; ".join(map(str, sources[order]))] if sources is not None else [])])
    return out.getvalue()


def as_json(rows: Rows, sources: Sequence[Sequence[Place]] | None = None) -> str:
    """The question, its columns with types and units, and the rows; decimals are strings, so that none is rounded."""
    columns = shown_columns(rows)
    told = []
    for order, row in enumerate(rows.cells):
        values: dict[str, object] = {each.name: _exact(row[at]) for at, each in columns}
        if sources is not None:
            values["sources"] = [
                {"file": each.file, "page": each.page, "line": each.line, "text": each.text} for each in sources[order]
            ]
        told.append(values)
    heads = [{"name": each.name, "type": each.type, "unit": each.unit or None} for _, each in columns]
    whole = {"question": rows.question.name, "columns": heads, "complete": rows.complete, "rows": told}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_markdown(rows: Rows, sources: Sequence[Sequence[Place]] | None = None) -> str:
    """A table in Markdown."""
    columns = shown_columns(rows)
    heads = [head(each) for _, each in columns] + (["出处 Sources"] if sources is not None else [])
    rules = ["---:" if each.type in ("decimal", "integer") else "---" for _, each in columns]
    lines = [_line(heads), _line([*rules, *(["---"] if sources is not None else [])])]
    for order, row in enumerate(rows.cells):
        values = [readable(row[at], each) for at, each in columns]
        lines.append(_line([*values, *(["<br>".join(map(str, sources[order]))] if sources is not None else [])]))
    return "\n".join(lines) + "\n"


def _line(values: Sequence[str]) -> str:
    escaped = (each.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for each in values)
    return f"| {' | '.join(escaped)} |"


def _plain(value: Cell) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _exact(value: Cell) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value
