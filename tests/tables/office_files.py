"""Office files made on the spot: by libraries, or from raw parts where a library would not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import docx
import openpyxl

from kg.read.ole import MAGIC
from kg.tables.blocks import Block, Document
from kg.tables.grid import Grid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ENTRY = 128
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True)
class Put:
    """A cell to be written: text or number, and how far it reaches."""

    value: str | float
    rowspan: int = 1
    colspan: int = 1
    shown: str = ""

    @property
    def text(self) -> str:
        return self.shown or str(self.value)


Rows = Sequence[Sequence[Put | None]]
"""positions of a table: a cell stands at its upper left one"""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def raw_docx(body: str, prologue: str = "", **parts: str) -> bytes:
    """A .docx from the XML inside its body; `prologue` stands before the root element."""
    document = f'{prologue}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><!-- wordprocessingml --></Types>',
            "word/document.xml": document,
            **parts,
        }
    )


def raw_xlsx(rows: str, after: str = "", before: str = "", prologue: str = "") -> bytes:
    """An .xlsx of one sheet from the XML inside its sheetData and around it; without styles and strings."""
    sheet = f'{prologue}<worksheet xmlns="{S}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><!-- spreadsheetml --></Types>',
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
            f'Type="{R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def docx_table(rows: Rows) -> bytes:
    """The table in a .docx, between two paragraphs, its merged cells merged."""
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, put in enumerate(row):
            if put is not None:
                last = table.cell(r + put.rowspan - 1, c + put.colspan - 1)
                table.cell(r, c).merge(last).text = put.text
    document.add_paragraph("后")
    return saved_docx(document)


def linking_odt(server: str) -> bytes:
    """An OpenDocument text with a section and a picture that stand on a server."""
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    spaces = "".join(f' xmlns:{short}="{odf}:{name}:1.0"' for short, name in names.items())
    body = (
        f'<text:section text:name="s"><text:section-source xlink:href="{server}/section.odt"/><text:p>甲</text:p>'
        '</text:section><text:p>乙<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">'
        f'<draw:image xlink:href="{server}/picture.png" xlink:type="simple" xlink:show="embed"'
        ' xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    entry += '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{odf}:manifest:1.0">{entry}</m:manifest>',
            "content.xml": f'<office:document-content{spaces} xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
            "</office:document-content>",
        }
    )


def saved_docx(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx_table(rows: Rows) -> bytes:
    """The table in an .xlsx from A1 on; numbers get the format `#,##0.00`."""
    book = openpyxl.Workbook()
    sheet = book.active
    for r, row in enumerate(rows, 1):
        for c, put in enumerate(row, 1):
            if put is None:
                continue
            cell = sheet.cell(r, c, put.value)
            if not isinstance(put.value, str):
                cell.number_format = "#,##0.00"
            if put.rowspan > 1 or put.colspan > 1:
                sheet.merge_cells(
                    start_row=r, end_row=r + put.rowspan - 1, start_column=c, end_column=c + put.colspan - 1
                )
    return saved_xlsx(book)


def saved_xlsx(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def html_table(rows: Rows) -> bytes:
    """The table as a web page; positions that no cell covers get an empty cell."""
    covered = {
        (r + down, c + right)
        for r, row in enumerate(rows)
        for c, put in enumerate(row)
        if put is not None
        for down in range(put.rowspan)
        for right in range(put.colspan)
    }
    lines = ["<!doctype html><meta charset=utf-8><table>"]
    for r, row in enumerate(rows):
        lines.append("<tr>")
        for c, put in enumerate(row):
            if put is not None:
                lines.append(f"<td rowspan={put.rowspan} colspan={put.colspan}>{escape(put.text)}</td>")
            elif (r, c) not in covered:
                lines.append("<td>&nbsp;</td>")
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"]).encode()


def ole_container(*names: str) -> bytes:
    """The header of an OLE container and a directory with these streams: enough to be recognised."""
    entries = b""
    for name in names:
        coded = name.encode("utf-16-le") + b"\0\0"
        entries += coded.ljust(64, b"\0") + len(coded).to_bytes(2, "little") + b"\x02" + b"\0" * (_ENTRY - 67)
    return MAGIC + b"\0" * (512 - len(MAGIC)) + entries


Shape = list[list[tuple[str, int, int] | None]]


def shape(grid: Grid) -> Shape:
    """A grid as texts with their reach, for comparison."""
    return [[None if cell is None else (cell.text, cell.rowspan, cell.colspan) for cell in row] for row in grid.rows]


def texts(grid: Grid) -> list[list[str | None]]:
    """A grid as bare texts."""
    return [[None if cell is None else cell.text for cell in row] for row in grid.rows]


def outline(document: Document) -> list[str | list[list[str | None]]]:
    """The blocks of a document: a text for a paragraph, rows of texts for a grid."""
    return [_outlined(block) for block in document.blocks]


def _outlined(block: Block) -> str | list[list[str | None]]:
    return texts(block) if isinstance(block, Grid) else block.text


def only_grid(document: Document) -> Grid:
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return grid
