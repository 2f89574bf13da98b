"""Word documents (.docx) to blocks in reading order, straight from the XML of the main part.

A place is the ordinal of the paragraph in the body, counted from 1 (paragraphs of tables and text boxes
included, empty ones too); pages are unknown, because only a page layout decides them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from lxml import etree

from kg.provenance import Source, Span
from kg.read import sniff
from kg.read.package import Package
from kg.read.relations import main_part
from kg.read.wordstyles import heading_levels, outline_level
from kg.read.wordtext import WordText, is_on, mark_is_deleted
from kg.read.xmltree import attribute, child, local, whole, xml_root
from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.furniture import table_blocks
from kg.tables.spans import WIDEST, Anchor

_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_EMBEDDED = {"altChunk": "embedded documents", "subDoc": "linked documents"}


def docx_document(data: bytes, file_name: str) -> Document:
    """The paragraphs and tables of a .docx file in reading order.

    Tracked deletions and hidden text are dropped, insertions kept; text boxes follow the paragraph that
    anchors them; what is not kept (notes, pictures, automatic numbers) is counted in the notices.
    Raises UnreadableFile for a damaged, encrypted or absurdly large file.
    """
    package = Package(data, file_name)
    part = main_part(package, "word/document.xml")
    root = xml_root(package.part(part) or b"", file_name, part)
    body = child(root, "body")
    reader = _Body(file_name, heading_levels(package, part))
    blocks = tuple(reader.blocks(body)) if body is not None else ()
    return Document(file_name, hashlib.sha256(data).hexdigest(), sniff.DOCX, blocks, notices=reader.notices)


@dataclass(frozen=True, slots=True)
class _WordCell:
    """One cell of a Word row: how far it reaches and whether it goes on with the cell above or to
    the left.
    """

    span: int
    continues_above: bool
    continues_left: bool
    opens: bool
    content: tuple[Block, ...]


class _Body:
    """Walks the body once, counting paragraphs and what is lost."""

    def __init__(self, file_name: str, levels: dict[str, int]) -> None:
        self._file_name = file_name
        self._levels = levels
        self._text = WordText()
        self._lost: list[str] = []
        self._line = 0

    @property
    def notices(self) -> tuple[str, ...]:
        counted = (f"{count} {name} were not kept" for name, count in sorted(self._text.lost.items()))
        return (*counted, *self._lost)

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        carried = ""
        for element in container:
            name = local(element)
            if name == "p":
                carried = yield from self._paragraph(element, carried)
            elif name == "tbl":
                yield from table_blocks(self._anchors(element), self._file_name, self._lost)
            elif name in _WRAPPERS:
                yield from self.blocks(element)
            elif name in _EMBEDDED:
                self._text.lost[_EMBEDDED[name]] += 1
        if carried.strip():
            yield self._block(carried, 0)

    def _paragraph(self, element: etree._Element, carried: str) -> Generator[Block, None, str]:
        """The lines of a paragraph, then its text boxes; returns the text that belongs to the next
        paragraph.
        """
        self._line += 1
        lines, boxes = self._text.read(element)
        lines[0] = carried + lines[0]
        rest = lines.pop() if mark_is_deleted(element) else ""
        level = self._level(element)
        for line in lines:
            if line.strip():
                yield self._block(line, level)
        for box in boxes:
            yield from self.blocks(box)
        return rest

    def _block(self, line: str, level: int) -> Paragraph:
        return Paragraph(Source((Span(line.strip(), line=self._line),)), level)

    def _level(self, paragraph: etree._Element) -> int:
        properties = child(paragraph, "pPr")
        own = outline_level(properties)
        if own is not None or properties is None:
            return own or 0
        style = child(properties, "pStyle")
        return self._levels.get(attribute(style, "val") or "", 0) if style is not None else 0

    def _anchors(self, table: etree._Element) -> list[Anchor]:
        """The cells of a table at their columns, continued cells counted into the one they continue."""
        anchors: list[Anchor] = []
        open_above: dict[int, int] = {}
        for r, row in enumerate(self._rows(table)):
            column, open_here = _gap(row), dict[int, int]()
            for cell in self._cells(row):
                above = open_above.get(column)
                if cell.continues_left and anchors and anchors[-1].row == r:
                    anchors[-1] = _grown(anchors[-1], 0, cell.span)
                    self._covered(cell)
                elif cell.continues_above and above is not None and anchors[above].colspan == cell.span:
                    anchors[above] = _grown(anchors[above], 1, 0)
                    open_here[column] = above
                    self._covered(cell)
                else:
                    if cell.opens or cell.continues_above:
                        open_here[column] = len(anchors)
                    anchors.append(Anchor(r, column, cell.content, 1, cell.span))
                column += cell.span
            open_above = open_here
        return anchors

    def _covered(self, cell: _WordCell) -> None:
        if cell.content:
            self._text.lost["texts of cells covered by a merged cell"] += 1

    def _rows(self, container: etree._Element) -> Iterator[etree._Element]:
        for element in container:
            name = local(element)
            if name == "tr":
                properties = child(element, "trPr")
                if is_on(properties, "hidden"):
                    self._text.lost["hidden table rows"] += 1
                elif properties is None or child(properties, "del") is None:
                    yield element
            elif name in _WRAPPERS:
                yield from self._rows(element)

    def _cells(self, container: etree._Element) -> Iterator[_WordCell]:
        for element in container:
            name = local(element)
            if name == "tc":
                yield self._cell(element)
            elif name in _WRAPPERS:
                yield from self._cells(element)

    def _cell(self, element: etree._Element) -> _WordCell:
        properties = child(element, "tcPr")
        vertical, horizontal = _merge(properties, "vMerge"), _merge(properties, "hMerge")
        return _WordCell(
            _number(properties, "gridSpan", 1),
            vertical == "continue",
            horizontal == "continue",
            vertical == "restart",
            tuple(self.blocks(element)),
        )


def _grown(anchor: Anchor, rows: int, columns: int) -> Anchor:
    return Anchor(anchor.row, anchor.column, anchor.content, anchor.rowspan + rows, anchor.colspan + columns)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """`restart`, `continue` (also what an empty mark means) or None."""
    mark = child(properties, name) if properties is not None else None
    return None if mark is None else attribute(mark, "val") or "continue"


def _number(properties: etree._Element | None, name: str, least: int) -> int:
    found = child(properties, name) if properties is not None else None
    return least if found is None else whole(attribute(found, "val"), least, least, WIDEST)


def _gap(row: etree._Element) -> int:
    """The columns left free before the first cell of a row."""
    return _number(child(row, "trPr"), "gridBefore", 0)
