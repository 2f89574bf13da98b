"""The regions of a document: each statutory form with the blocks that belong to it, and the prose between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.provenance import Source, joined
from kg.recognise.captions import statement_status
from kg.recognise.description import FormDescription
from kg.recognise.spanned import has_boxes
from kg.recognise.titles import titled_form
from kg.recognise.words import vocabulary
from kg.tables.blocks import Block, Paragraph, begins_file
from kg.tables.grid import Cell, Grid
from kg.text.width import squeeze

MAX_CAPTION_CELLS = 4
MAX_NAME = 48
"""so many characters may name the department before a statement begins"""


@dataclass(frozen=True, slots=True)
class Section:
    """A region: of a form (with its title), or of prose (no form)."""

    form: FormDescription | None
    title: Source | None
    number: Source | None
    blocks: tuple[Block, ...]


def sections(blocks: tuple[Block, ...]) -> list[Section]:
    """The regions in reading order; a form continued under its repeated title is one region."""
    return _without_mentions(_continued(list(_regions(list(_unfolded(blocks))))))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block; `loose` where the reader of the file knows that it does not belong to the table before it."""

    block: Block
    loose: bool = False


def _unfolded(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    """Title and caption rows inside grids become paragraphs, so that every form begins the same way."""
    placed = False
    for block in blocks:
        if isinstance(block, Grid):
            placed = has_boxes(block)
            yield from _split(block, placed)
        else:
            yield _Piece(block, placed and not _is_statement(block))


def _is_statement(paragraph: Paragraph) -> bool:
    """Whether a line says why a form is empty; the name of who says so may stand before the words that begin it."""
    text = squeeze(paragraph.text)
    begin = vocabulary().statement_begin.search(text, 0, MAX_NAME)
    return begin is not None and "。" not in text[: begin.start()] and statement_status(text) is not None


def _split(grid: Grid, placed: bool) -> Iterator[_Piece]:
    strange = placed and _strange(grid.captions)
    yield from (_Piece(Paragraph(caption), strange) for caption in grid.captions)
    start = 0
    for index, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell is not None]
        if _is_caption(cells):
            if index > start:
                yield _Piece(_rows(grid, start, index))
            yield from (_Piece(Paragraph(cell.source)) for cell in cells)
            start = index + 1
    if start < len(grid.rows):
        yield _Piece(_rows(grid, start, len(grid.rows)))
    yield from (_Piece(Paragraph(note)) for note in grid.notes)


def _strange(captions: tuple[Source, ...]) -> bool:
    """Whether the lines over a table give it a title, and no form is called so."""
    words = vocabulary()
    texts = [squeeze(caption.text) for caption in captions]
    titles = [
        text
        for text in texts
        if not (words.unit.search(text) or words.compiler.match(text) or words.table_number.match(text))
    ]
    pairs = ["".join(pair) for pair in pairwise(titles)]
    return bool(titles) and not any(titled_form(text) for text in (*titles, *pairs))


def _rows(grid: Grid, start: int, end: int) -> Grid:
    breaks = frozenset(row - start for row in grid.breaks if start < row < end)
    return Grid(grid.rows[start:end], grid.ruled, grid.captions if start == 0 else (), (), breaks)


def _is_caption(cells: list[Cell]) -> bool:
    if not 0 < len(cells) <= MAX_CAPTION_CELLS:
        return False
    if len(cells) == 1 and titled_form(cells[0].text):
        return True
    words = vocabulary()
    line = squeeze("".join(cell.text for cell in cells))
    return bool(words.unit.search(line)) and bool(words.compiler.match(line) or words.unit.fullmatch(line))


def _regions(pieces: list[_Piece]) -> Iterator[Section]:
    form: FormDescription | None = None
    title: Source | None = None
    number: Source | None = None
    pending: Source | None = None
    held: list[Block] = []
    blocks = [piece.block for piece in pieces]
    at = 0
    while at < len(blocks):
        heading = _heading(blocks, at)
        block = blocks[at]
        if heading is None and at and begins_file(block, blocks[at - 1]):
            yield Section(form, title, number, tuple(held))
            form, title, number, pending, held = None, None, None, None, []
        if heading is not None:
            yield Section(form, title, number, tuple(held))
            form, title, number, pending, held = heading[0], heading[1], pending, None, []
            at += heading[2]
            continue
        if isinstance(block, Paragraph):
            text = squeeze(block.text)
            if vocabulary().table_number.match(text):
                pending = block.source
                at += 1
                continue
            if form is not None and (_ends(text) or (pieces[at].loose and _has_table(held))):
                yield Section(form, title, number, tuple(held))
                form, title, number, held = None, None, None, []
        held.append(block)
        at += 1
    yield Section(form, title, number, tuple(held))


def _ends(text: str) -> bool:
    return any(pattern.match(text) for pattern in vocabulary().boundaries)


def _has_table(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Grid) for block in blocks)


def _heading(blocks: list[Block], at: int) -> tuple[FormDescription, Source, int] | None:
    """A form's title that begins at this block, and how many blocks it takes (a long title may be wrapped)."""
    pieces: list[Source] = []
    for length in (1, 2):
        block = blocks[at + length - 1] if at + length <= len(blocks) else None
        if not isinstance(block, Paragraph) or (length == 2 and begins_file(block, blocks[at])):
            return None
        pieces.append(block.source)
        form = titled_form("".join(piece.text for piece in pieces))
        if form is not None and not (length == 2 and titled_form(pieces[1].text)):
            return form, joined(pieces), length
    return None


def _continued(regions: list[Section]) -> list[Section]:
    merged: list[Section] = []
    for region in regions:
        last = merged[-1] if merged else None
        if last and region.form and region.form is last.form and last.blocks and _same_table(last, region):
            merged[-1] = Section(last.form, last.title, last.number, (*last.blocks, *region.blocks))
        elif region.form or region.blocks:
            merged.append(region)
    return merged


def _same_table(first: Section, second: Section) -> bool:
    """Goal tables follow each other under the same title; a statutory form is one table."""
    return first.form is not None and bool(first.form.layouts) and bool(second.blocks)


def _without_mentions(regions: list[Section]) -> list[Section]:
    """A title without a table is prose (a table of contents) where the form itself stands elsewhere."""
    shown = {id(region.form) for region in regions if region.form and _shows_table(region)}
    kept = []
    for region in regions:
        if region.form and region.title and id(region.form) in shown and not _shows_table(region):
            region = Section(None, None, None, (Paragraph(region.title), *region.blocks))
        kept.append(region)
    return kept


def _shows_table(region: Section) -> bool:
    unit = vocabulary().unit
    return any(isinstance(block, Grid) or unit.search(squeeze(block.text)) for block in region.blocks)
