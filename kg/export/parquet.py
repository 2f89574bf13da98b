"""A store as Parquet tables: exact decimals, no floats; what a column means stands in the schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.errors import BadArgument
from kg.export.columns import Column, TableShape, tables
from kg.export.rows import Rows
from kg.export.tables import TableFile
from kg.export.wholefile import whole_file, written
from kg.store.embedded import EmbeddedStore

_DIGITS, _PLACES = 38, 10
"""Every number column is a decimal128 of so many digits, so many of them behind the point"""
_GROUP = 20_000


def export_parquet(store: EmbeddedStore, folder: Path) -> list[TableFile]:
    """Writes every table as Parquet: the same rows and columns as the CSV tables, an empty cell as null.

    Raises BadArgument where pyarrow is not installed, and where a number has more than 10 digits behind its point or
    28 before it: it is never rounded.
    """
    arrow, parquet = _pyarrow()
    counts = dict.fromkeys((shape.name for shape in tables()), 0)
    held: dict[str, list[list[str]]] = {name: [] for name in counts}
    with ExitStack() as files:
        writers = {
            shape.name: files.enter_context(
                parquet.ParquetWriter(
                    files.enter_context(whole_file(_path(folder, shape))), _schema(arrow, shape), compression="zstd"
                )
            )
            for shape in tables()
        }

        def flush(shape: TableShape) -> None:
            writers[shape.name].write_table(_table(arrow, shape, held[shape.name]))
            held[shape.name].clear()

        for shape, row in Rows(store).of(tables()):
            held[shape.name].append(row)
            counts[shape.name] += 1
            if len(held[shape.name]) == _GROUP:
                flush(shape)
        for shape in tables():
            flush(shape)
    return [TableFile(shape, written(_path(folder, shape)), counts[shape.name]) for shape in tables()]


def _path(folder: Path, shape: TableShape) -> Path:
    return folder / f"{shape.name}.parquet"


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        advice = "install it with `pip install 'budget-kg[parquet]'`, or write CSV"
        raise BadArgument("parquet", "the optional package pyarrow is not installed", advice) from error
    return pyarrow, parquet


def _schema(arrow: ModuleType, shape: TableShape) -> Any:
    fields = []
    for column in shape.columns:
        kind = _type(arrow, column)
        told = {"columnType": column.fiscal, "path": " / ".join(column.path)}
        kind = arrow.list_(kind) if column.many else kind
        fields.append(arrow.field(column.name, kind, metadata={name: text for name, text in told.items() if text}))
    return arrow.schema(fields, metadata={"title": shape.zh, "description": shape.en, "class": shape.of})


def _type(arrow: ModuleType, column: Column) -> Any:
    kinds = {"number": arrow.decimal128(_DIGITS, _PLACES), "integer": arrow.int64(), "year": arrow.int32()}
    return kinds.get(column.type, arrow.string())


def _table(arrow: ModuleType, shape: TableShape, rows: list[list[str]]) -> Any:
    columns = {column.name: [_cell(column, row[at]) for row in rows] for at, column in enumerate(shape.columns)}
    return arrow.Table.from_pydict(columns, schema=_schema(arrow, shape))


def _cell(column: Column, text: str) -> Any:
    if column.many:
        return [_value(column, each) for each in _parts(column, text)]
    return _value(column, text) if text else None


def _parts(column: Column, text: str) -> Iterator[str]:
    return iter(text.split(column.separator) if text else [])


def _value(column: Column, text: str) -> Any:
    if column.type == "number":
        number = Decimal(text)
        _, digits, exponent = number.as_tuple()
        behind = -exponent if isinstance(exponent, int) else _DIGITS
        if behind > _PLACES or len(digits) - behind > _DIGITS - _PLACES:
            what = f"the number {text} of the column {column.name} does not fit into decimal128({_DIGITS}, {_PLACES})"
            raise BadArgument(column.name, what, "write CSV, which holds every number")
        return number
    return int(text) if column.type in ("integer", "year") else text
