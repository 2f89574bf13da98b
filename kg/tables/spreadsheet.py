"""Excel and WPS workbooks to blocks: sheet names as headings, title rows as paragraphs, the rest as grids.

A place is the row and column of the sheet (`line` and `column`, as Excel counts) and the number of the sheet (`page`,
hidden ones counted); the column of a grid is counted among the columns that are not hidden.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.provenance import Source, Span
from kg.read import limits, sniff
from kg.read.workbook import Range, Sheet, Workbook
from kg.read.xls import xls_workbook
from kg.read.xlsx import xlsx_workbook
from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.furniture import form_blocks, is_unit_row, rows_of
from kg.tables.spans import Anchor, too_large
from kg.text.numbers import read_number

_NAME_LEVEL = 1
_TITLE_ROWS = 4
_NEAR = 1000


def xlsx_document(data: bytes, file_name: str) -> Document:
    """The visible sheets of an .xlsx file.

    Numbers are the text that their format shows, so an amount keeps its printed decimals; see
    `kg.read.numberformat.shown_number` for what that loses. Hidden sheets, rows and columns are left
    out with a notice. Raises UnreadableFile for a damaged, encrypted or absurdly large file.
    """
    return _document(xlsx_workbook(data, file_name), data, file_name, sniff.XLSX)


def xls_document(data: bytes, file_name: str) -> Document:
    """The visible sheets of an .xls or .et file of the old binary format; else like `xlsx_document`."""
    return _document(xls_workbook(data, file_name), data, file_name, sniff.XLS)


def _document(book: Workbook, data: bytes, file_name: str, media_type: str) -> Document:
    notices = list(book.notices)
    blocks: list[Block] = []
    for sheet in book.sheets:
        if sheet.hidden and sheet.cells:
            notices.append(f"the hidden sheet {sheet.name} was not read")
        elif sheet.cells:
            blocks += _sheet_blocks(sheet, file_name, notices)
    digest = hashlib.sha256(data).hexdigest()
    return Document(file_name, digest, media_type, tuple(blocks), pages=len(book.sheets), notices=tuple(notices))


def _sheet_blocks(sheet: Sheet, file_name: str, notices: list[str]) -> Iterator[Block]:
    yield Paragraph(Source((Span(sheet.name.strip(), page=sheet.number),)), _NAME_LEVEL)
    rows = rows_of(_anchors(sheet, file_name, notices))
    for form in _forms(rows):
        yield from form_blocks(form, file_name, loose=True)


def _anchors(sheet: Sheet, file_name: str, notices: list[str]) -> list[Anchor]:
    """The visible cells at their positions, hidden columns counted out."""
    gone = sorted(sheet.hidden_columns)
    anchors, hidden, covered = [], 0, 0
    for row, column, text, reach in _reaching(sheet, file_name):
        if reach is None:
            covered += 1
            continue
        top, left, bottom, right = reach
        seen_row, seen_column = (
            _first_seen(top, bottom, sheet.hidden_rows),
            _first_seen(left, right, sheet.hidden_columns),
        )
        if seen_row is None or seen_column is None:
            hidden += 1
            continue
        begin = seen_column - bisect_left(gone, seen_column)
        end = right + 1 - bisect_left(gone, right + 1)
        lines = _lines(text, row, column, sheet.number)
        anchors.append(Anchor(seen_row, begin, lines, bottom - seen_row + 1, end - begin))
    if hidden:
        notices.append(f"{hidden} filled cells in hidden rows or columns of sheet {sheet.name} were not read")
    if covered:
        notices.append(f"{covered} cells under merged cells of sheet {sheet.name} were not read")
    return anchors


def _lines(text: str, row: int, column: int, number: int) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(Source((Span(line.strip(), line=row + 1, page=number, column=column + 1),)))
        for line in text.splitlines()
        if line.strip()
    )


def _first_seen(first: int, last: int, hidden: frozenset[int]) -> int | None:
    """The first row or column of a range that is not hidden; a merged cell shows its text there."""
    return next((at for at in range(first, min(last, first + _NEAR) + 1) if at not in hidden), None)


def _reaching(sheet: Sheet, file_name: str) -> Iterator[tuple[int, int, str, Range | None]]:
    """Every filled cell by its row and column with the range it covers; None for the range where another cell
    covers it.
    """
    merges = sorted(sheet.merges, reverse=True)
    active: list[Range] = []
    work = 0
    for row, group in groupby(sorted(sheet.cells), key=lambda at: at[0]):
        active = [merge for merge in active if merge[2] >= row]
        while merges and merges[-1][0] <= row:
            merge = merges.pop()
            if merge[2] >= row:
                active.append(merge)
        work += len(active)
        if work > 10 * limits.POSITIONS:
            raise too_large(file_name)
        ordered = sorted(active, key=lambda merge: merge[1])
        lefts = [merge[1] for merge in ordered]
        for _, column in group:
            at = bisect_left(lefts, column + 1) - 1
            over = ordered[at] if at >= 0 and ordered[at][3] >= column else (row, column, row, column)
            reach = over if over[:2] == (row, column) else None
            yield row, column, sheet.cells[row, column], reach


def _forms(rows: Sequence[Sequence[Anchor]]) -> Iterator[Sequence[Sequence[Anchor]]]:
    """The rows of a sheet, parted where a new form begins; until its first row of data a form has
    only titles.
    """
    begin, has_data = 0, False
    for at, row in enumerate(rows):
        if has_data and (_is_prose(row) or _begins_form(rows, at)):
            yield rows[begin:at]
            begin, has_data = at, False
        has_data = has_data or (len(row) > 1 and not is_unit_row(row))
    yield rows[begin:]


def _is_prose(row: Sequence[Anchor]) -> bool:
    """Whether a row is a sentence and nothing else: no row of a form is."""
    return len(row) == 1 and "。" in row[0].text


def _begins_form(rows: Sequence[Sequence[Anchor]], at: int) -> bool:
    """Whether a title stands here: one text after a blank row or before a unit row, then a header.

    A header is the first row of several cells that is no unit row, if it holds no number; a unit row behind it is
    that of the next form, and tells nothing of this text.
    """
    if len(rows[at]) != 1 or read_number(rows[at][0].text) is not None:
        return False
    ahead = rows[at + 1 : at + 1 + _TITLE_ROWS]
    place = next((n for n, row in enumerate(ahead) if len(row) > 1 and not is_unit_row(row)), None)
    if place is None or any(read_number(anchor.text) is not None for anchor in ahead[place]):
        return False
    gap = rows[at][0].row - rows[at - 1][0].row > 1
    return gap or any(is_unit_row(row) for row in ahead[:place])
