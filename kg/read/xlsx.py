"""Excel workbooks (.xlsx) as sheets of shown texts, straight from the XML of their parts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg.errors import UnreadableFile
from kg.read import limits
from kg.read.builtinformats import BUILTIN
from kg.read.numberformat import shown_number
from kg.read.package import Package
from kg.read.raised import aligned
from kg.read.relations import main_part, relations
from kg.read.workbook import Range, Sheet, Tally, Workbook, place
from kg.read.xmltree import attribute, child, local, whole, xml_root, xml_stream

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_TRUE = ("1", "true")


def xlsx_workbook(data: bytes, file_name: str) -> Workbook:
    """Every sheet of an .xlsx file.

    A number is given as its format shows it. A formula without a stored result gives no text and a
    notice, never a zero. Raises UnreadableFile for a damaged, encrypted or absurdly large file.
    """
    package = Package(data, file_name)
    part = main_part(package, "xl/workbook.xml")
    root = xml_root(package.part(part) or b"", file_name, part)
    reader = _Reader(package, part, root)
    sheets = tuple(reader.sheets(root))
    return Workbook(sheets, reader.tally.notices())


@dataclass(slots=True)
class _Collected:
    """What the stream of one sheet has brought so far."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    row: int = -1
    column: int = -1


class _Reader:
    """Holds what the sheets share: strings, number formats, the calendar."""

    def __init__(self, package: Package, part: str, root: etree._Element) -> None:
        self.tally = Tally()
        self._package = package
        self._relations = relations(package, part)
        self._targets = {relation.key: relation for relation in self._relations}
        properties = child(root, "workbookPr")
        self._epoch_1904 = properties is not None and attribute(properties, "date1904") in _TRUE
        self._strings = self._shared_strings()
        self._formats = self._number_formats()
        self._filled = 0

    def sheets(self, root: etree._Element) -> Iterator[Sheet]:
        listed = child(root, "sheets")
        for number, entry in enumerate(listed if listed is not None else (), 1):
            name = entry.get("name") or f"sheet {number}"
            relation = self._targets.get(_relation_key(entry))
            if relation is None or relation.kind != "worksheet" or relation.part not in self._package.names:
                self.tally.add("sheets that hold no cells were not read", name)
                continue
            hidden = entry.get("state", "visible") != "visible"
            yield self._sheet(name, number, relation.part, hidden)

    def _sheet(self, name: str, number: int, part: str, hidden: bool) -> Sheet:
        data = self._package.part(part, limits.STREAM_BYTES) or b""
        found = _Collected()
        for element in xml_stream(data, self._package.file_name, part, "c", "row", "mergeCell", "col"):
            kind = local(element)
            if kind == "c":
                self._cell(element, found, name)
            elif kind == "row":
                found.row, found.column = _row(element, found.row), -1
                if attribute(element, "hidden") in _TRUE:
                    found.hidden_rows.add(found.row)
            elif kind == "mergeCell":
                self._merge(element, found)
            elif attribute(element, "hidden") in _TRUE:
                first = whole(element.get("min"), 1, 1, _LAST_COLUMN + 1)
                found.hidden_columns.update(range(first - 1, whole(element.get("max"), first, 0, _LAST_COLUMN + 1)))
        for relation in relations(self._package, part):
            if relation.kind == "drawing":
                self.tally.add("pictures, charts and text boxes on sheets were not read", name)
        return Sheet(
            name,
            number,
            found.cells,
            tuple(found.merges),
            frozenset(found.hidden_rows),
            frozenset(found.hidden_columns),
            hidden,
        )

    def _cell(self, element: etree._Element, found: _Collected, sheet: str) -> None:
        row, column = self._address(element, found)
        found.column = column
        text = self._shown(element, place(sheet, row, column))
        if text.strip():
            self._filled += 1
            if self._filled > limits.CELLS:
                raise _absurd(self._package.file_name)
            found.cells[row, column] = text

    def _address(self, element: etree._Element, found: _Collected) -> tuple[int, int]:
        address = _coordinates(element.get("r") or "")
        if address is None:
            parent = element.getparent()
            address = (_row(parent, found.row) if parent is not None else found.row + 1, found.column + 1)
        if address[0] > _LAST_ROW or address[1] > _LAST_COLUMN:
            raise _absurd(self._package.file_name)
        return address

    def _merge(self, element: etree._Element, found: _Collected) -> None:
        first, _, last = (element.get("ref") or "").partition(":")
        start, end = _coordinates(first), _coordinates(last)
        if start is not None and end is not None:
            found.merges.append((*start, *end))
        if len(found.merges) > limits.MERGES:
            raise _absurd(self._package.file_name)

    def _shown(self, cell: etree._Element, where: str) -> str:
        """The text that a cell shows; '' where it shows nothing or nothing is known."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _string(inline) if inline is not None else ""
        value = child(cell, "v")
        stored = (value.text or "").strip() if value is not None else ""
        if kind == "str":
            return _unescaped((value.text or "") if value is not None else "")
        if not stored:
            if child(cell, "f") is not None:
                self.tally.add("formulas without a stored result were left blank", where)
            return ""
        return self._stored(kind, stored, cell, where)

    def _stored(self, kind: str, stored: str, cell: etree._Element, where: str) -> str:
        if kind == "s":
            index = whole(stored, -1, -1)
            if 0 <= index < len(self._strings):
                return self._strings[index]
            self.tally.add("cells point to a text that does not exist", where)
            return ""
        if kind == "b":
            return "TRUE" if stored in _TRUE else "FALSE"
        if kind == "e":
            self.tally.add("cells show an error instead of a value", where)
            return stored
        return stored if kind == "d" else self._number(stored, cell, where)

    def _number(self, stored: str, cell: etree._Element, where: str) -> str:
        try:
            value = float(stored)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.tally.add("cells hold a number that cannot be read", where)
            return ""
        style = whole(cell.get("s"), 0)
        code = self._formats[style] if style < len(self._formats) else "General"
        shown = shown_number(value, code, self._epoch_1904)
        if shown.hides:
            self.tally.add(f"a number is not shown as stored, {shown.hides}", where)
        return shown.text

    def _shared_strings(self) -> list[str]:
        strings: list[str] = []
        for relation in self._relations:
            if relation.kind == "sharedStrings":
                data = self._package.part(relation.part, limits.STREAM_BYTES)
                for item in xml_stream(data, self._package.file_name, relation.part, "si") if data else ():
                    strings.append(_string(item))
        return strings

    def _number_formats(self) -> list[str]:
        """The format code of every cell style."""
        for relation in self._relations:
            if relation.kind == "styles" and (data := self._package.part(relation.part)):
                root = xml_root(data, self._package.file_name, relation.part)
                listed, styles = child(root, "numFmts"), child(root, "cellXfs")
                codes = dict(BUILTIN)
                for item in listed if listed is not None else ():
                    codes[whole(item.get("numFmtId"), -1, -1)] = item.get("formatCode") or "General"
                return [
                    codes.get(whole(style.get("numFmtId"), 0), "General")
                    for style in (styles if styles is not None else ())
                ]
        return []


def _relation_key(entry: etree._Element) -> str:
    """The relationship of a sheet: the attribute `id` in the namespace of relationships."""
    return next((str(v) for k, v in entry.attrib.items() if str(k).endswith("}id")), "")


def _row(element: etree._Element, before: int) -> int:
    return whole(element.get("r"), before + 2, 1, _LAST_ROW + 1) - 1


def _coordinates(address: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of an address like `AB12`."""
    found = _ADDRESS.match(address)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, column - 1


def _string(item: etree._Element) -> str:
    """The text of a shared or inline string: plain or in runs, pronunciation left out."""
    pieces = []
    for part in item:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r":
            text, properties = child(part, "t"), child(part, "rPr")
            shift = child(properties, "vertAlign") if properties is not None else None
            alignment = shift.get("val") if shift is not None else None
            pieces.append(aligned((text.text or "") if text is not None else "", alignment))
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """Control characters are written as `_x000D_` in a workbook's strings."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def _absurd(file_name: str) -> UnreadableFile:
    return UnreadableFile(
        file_name, "it has more cells or merged ranges than a budget needs", "delete unused sheets and rows"
    )
