"""Errors put into a published document in memory: the text of one cell or paragraph replaced, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import read_document
from kg.provenance import Source, Span
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure, Fact
from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.grid import Cell
from kg.tables.together import together
from kg.validate.findings import DocumentReport
from kg.validate.run import validate_nquads
from tests.pipeline.families import FOLDER

JOINED = {"jiangsu-renda-2019": ("jiangsu-renda-2019-text", "jiangsu-renda-2019-tables")}
"""Disclosures published as several files."""


@cache
def read(name: str) -> Document:
    """The blocks of a published PDF, or of the PDFs that make up one disclosure."""
    files = JOINED.get(name, (name,))
    return together([read_document(FOLDER / f"{each}.pdf") for each in files])


@cache
def records(name: str) -> Disclosure:
    """The records of a published PDF as it is."""
    return disclosure(recognise(read(name)))


@cache
def clean(name: str) -> DocumentReport:
    """What the rules find in a published PDF as it is."""
    return _report(read(name))


def with_amount(name: str, form: str, row: str, column: str, printed: str) -> DocumentReport:
    """The report on the document with another amount in one cell of one form."""
    (fact,) = (each for each in records(name).facts if _place(each) == (form, row, column))
    (span,) = fact.cell.source.spans
    return _report(_changed(read(name), fact.printed, printed, span))


def _place(fact: Fact) -> tuple[str, str, str]:
    return fact.form, f"{fact.side}/{fact.row.key}" if fact.side else fact.row.key, fact.column_key


def with_words(name: str, stands: str, wrong: str, after: str = "") -> DocumentReport:
    """The report on the document with other words in the first place that has them, behind that of `after`."""
    return _report(_changed(read(name), stands, wrong, None, after))


def _report(document: Document) -> DocumentReport:
    record = disclosure(recognise(document))
    return validate_nquads(document_nquads(record), iris.document(record.sha256))


def _changed(document: Document, stands: str, wrong: str, place: Span | None, after: str = "") -> Document:
    changes: list[Source] = []
    passed = not after

    def source(old: Source) -> Source:
        nonlocal passed
        if changes:
            return old
        spans = []
        for span in old.spans:
            at = 0 if passed else span.text.find(after) + len(after) * (after in span.text)
            passed = passed or after in span.text
            hit = passed and span.text.find(stands, at) >= 0 if place is None else span == place
            if hit and not changes:
                at = span.text.index(stands, max(at, 0))
                span = replace(span, text=f"{span.text[:at]}{wrong}{span.text[at + len(stands) :]}")
                changes.append(old)
            spans.append(span)
        return Source(tuple(spans)) if changes else old

    blocks = tuple(_block(block, source, stands, wrong) for block in document.blocks)
    assert len(changes) == 1, f"{stands!r} stands nowhere"
    return replace(document, blocks=blocks)


def _block(block: Block, source: Callable[[Source], Source], stands: str, wrong: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, source=source(block.source))
    return replace(block, rows=tuple(tuple(_cells(row, source, stands, wrong)) for row in block.rows))


def _cells(
    row: tuple[Cell | None, ...], source: Callable[[Source], Source], stands: str, wrong: str
) -> Iterator[Cell | None]:
    for cell in row:
        if cell is None or (new := source(cell.source)) is cell.source:
            yield cell
        else:
            yield replace(cell, source=new, text=cell.text.replace(stands, wrong, 1))
