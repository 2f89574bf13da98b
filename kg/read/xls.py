"""Old Excel and WPS workbooks (.xls, .et) as sheets of shown texts."""

from __future__ import annotations

import io
import struct

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDocError

from kg.errors import UnreadableFile
from kg.read import limits
from kg.read.numberformat import shown_number
from kg.read.workbook import Sheet, Tally, Workbook, place

_BROKEN = (
    XLRDError,
    CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)
"""What the library raises on damaged bytes: it checks little before it uses them."""

_VISIBLE = 0


def xls_workbook(data: bytes, file_name: str) -> Workbook:
    """Every sheet of an .xls file; numbers are given as their formats show them.

    The old format always stores formula results; one that was never calculated cannot be told from a
    zero there. Raises UnreadableFile for a damaged, encrypted or absurdly large file.
    """
    if len(data) > limits.TREE_BYTES:
        raise UnreadableFile(file_name, "the workbook is too large", "delete unused sheets and rows")
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        tally = Tally()
        return Workbook(tuple(_sheet(book, number, tally) for number in range(book.nsheets)), tally.notices())
    except _BROKEN as broken:
        if "encrypted" in str(broken).lower():
            raise UnreadableFile(
                file_name, "the workbook is encrypted", "open it with its password and save it without one"
            ) from broken
        raise UnreadableFile(
            file_name, f"the workbook is damaged ({broken})", "open it in an office program, save it as .xlsx"
        ) from broken


def _sheet(book: xlrd.Book, number: int, tally: Tally) -> Sheet:
    sheet = book.sheet_by_index(number)
    cells: dict[tuple[int, int], str] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _shown(book, sheet.cell(row, column), place(sheet.name, row, column), tally)
            if text.strip():
                cells[row, column] = text
    return Sheet(
        sheet.name,
        number + 1,
        cells,
        tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells),
        frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        sheet.visibility != _VISIBLE,
    )


def _shown(book: xlrd.Book, cell: xlrd.sheet.Cell, where: str, tally: Tally) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        tally.add("cells show an error instead of a value", where)
        return str(error_text_from_code.get(int(cell.value), "#N/A"))
    code = book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str
    shown = shown_number(float(cell.value), code, book.datemode == 1)
    if shown.hides:
        tally.add(f"a number is not shown as stored, {shown.hides}", where)
    return shown.text
