"""Plain text to blocks: rows with tabs and cells on lines of their own are grids, all else is a paragraph a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.provenance import Source, Span
from kg.read.encoding import decode
from kg.read.lines import Line, split_lines
from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.grid import Cell, Grid
from kg.text.furniture import is_page_mark

MEDIA_TYPE = "text/plain"


def text_document(data: bytes, file_name: str) -> Document:
    """The blocks of a text dump in any of the three flavours (tab-separated rows, one cell a line, bare lines)."""
    text, encoding = decode(data, file_name)
    return Document(
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        blocks=tuple(blocks(split_lines(text, file_name))),
        encoding=encoding,
    )


def blocks(lines: list[Line]) -> Iterator[Block]:
    """Runs of lines with tabs become grids; every other line with something on it becomes a paragraph."""
    at = 0
    while at < len(lines):
        if "\t" in lines[at].text:
            end = _run_end(lines, at)
            yield from _grid(lines[at:end])
            at = end
            continue
        source = lines[at].source()
        if source is not None:
            yield Paragraph(source)
        at += 1


def _run_end(lines: list[Line], at: int) -> int:
    """Where the run of tabbed lines that begins at `at` ends: blank lines and wrapped cell lines belong to it."""
    end = at + 1
    probe = end
    while probe < len(lines):
        text = lines[probe].text
        if "\t" in text:
            end = probe + 1
        elif text.strip() and not is_page_mark(text) and not _continues(lines, probe):
            break
        probe += 1
    return end


def _continues(lines: list[Line], at: int) -> bool:
    """A bare line directly between two cell lines is the second line of the cell above it."""
    before = lines[at - 1].text
    after = next((line.text for line in lines[at + 1 : at + 4]), "")
    return bool(before.strip()) and before.startswith("\t") and before.count("\t") == 1 and after.startswith("\t")


def _grid(run: list[Line]) -> Iterator[Grid]:
    celled = all(line.text.startswith("\t") and line.text.count("\t") == 1 for line in run if "\t" in line.text)
    rows = _celled_rows(run) if celled else _tabbed_rows(run)
    kept = tuple(rows)
    if kept:
        yield Grid(kept)


def _tabbed_rows(run: list[Line]) -> Iterator[tuple[Cell | None, ...]]:
    """One line is one row; its tabs part the cells."""
    for line in run:
        if not line.text.strip() or is_page_mark(line.text):
            continue
        row: list[Cell | None] = []
        begin = 0
        for piece in line.text.split("\t"):
            row.append(_cell([line.span(begin, begin + len(piece))]))
            begin += len(piece) + 1
        yield tuple(row)


def _celled_rows(run: list[Line]) -> Iterator[tuple[Cell | None, ...]]:
    """One line is one cell, opened by a tab; a line with nothing on it, not even a tab, ends the row."""
    row: list[list[Span | None]] = []
    for line in run:
        if "\t" in line.text:
            row.append([line.span(1, len(line.text))])
        elif is_page_mark(line.text):
            continue
        elif line.text.strip() and row:
            row[-1].append(line.span(0, len(line.text)))
        elif row:
            yield tuple(_cell(spans) for spans in row)
            row = []
    if row:
        yield tuple(_cell(spans) for spans in row)


def _cell(spans: list[Span | None]) -> Cell | None:
    printed = tuple(span for span in spans if span is not None)
    return Cell(_text(printed), Source(printed)) if printed else None


def _text(spans: tuple[Span, ...]) -> str:
    """The text of a cell; digits above digits stay apart, for the lower ones may be a page number.

    Only a point between them proves that they are one number (`584.` above `45`).
    """
    text = spans[0].text
    for span in spans[1:]:
        apart = text[-1:].isdigit() and span.text.isdigit()
        text += f" {span.text}" if apart else span.text
    return text
