"""The visible text of one Word paragraph: runs, fields, tracked changes, text boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from kg.read.raised import aligned
from kg.read.xmltree import attribute, child, local

_DROPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "Fallback"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LOST = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "object": "embedded objects",
    "chart": "charts",
    "relIds": "diagrams",
    "blip": "pictures",
    "imagedata": "pictures",
}
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_OFF = ("0", "false", "off")


class WordText:
    """Reads paragraph after paragraph of one document; a field may reach over several of them."""

    def __init__(self) -> None:
        self.lost: Counter[str] = Counter()
        """what was met and not kept, by its name"""
        self._fields: list[_Field] = []
        self._text: list[str] = []
        self._alignment: str | None = None
        self._boxes: list[etree._Element] = []

    def read(self, paragraph: etree._Element) -> tuple[list[str], list[etree._Element]]:
        """The paragraph's lines (soft breaks part them) and the contents of the text boxes anchored in it."""
        self._text, self._boxes = [], []
        self._walk(paragraph)
        if automatic_number(paragraph):
            self.lost["automatic paragraph numbers"] += 1
        return "".join(self._text).split("\n"), self._boxes

    def _walk(self, element: Iterable[etree._Element]) -> None:
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner)
            elif name == "AlternateContent":
                self._walk(_chosen(inner))
            elif name == "txbxContent":
                self._boxes.append(inner)
            elif name not in _DROPPED:
                self._take(name, inner)

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            self.lost["runs of hidden text"] += 1
        elif is_on(properties, "strike") or is_on(properties, "dstrike"):
            self.lost["runs of struck-out text"] += 1
        else:
            shift = child(properties, "vertAlign") if properties is not None else None
            self._alignment = attribute(shift, "val") if shift is not None else None
            self._walk(run)
            self._alignment = None

    def _take(self, name: str, element: etree._Element) -> None:
        if name in _LOST:
            self.lost[_LOST[name]] += 1
        if name == "t":
            self._say(element.text or "")
        elif name in _SIGNS:
            self._say(_SIGNS[name])
        elif name == "sym":
            self._say(_symbol(element))
        elif name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name == "instrText":
            if self._fields:
                self._fields[-1].instruction += element.text or ""
        elif name != "fldSimple" or not _is_page_field(attribute(element, "instr") or ""):
            self._walk(element)

    def _say(self, text: str) -> None:
        if all(field.shows for field in self._fields):
            self._text.append(aligned(text, self._alignment))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()


class _Field:
    """One open field: what it says to do, and whether its printed result has begun."""

    def __init__(self) -> None:
        self.instruction = ""
        self.has_result = False

    @property
    def shows(self) -> bool:
        return self.has_result and not _is_page_field(self.instruction)


def _is_page_field(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() in _PAGE_FIELDS


def _chosen(alternatives: etree._Element) -> Iterable[etree._Element]:
    """Of the same content in a new and an old form, the new one."""
    choice = child(alternatives, "Choice")
    if choice is not None:
        return choice
    fallback = child(alternatives, "Fallback")
    return fallback if fallback is not None else ()


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(attribute(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a switch stands among the properties and is not turned off."""
    switch = child(properties, name) if properties is not None else None
    return switch is not None and attribute(switch, "val") not in _OFF


def automatic_number(paragraph: etree._Element) -> bool:
    """Whether the paragraph itself asks for a number or bullet of a list (which is not in its text)."""
    properties = child(paragraph, "pPr")
    listed = child(properties, "numPr") if properties is not None else None
    number = child(listed, "numId") if listed is not None else None
    return number is not None and attribute(number, "val") != "0"


def mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change deletes the end of the paragraph, joining it to the next."""
    properties = child(paragraph, "pPr")
    run = child(properties, "rPr") if properties is not None else None
    return run is not None and child(run, "del") is not None
