"""Small PDFs of statutory forms with invented figures, written as rows of cells parted by bars.

`<` continues the cell to the left, `^` the cell above: so headers are merged as offices merge them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.pipeline import READERS
from kg.recognise.document import recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure, Fact
from tests.pdf_maker import PdfMaker, Spans, wide

_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)\Z")
WIDTH = 1600.0


@dataclass(frozen=True)
class Sheet:
    """One form: what stands over it, its rows, what stands under it."""

    title: str
    table: str
    caption: str = "单位：万元"
    note: str = ""
    above: str = ""


def cells(table: str) -> list[list[str]]:
    """The rows of a table; every line is a row."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def merged(rows: Sequence[Sequence[str]]) -> tuple[list[list[str]], Spans]:
    """The rows with merged cells emptied, and how far each of them reaches."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            across = 1
            while c + across < len(row) and row[c + across] == "<":
                across += 1
            tall = 1
            while r + tall < len(rows) and rows[r + tall][c] == "^":
                tall += 1
            if tall > 1 or across > 1:
                spans[r, c] = (tall, across)
    return [["" if cell in ("<", "^") else cell for cell in row] for row in rows], spans


def pdf(cover: Sequence[str], sheets: Sequence[Sheet]) -> bytes:
    """A cover and a page for each form."""
    page = PdfMaker(width=WIDTH, height=595, margin=40)
    for line in cover:
        page.centred(page.top + 40, line, 16)
        page.top += 40
    for sheet in sheets:
        page.new_page()
        if sheet.above:
            page.text(page.margin, page.top + 10, sheet.above, 10)
            page.top += 16
        page.centred(page.top + 14, sheet.title, 14)
        page.top += 24
        page.text(page.margin, page.top + 10, sheet.caption, 9)
        page.top += 16
        _table(page, cells(sheet.table))
        if sheet.note:
            page.text(page.margin, page.top + 14, sheet.note, 9)
    return page.bytes()


def _table(page: PdfMaker, rows: Sequence[Sequence[str]]) -> None:
    plain, spans = merged(rows)
    needed = [
        max([30.0, *(wide(row[c], 8) + 8 for r, row in enumerate(plain) if spans.get((r, c), (1, 1))[1] == 1)])
        for c in range(len(plain[0]))
    ]
    scale = min(1.0, (WIDTH - 2 * page.margin) / sum(needed))
    page.table(plain, [each * scale for each in needed], size=8, spans=spans)


def converted(cover: Sequence[str], sheets: Sequence[Sheet]) -> Disclosure:
    """The records of such a document, by the way that every PDF goes."""
    return disclosure(recognise(READERS["application/pdf"](pdf(cover, sheets), "made.pdf")))


@cache
def read(cover: tuple[str, ...], sheets: tuple[Sheet, ...]) -> Disclosure:
    """The same, once for all tests of a family."""
    return converted(cover, sheets)


def printed(sheets: Sequence[Sheet]) -> Counter[tuple[int, str]]:
    """Every amount that the tables print, by its page (the cover is the first)."""
    found: Counter[tuple[int, str]] = Counter()
    for page, sheet in enumerate(sheets, start=2):
        found.update((page, cell) for row in cells(sheet.table) for cell in row if _AMOUNT.match(cell))
    return found


def claimed(record: Disclosure) -> Counter[tuple[int, str]]:
    """Every fact's page and printed number."""
    return Counter((fact.cell.source.page or 0, fact.printed) for fact in record.facts)


def meaning(fact: Fact) -> str:
    """What a fact says of itself, on one line."""
    row = fact.row
    parts = [fact.form, fact.side, row.function or row.economic or row.project or row.budget_unit]
    return " ".join([*filter(None, parts), *(value for key, value in sorted(fact.dims.items())), fact.role])


def meanings(record: Disclosure, amount: str) -> list[str]:
    """What each fact that prints an amount says of itself."""
    return [meaning(fact) for fact in record.facts if fact.printed == amount]
