"""The tables of a document changed as another office might have printed them; nothing of it is kept on disk."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from kg.pipeline import read_document
from kg.provenance import Source, Span
from kg.recognise.titles import titled_form
from kg.recognise.words import vocabulary
from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.grid import Cell, Grid
from kg.tables.pdf import pdf_document
from kg.text.numbers import read_number
from kg.text.width import squeeze

Row = tuple[Cell | None, ...]
TOTALS = ("合计", "总计")


@cache
def document(path: Path) -> Document:
    """The blocks of a file, read once."""
    return read_document(path)


def mapped(whole: Document, change: Callable[[Grid], Grid]) -> Document:
    """The document with each of its tables changed."""
    blocks = tuple(change(block) if isinstance(block, Grid) else block for block in whole.blocks)
    return replace(whole, blocks=blocks)


def said(source: Source, text: str) -> Source:
    """Other words in the same place."""
    first = source.spans[0]
    return Source((Span(text, first.line, first.start, first.end, first.page, first.box),))


def renamed(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text, source=said(cell.source, text))


def is_form(grid: Grid) -> bool:
    """Whether a statutory form stands in the grid: its title is over it, or in its first rows."""
    texts = [squeeze(each.text) for each in grid.captions]
    texts += [squeeze(cell.text) for row in grid.rows[:2] for cell in row if cell is not None]
    found = [form for text in texts if (form := titled_form(text))]
    return any(form.layouts for form in found)


def is_amount(text: str) -> bool:
    """Whether a cell prints an amount for certain: a number with a point or with separators, which no code has."""
    return ("." in text or "," in text) and read_number(text) is not None


def header_rows(grid: Grid) -> int:
    """Rows above the first that prints an amount."""
    for index, row in enumerate(grid.rows):
        if any(cell is not None and is_amount(cell.text) for cell in row):
            return index
    return len(grid.rows)


# -- columns -----------------------------------------------------------------------------------------------------------
def columns_swapped(grid: Grid, left: int) -> Grid | None:
    """Two neighbouring columns change places; None where a merged cell covers one of them and more."""
    rows = []
    for row in grid.rows:
        cells = [*row, *([None] * (grid.width - len(row)))]
        for at, cell in enumerate(cells):
            if cell is not None and cell.colspan > 1:
                covered = range(at, at + cell.colspan)
                if (left in covered) != (left + 1 in covered):
                    return None
        whole = cells[left]
        if whole is None or whole.colspan == 1:
            cells[left], cells[left + 1] = cells[left + 1], cells[left]
        rows.append(tuple(cells))
    return replace(grid, rows=tuple(rows))


def amount_columns(grid: Grid) -> list[int]:
    """Positions under which amounts are printed."""
    return sorted({at for row in grid.rows for at, cell in enumerate(row) if cell is not None and is_amount(cell.text)})


def with_column(grid: Grid, at: int, head: str, fill: Callable[[int], str]) -> Grid:
    """One more column; merged cells that reach over the place grow by it."""
    top = header_rows(grid)
    rows: list[Row] = []
    for index, row in enumerate(grid.rows):
        cells = [*row, *([None] * (grid.width - len(row)))]
        wide = [
            replace(cell, colspan=cell.colspan + 1) if cell and here < at < here + cell.colspan else cell
            for here, cell in enumerate(cells)
        ]
        known = next((cell for cell in cells if cell is not None), None)
        text = head if index == 0 else fill(index) if index >= top else ""
        covered = any(cell and here < at < here + cell.colspan for here, cell in enumerate(cells))
        new = renamed(replace(known, rowspan=top if index == 0 else 1, colspan=1), text) if known and text else None
        rows.append((*wide[:at], None if covered else new, *wide[at:]))
    return replace(grid, rows=tuple(rows))


# -- rows --------------------------------------------------------------------------------------------------------------
def is_total(row: Row) -> bool:
    texts = [squeeze(cell.text) for cell in row if cell is not None and squeeze(cell.text)]
    return bool(texts) and texts[0] in TOTALS and any(read_number(text) for text in texts[1:])


def total_moved(grid: Grid, first: bool) -> Grid:
    """The row of the total above or below all others."""
    at = next((index for index, row in enumerate(grid.rows) if is_total(row)), None)
    if at is None:
        return grid
    rest = [row for index, row in enumerate(grid.rows) if index != at]
    place = header_rows(grid) if first else len(rest)
    place = min([place, *(index for index, row in enumerate(rest) if first and index >= 1 and _is_data(row))])
    return replace(grid, rows=(*rest[:place], grid.rows[at], *rest[place:]), breaks=frozenset())


def _is_data(row: Row) -> bool:
    return any(cell is not None and read_number(cell.text) for cell in row)


def without_total(grid: Grid) -> Grid:
    return replace(grid, rows=tuple(row for row in grid.rows if not is_total(row)), breaks=frozenset())


# -- words -------------------------------------------------------------------------------------------------------------
def header_renamed(grid: Grid, words: dict[str, str]) -> Grid:
    """Other words in the header."""
    top = header_rows(grid)

    def changed(cell: Cell | None) -> Cell | None:
        if cell is None or squeeze(cell.text) not in words:
            return cell
        return renamed(cell, words[squeeze(cell.text)])

    rows = tuple(tuple(map(changed, row)) if index < top else row for index, row in enumerate(grid.rows))
    return replace(grid, rows=rows)


def captions_changed(whole: Document, change: Callable[[str], str]) -> Document:
    """Other words over the tables: in captions, in lines, in rows that hold nothing but a caption."""

    def source(each: Source) -> Source:
        return said(each, change(each.text)) if change(each.text) != each.text else each

    def block(each: Block) -> Block:
        if isinstance(each, Paragraph):
            return replace(each, source=source(each.source))
        rows = tuple(tuple(cell and _recaptioned(cell, change) for cell in row) for row in each.rows)
        return replace(each, captions=tuple(map(source, each.captions)), rows=rows)

    return replace(whole, blocks=tuple(map(block, whole.blocks)))


def _recaptioned(cell: Cell, change: Callable[[str], str]) -> Cell:
    text = squeeze(cell.text)
    if not (titled_form(text) or vocabulary().unit.search(text)):
        return cell
    return renamed(cell, change(cell.text)) if change(cell.text) != cell.text else cell


def titles_numbered(whole: Document, prefix: str) -> Document:
    """Every title of a form with another number before it."""
    return captions_changed(whole, lambda text: prefix + _bare(text) if titled_form(text) else text)


def _bare(text: str) -> str:
    return re.sub(
        r"^(?:[(（]?公开\s*[\d一二三四五六七八九十]*\s*表?[)）]?[：:]?|附?表[\s\d]*[：:]?)\s*", "", text.strip()
    )


def unit_changed(whole: Document, old: str, new: str) -> Document:
    """Another unit over every table."""
    return captions_changed(whole, lambda text: re.sub(rf"(单\s*位\s*[：:]\s*){old}", rf"\g<1>{new}", text))


def units_below(whole: Document) -> Document:
    """The line with the unit below its table instead of over it."""

    def change(grid: Grid) -> Grid:
        units = tuple(each for each in grid.captions if vocabulary().unit.search(squeeze(each.text)))
        rest = tuple(each for each in grid.captions if each not in units)
        return replace(grid, captions=rest, notes=(*grid.notes, *units))

    return mapped(whole, change)


def without_form(whole: Document, at: int) -> Document:
    """The document without the table of one of its forms, and without what stands over it."""
    grids = [block for block in whole.blocks if isinstance(block, Grid) and is_form(block)]
    gone = grids[at]
    return replace(whole, blocks=tuple(block for block in whole.blocks if block is not gone))


def form_grids(whole: Document) -> Iterable[Grid]:
    return [block for block in whole.blocks if isinstance(block, Grid) and is_form(block)]


# -- pages -------------------------------------------------------------------------------------------------------------
def without_lines(path: Path) -> Document:
    """The PDF with every drawn line and area taken out of its pages."""
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        for each in [*page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1)]:
            page.remove_obj(each)
        page.gen_content()
    buffer = io.BytesIO()
    pdf.save(buffer)
    return pdf_document(buffer.getvalue(), path.name)
