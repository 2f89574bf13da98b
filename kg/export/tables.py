"""A store as CSV tables, with a Fiscal Data Package descriptor and CSVW metadata beside them."""

from __future__ import annotations

import csv
import io
import json
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.export.columns import DOCUMENT, Column, TableShape, tables
from kg.export.rows import Rows
from kg.export.wholefile import Written, whole_file, written
from kg.graph.names import term
from kg.store.embedded import EmbeddedStore

_CSVW = {"number": "decimal", "year": "gYear", "integer": "integer", "iri": "anyURI", "string": "string"}
_IRIS = (
    "Templates of CSVW write every character beyond ASCII with percent signs. The IRIs of the graph hold Chinese ones: "
    "decode the URIs of a conversion (RFC 3987, section 3.2) before you join them to the graph."
)
_FRICTIONLESS = {"iri": ("string", "uri")}


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table that was written."""

    shape: TableShape
    file: Written
    rows: int


def export_tables(store: EmbeddedStore, folder: Path) -> list[TableFile]:
    """Writes every table as CSV (UTF-8, RFC 4180) and the two descriptions, each file whole or not at all."""
    counts = dict.fromkeys((shape.name for shape in tables()), 0)
    with ExitStack() as open_files:
        writers = {}
        for shape in tables():
            raw = open_files.enter_context(whole_file(folder / f"{shape.name}.csv"))
            text = io.TextIOWrapper(raw, "utf-8", newline="", write_through=True)
            open_files.callback(text.detach)
            writers[shape.name] = csv.writer(text, lineterminator="\r\n")
            writers[shape.name].writerow([column.name for column in shape.columns])
        for shape, row in Rows(store).of(tables()):
            writers[shape.name].writerow(row)
            counts[shape.name] += 1
    files = [TableFile(shape, written(folder / f"{shape.name}.csv"), counts[shape.name]) for shape in tables()]
    for name, content in (("datapackage.json", data_package(files)), ("csv-metadata.json", csvw(files))):
        with whole_file(folder / name) as out:
            out.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    return files


def data_package(files: list[TableFile]) -> dict[str, Any]:
    """The descriptor that Frictionless and OpenSpending tools read."""
    return {
        # the published schema of Fiscal Data Packages wants this profile; columnType is what makes it fiscal
        "profile": "tabular-data-package",
        "name": "budget-kg",
        "title": "Chinese department budgets",
        "countryCode": "CN",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": each.shape.name,
                "title": each.shape.zh,
                "description": each.shape.en,
                "path": each.file.path.name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": each.file.size,
                "hash": f"sha256:{each.file.sha256}",
                "schema": {
                    "primaryKey": ["id"],
                    "missingValues": [""],
                    "fields": [_field(column) for column in each.shape.columns],
                },
            }
            for each in files
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    kind, form = _FRICTIONLESS.get(column.type, (column.type, "default"))
    field: dict[str, Any] = {"name": column.name, "type": "string" if column.many else kind}
    if form != "default" and not column.many:
        field["format"] = form
    if column.fiscal:
        field["columnType"] = column.fiscal
    if column.name in ("amount", "precision"):
        field["description"] = "元 (CNY)"
    return field


def csvw(files: list[TableFile]) -> dict[str, Any]:
    """The metadata that ties rows to the graph: which column is which property of which subject."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "dc:description": _IRIS,
        "tables": [
            {
                "url": each.file.path.name,
                "dc:title": each.shape.zh,
                "tableSchema": {
                    "aboutUrl": "{+id}",
                    "primaryKey": "id",
                    "columns": [_csvw_column(column, each.shape) for column in each.shape.columns],
                },
            }
            for each in files
        ],
    }


def _csvw_column(column: Column, shape: TableShape) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "titles": column.name, "datatype": _CSVW[column.type]}
    if column.many:
        told["separator"] = column.separator
    if column.language:
        told["lang"] = column.language
    if column.name == "id":
        # the subject itself: its row says of which class it is
        # as text, since an IRI is put into templates to the letter
        told |= {"datatype": "string", "propertyUrl": term("rdf:type")[1:-1], "valueUrl": shape.of}
    elif len(column.path) == 1 and column.path[0] != DOCUMENT and column.path[0][0] != "^" and _is_plain(column):
        told["propertyUrl"] = column.path[0]
        if column.written == "iri":
            told |= {"datatype": "string", "valueUrl": f"{{+{column.name}}}"}
    else:
        told["suppressOutput"] = True
    return told


def _is_plain(column: Column) -> bool:
    """Whether the cell is the object of the statement itself and no name of it."""
    return column.written in ("value", "iri") and not (column.many and column.written == "iri")
