"""PDF bytes to the blocks of a document in reading order: paragraphs, and tables joined over pages."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kg.errors import UnreadableFile
from kg.layout.furniture import furniture
from kg.layout.lines import Line
from kg.layout.prose import Measure, measure, paragraphs
from kg.provenance import Source
from kg.read.geometry import Page
from kg.read.pdf import pdf_pages
from kg.tables.blocks import Block, Document, Paragraph, with_sources
from kg.tables.captions import caption_sources, caption_start, is_continuation_mark, note_end
from kg.tables.continued import Joined, joined_grid
from kg.tables.lattice import MAX_RULES
from kg.tables.page_table import PageLayout, PageTable
from kg.tables.ruled import page_layout
from kg.text.width import squeeze

MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table with the lines that stand between it and the table before."""

    before: tuple[Line, ...]
    table: PageTable
    width: float


def pdf_document(data: bytes, file_name: str, optical: bool = False) -> Document:
    """The document in a PDF: its paragraphs and tables in reading order, each with page and box.

    With `optical` pages that are pictures are read by an optical reader, and their spans say so. Raises UnreadableFile
    when the bytes are no PDF, encrypted, damaged, too large, or pictures without text.
    """
    layouts: list[PageLayout] = []
    notices: list[str] = []
    pictures: set[int] = set()
    for page in pdf_pages(data, file_name, optical):
        pictures.update([page.number] if page.optical else [])
        layouts.append(page_layout(page))
        notices.extend(_page_notices(page))
    if not any(layout.has_text for layout in layouts):
        raise UnreadableFile(
            file_name,
            "a PDF without a text layer: its pages are pictures",
            "look for the published Word or Excel file, or read the pictures with --ocr (budget-kg[ocr])",
        )
    layouts, dropped = _without_furniture(layouts)
    blocks, joins = _blocks(layouts)
    return Document(
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        blocks=tuple(with_sources(block, partial(_marked, pictures)) for block in blocks)
        if pictures
        else tuple(blocks),
        pages=len(layouts),
        notices=(*notices, *dropped, *joins),
    )


def _marked(pictures: Container[int], source: Source) -> Source:
    """The place, marked where it stands on a page that is a picture."""
    return Source(tuple(replace(span, optical=span.page in pictures) for span in source.spans))


def _page_notices(page: Page) -> Iterator[str]:
    if not page.glyphs and page.images:
        yield f"page {page.number} is a picture without text"
    if page.optical:
        sure = f", {page.doubtful} pieces of text with little certainty" if page.doubtful else ""
        yield f"page {page.number} is a picture, read by an optical reader{sure}"
    if page.hidden:
        yield f"page {page.number}: left out {page.hidden} invisible characters or such outside the page"
    if page.unmapped:
        yield f"page {page.number}: {page.unmapped} characters whose meaning the file does not tell"
    if len(page.rules) > MAX_RULES:
        yield f"page {page.number} has {len(page.rules)} ruling lines: no table was looked for"
    if page.crowded:
        yield f"page {page.number} has more characters or drawings than are read; the rest was left out"


def _without_furniture(layouts: Sequence[PageLayout]) -> tuple[list[PageLayout], tuple[str, ...]]:
    drop, notices = furniture([(p.number, p.height, p.lines) for p in layouts])
    kept = [replace(p, lines=tuple(line for line in p.lines if id(line) not in drop)) for p in layouts]
    return kept, notices


def _blocks(layouts: Sequence[PageLayout]) -> tuple[list[Block], list[str]]:
    measures = {p.number: measure(p.lines, p.width) for p in layouts}
    placed, rest = _in_order(layouts)
    blocks: list[Block] = []
    notices: list[str] = []
    while placed:
        chain, following = _chain(placed)
        first, last = chain[0], chain[-1].table
        start = caption_start(first.before, first.table.box, first.table.page, first.width)
        blocks.extend(_prose(first.before[:start], measures))
        placed = placed[len(chain) :]
        after = placed[0].before if placed else rest
        notes = note_end(after, last.box, last.page)
        captions = caption_sources(first.before[start:])
        grid, said = joined_grid(following, captions, tuple(paragraphs(after[:notes], measures)))
        blocks.append(grid)
        notices.extend(said)
        if not first.table.ruled:
            notices.append(f"page {first.table.page}: a table without lines, its columns found by alignment")
        if placed:
            placed[0] = replace(placed[0], before=after[notes:])
        else:
            rest = after[notes:]
    blocks.extend(_prose(rest, measures))
    return blocks, notices


def _in_order(layouts: Sequence[PageLayout]) -> tuple[list[_Placed], tuple[Line, ...]]:
    """The tables of all pages, each with the lines before it; and the lines after the last."""
    placed: list[_Placed] = []
    waiting: list[Line] = []
    for page in layouts:
        lines = list(page.lines)
        for table in page.tables:
            above = [line for line in lines if line.baseline <= table.ys[0] + line.size]
            lines = lines[len(above) :]
            placed.append(_Placed((*waiting, *above), table, page.width))
            waiting = []
        waiting.extend(lines)
    return placed, tuple(waiting)


def _chain(placed: Sequence[_Placed]) -> tuple[list[_Placed], list[PageTable]]:
    """The first table with those that continue it on the following pages."""
    chain, table = [placed[0]], Joined([placed[0].table])
    captions = {squeeze(line.text) for line in placed[0].before}
    for following in placed[1:]:
        repeats = all(squeeze(line.text) in captions or is_continuation_mark(line.text) for line in following.before)
        if not repeats or not table.takes(following.table, bool(following.before)):
            break
        table.parts.append(following.table)
        chain.append(following)
    return chain, table.parts


def _prose(lines: Sequence[Line], measures: dict[int, Measure]) -> list[Paragraph]:
    found: Iterator[Source] = paragraphs(lines, measures)
    return [Paragraph(source) for source in found]
