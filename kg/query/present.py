"""Answers as CSV, JSON (SPARQL results) and short text."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyoxigraph as ox

from kg.graph.iris import CODE, DATA
from kg.graph.names import PREFIXES
from kg.query.run import Answer

Value = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None
_SHORT = sorted([*((ns, p) for p, ns in PREFIXES.items()), (CODE, "code"), (DATA, "data")], key=lambda x: -len(x[0]))


def short(value: Value) -> str:
    """A term as a person reads it: prefixes for IRIs, the bare text of literals."""
    if value is None:
        return ""
    if isinstance(value, ox.NamedNode):
        return next((f"{p}:{value.value[len(ns) :]}" for ns, p in _SHORT if value.value.startswith(ns)), value.value)
    return value.value if isinstance(value, ox.Literal) else str(value)


def as_csv(answer: Answer) -> str:
    """SPARQL 1.1 CSV results."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.truth is not None:
        writer.writerow(["boolean"])
        writer.writerow(["true" if answer.truth else "false"])
        return out.getvalue()
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(["" if value is None else _bare(value) for value in row])
    return out.getvalue()


def _bare(value: Value) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)


def as_json(answer: Answer) -> str:
    """SPARQL 1.1 JSON results."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth})
    bindings = [
        {name: _binding(value) for name, value in zip(answer.columns, row, strict=True) if value is not None}
        for row in answer.rows
    ]
    return json.dumps(
        {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1
    )


def _binding(value: Value) -> dict[str, Any]:
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.Literal):
        told: dict[str, Any] = {"type": "literal", "value": value.value}
        if value.language:
            told["xml:lang"] = value.language
        elif value.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
            told["datatype"] = value.datatype.value
        return told
    return {"type": "bnode", "value": str(value).removeprefix("_:")}
