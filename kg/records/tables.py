"""Tables that no description fits as records: every cell with its place, every number in the ledger of the unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.recognise.model import UnknownTable
from kg.records.model import CellPlace, Finding, TableCell, UnknownTableRecord
from kg.text.numbers import read_number


def table_record(table: UnknownTable, index: int) -> UnknownTableRecord:
    """The record of one table; `index` is its place among the tables that no description fits, from 1."""
    cells = tuple(
        TableCell(
            cell.text,
            table.header[column] if column < len(table.header) else (),
            read_number(cell.text) is not None,
            CellPlace(cell.source, index, row + 1, column + 1),
        )
        for row, column, cell in table.grid.cells()
        if cell.text.strip()
    )
    return UnknownTableRecord(index, table.title, table.title_source, table.unit, table.form, cells)


def table_findings(tables: Sequence[UnknownTableRecord]) -> Iterator[Finding]:
    """One finding a table: how many of its numbers have no meaning here."""
    for table in tables:
        numbers = sum(cell.is_number for cell in table.cells)
        name = f"the table {table.title!r}" if table.title else "a table without a title"
        what = f"no description fits {name}: its {numbers} numbers are kept as printed and mean nothing here"
        yield Finding("unknown-form", "warning", what, table.cells[0].cell.source, table.form or None)
