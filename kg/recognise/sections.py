"""The regions of a document: each statutory form with the blocks that belong to it, and the prose between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.provenance import Source, joined
from kg.recognise.description import FormDescription
from kg.recognise.titles import titled_form
from kg.recognise.words import vocabulary
from kg.tables.blocks import Block, Paragraph
from kg.tables.grid import Cell, Grid
from kg.text.width import squeeze

MAX_CAPTION_CELLS = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A region: of a form (with its title), or of prose (no form)."""

    form: FormDescription | None
    title: Source | None
    number: Source | None
    blocks: tuple[Block, ...]


def sections(blocks: tuple[Block, ...]) -> list[Section]:
    """The regions in reading order; a form continued under its repeated title is one region."""
    return _continued(list(_regions(list(_unfolded(blocks)))))


def _unfolded(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Title and caption rows inside grids become paragraphs, so that every form begins the same way."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from _split(block)
        else:
            yield block


def _split(grid: Grid) -> Iterator[Block]:
    for caption in grid.captions:
        yield Paragraph(caption)
    start = 0
    for index, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell is not None]
        if _is_caption(cells):
            if index > start:
                yield _rows(grid, start, index)
            yield from (Paragraph(cell.source) for cell in cells)
            start = index + 1
    if start < len(grid.rows):
        yield _rows(grid, start, len(grid.rows))
    for note in grid.notes:
        yield Paragraph(note)


def _rows(grid: Grid, start: int, end: int) -> Grid:
    breaks = frozenset(row - start for row in grid.breaks if start < row < end)
    return Grid(grid.rows[start:end], grid.ruled, (), (), breaks)


def _is_caption(cells: list[Cell]) -> bool:
    if not 0 < len(cells) <= MAX_CAPTION_CELLS:
        return False
    if len(cells) == 1 and titled_form(cells[0].text):
        return True
    words = vocabulary()
    line = squeeze("".join(cell.text for cell in cells))
    return bool(words.unit.search(line)) and bool(words.compiler.match(line) or words.unit.fullmatch(line))


def _regions(blocks: list[Block]) -> Iterator[Section]:
    form: FormDescription | None = None
    title: Source | None = None
    number: Source | None = None
    pending: Source | None = None
    held: list[Block] = []
    at = 0
    while at < len(blocks):
        heading = _heading(blocks, at)
        block = blocks[at]
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
            if form is not None and any(pattern.match(text) for pattern in vocabulary().boundaries):
                yield Section(form, title, number, tuple(held))
                form, title, number, held = None, None, None, []
        held.append(block)
        at += 1
    yield Section(form, title, number, tuple(held))


def _heading(blocks: list[Block], at: int) -> tuple[FormDescription, Source, int] | None:
    """A form's title that begins at this block, and how many blocks it takes (a long title may be wrapped)."""
    pieces: list[Source] = []
    for length in (1, 2):
        block = blocks[at + length - 1] if at + length <= len(blocks) else None
        if not isinstance(block, Paragraph):
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
