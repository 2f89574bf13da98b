"""Documents whose printed digits can be changed one by one before anything is recognised in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kg.pipeline import read_document
from kg.provenance import Source, Span
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.joining import holding, reading_order
from kg.records.model import Disclosure
from kg.samples.flavours import DOORS
from kg.samples.history import history
from kg.samples.tables import FAMILIES
from kg.tables.blocks import Document, Paragraph, with_sources
from kg.tables.grid import Cell
from kg.tables.text import text_document
from kg.tables.together import together
from tests.pipeline import families, seeds

PARTED = {"jiangsu-renda-2019-tables": ("jiangsu-renda-2019-tables", "jiangsu-renda-2019-text")}
"""Documents that were published as two files."""
PUBLISHED = (
    "jiangsu-renda-2017", "jiangsu-renda-2018", "jiangsu-renda-2019-tables", "shanghai-commerce-2025-department",
    "shanghai-commerce-2025-unit", "shanghai-finance-2025-unit", "shanghai-wanli-2023", "shanghai-wanli-2024",
    "university-swu-2021",
)  # fmt: skip
"""The published budgets of other families; final accounts are no budgets."""
_YEARS = {"xinjiang-2019": range(2018, 2020)}


@dataclass(frozen=True)
class Original:
    """A document as it is, and what it becomes with another digit at a place of one of its spans."""

    name: str
    family: str
    record: Disclosure
    changed: Callable[[Span, int, str], Disclosure]


def seed_originals() -> Iterator[Original]:
    """The five seed documents; the changed text is read again."""
    for number in seeds.NUMBERS:
        yield _of_text(f"seed {number}", seeds.seed(number))


def published_originals() -> Iterator[Original]:
    """The published PDFs; the digit is changed in the words that the reader found on the page."""
    for name in PUBLISHED:
        parts = [families.FOLDER / f"{each}.pdf" for each in PARTED.get(name, (name,))]
        yield _of_blocks(name, _joined(parts) if len(parts) > 1 else read_document(parts[0]))


def _joined(parts: list[Path]) -> Document:
    documents = {path: read_document(path) for path in parts}
    order = reading_order([holding(path, recognise(document)) for path, document in documents.items()])
    return together([documents[part.path] for part in order])


def generated_originals(documents: int = 2, seed: int = 7) -> Iterator[Original]:
    """So many invented departments of every family, each the last of two years, as text."""
    for family in FAMILIES:
        for number in range(seed, seed + documents):
            *_, budget = history(number, family, _YEARS.get(family, range(2024, 2026)))
            text = DOORS["tabs"].write(budget, number).decode()
            yield _of_text(f"{family} {number}", text)


def _of_text(name: str, text: str) -> Original:
    def changed(span: Span, at: int, digit: str) -> Disclosure:
        place = span.start + at
        return _read(text_document((text[:place] + digit + text[place + 1 :]).encode(), "document.txt"))

    record = _read(text_document(text.encode(), "document.txt"))
    return Original(name, record.header.template, record, changed)


def _of_blocks(name: str, document: Document) -> Original:
    def changed(span: Span, at: int, digit: str) -> Disclosure:
        return _read(with_digit(document, span, at, digit))

    record = _read(document)
    return Original(name, record.header.template, record, changed)


def _read(document: Document) -> Disclosure:
    return disclosure(recognise(document))


def with_digit(document: Document, place: Span, at: int, digit: str) -> Document:
    """The document with another digit at one place of a span (or of the part of one) that stands in one block."""
    changes: list[Span] = []

    def source(old: Source) -> Source:
        return Source(tuple(map(span, old.spans)))

    def span(old: Span) -> Span:
        begin = place.within + at - old.within
        inside = 0 <= begin < len(old.text) and old.text[begin] == place.text[at]
        if not inside or _where(old) != _where(place) or (old.start >= 0 and old.start + begin != place.start + at):
            return old
        changes.append(old)
        return replace(old, text=old.text[:begin] + digit + old.text[begin + 1 :])

    blocks = []
    for block in document.blocks:
        new = with_sources(block, source)
        if not isinstance(new, Paragraph):
            new = replace(new, rows=tuple(tuple(map(_in_step, row)) for row in new.rows))
        blocks.append(new)
    assert len(changes) == 1, f"{place.text!r} stands in {len(changes)} places"
    return replace(document, blocks=tuple(blocks))


def _where(span: Span) -> tuple[object, ...]:
    return span.file, span.page, span.line, span.box, span.column


def _in_step(cell: Cell | None) -> Cell | None:
    """The cell with the digits of its source in its text, which may differ in white space and width alone."""
    if cell is None:
        return None
    digits = iter([char for char in cell.source.text if char.isdigit()])
    assert sum(char.isdigit() for char in cell.text) == sum(char.isdigit() for char in cell.source.text)
    return replace(cell, text="".join(next(islice(digits, 1)) if char.isdigit() else char for char in cell.text))
