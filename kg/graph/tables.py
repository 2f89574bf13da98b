"""Tables that no description fits, as statements: the table and its cells, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from kg.graph import iris
from kg.graph.cells import add_cell, add_source
from kg.graph.facts import Scope
from kg.graph.names import A, term
from kg.graph.nquads import text
from kg.records.model import UnknownTableRecord


def add_tables(scope: Scope, tables: Sequence[UnknownTableRecord]) -> None:
    """States every table; one whose title stands before gets its place behind its name."""
    seen: set[str] = set()
    for table in tables:
        key = table.title or "untitled"
        _add_table(scope, table, iris.part(scope.document, "table", f"{key}~{table.index}" if key in seen else key))
        seen.add(key)


def _add_table(scope: Scope, table: UnknownTableRecord, name: str) -> None:
    subject = iris.iri_term(name)
    pairs = [(A, term("bo:UnknownTable")), (term("bo:inDocument"), scope.document_term)]
    if table.title:
        pairs.append((term("bo:printedTitle"), text(table.title)))
    if table.unit:
        pairs.append((term("bo:printedUnit"), text(table.unit)))
    if table.form:
        pairs.append((term("bo:reportTable"), scope.concept("report-table", table.form)))
    if table.title_source:
        source = add_source(scope.out, name, scope.document_term, table.title_source)
        pairs.append((term("prov:wasDerivedFrom"), source))
    scope.out.block(subject, pairs)
    for cell in table.cells:
        place = add_cell(scope.out, f"{name}/{cell.cell.row}-{cell.cell.column}", scope.document_term, cell.cell)
        scope.out.add(place, term("bo:inTable"), subject)
        if cell.header:
            scope.out.add(place, term("bo:headerWords"), text("/".join("".join(word.split()) for word in cell.header)))
