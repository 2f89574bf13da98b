"""Web pages to blocks in reading order: paragraphs, headings, and the tables that hold data.

A place is the ordinal of the line of text in the page as read, counted from 1; a line ends where a block
element or `<br>` ends it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from lxml import etree

from kg.provenance import Source, Span
from kg.read import limits, sniff
from kg.read.htmltree import html_root
from kg.read.raised import lowered, raised
from kg.read.xmltree import local, whole
from kg.tables.blocks import Block, Document, Paragraph
from kg.tables.furniture import table_blocks
from kg.tables.htmltable import PARTS, OpenTable
from kg.tables.spans import TALLEST, WIDEST, too_large

# fmt: off
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "datalist", "rt", "rp", "colgroup",
    "frameset", "map", "audio", "video",
})
_LOST = {
    "img": "pictures", "iframe": "frames", "object": "embedded objects", "embed": "embedded objects",
    "select": "choice lists", "del": "deleted texts", "s": "struck-out texts", "strike": "struck-out texts",
}
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "samp", "small", "span", "strike",
    "strong", "time", "tt", "u", "var", "wbr", "button",
})
# fmt: on
_KINDS = {"br": "break", "input": "value", "table": "table", "pre": "pre", "sup": "sup", "sub": "sub"} | {
    f"h{n}": "heading" for n in range(1, 7)
}
_SHIFTS = {"sup": raised, "sub": lowered}
_IN_LINE = frozenset({"inline", "value", *_SHIFTS})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_SUPER = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def html_document(data: bytes, file_name: str) -> Document:
    """The paragraphs and tables of a web page in reading order.

    Scripts, styles and elements that the page itself hides are left out; style sheets are not read.
    Tables that only lay out the page give their content. Raises UnreadableFile for a page that is
    empty, too large or nested too deep, or whose encoding cannot be told.
    """
    root, encoding, notices = html_root(data, file_name)
    page = _Page(file_name)
    page.read(root)
    digest = hashlib.sha256(data).hexdigest()
    return Document(file_name, digest, sniff.HTML, tuple(page.blocks), encoding, notices=(*notices, *page.notices))


class _Page:
    """Reads a page event by event, without recursion; text goes to the innermost open cell."""

    def __init__(self, file_name: str) -> None:
        self.blocks: list[Block] = []
        self._file_name = file_name
        self._lost: Counter[str] = Counter()
        self._moved: list[str] = []
        self._open: list[str] = []
        self._tables: list[OpenTable] = []
        self._levels: list[int] = []
        self._text: list[str] = []
        self._line = self._cells = 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What could not be kept."""
        return (
            *(f"{count} {name} were not kept" for name, count in sorted(self._lost.items())),
            *self._moved,
        )

    def read(self, root: etree._Element) -> None:
        """Take in the whole page."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                kind = self._kind(element)
                self._open.append(kind)
                if kind == "skip":
                    walk.skip_subtree()
                else:
                    self._start(kind, element)
            else:
                if event == "end":
                    self._end(self._open.pop())
                self._say(element.tail)
        self._end_line()

    def _kind(self, element: etree._Element) -> str:
        """What an element does here: its part in a table, `heading`, `block`, `inline`, `break`,
        `value` or `skip`.
        """
        name = local(element)
        if name in _LOST:
            self._lost[_LOST[name]] += 1
            return "skip"
        if name in _DROPPED:
            return "skip"
        if _is_hidden(element):
            self._lost["hidden elements"] += 1
            return "skip"
        if name in _INLINE:
            return self._inline_kind(element.get("style") or "")
        part = self._tables[-1].part(name) if self._tables else None
        return part or _KINDS.get(name, "block")

    def _inline_kind(self, style: str) -> str:
        if _STRUCK.search(style):
            self._lost["struck-out texts"] += 1
            return "skip"
        return "sup" if _SUPER.search(style) else "inline"

    def _start(self, kind: str, element: etree._Element) -> None:
        if kind == "value":
            self._say(_shown_value(element))
        elif kind not in _IN_LINE:
            self._end_line()
            self._start_block(kind, element)
        self._say(element.text)

    def _start_block(self, kind: str, element: etree._Element) -> None:
        if kind == "table":
            self._tables.append(OpenTable(self.blocks))
        elif kind == "cell":
            self._cells += 1
            if self._cells > limits.CELLS:
                raise too_large(self._file_name)
            rowspan = whole(element.get("rowspan"), 1, 0, TALLEST) or TALLEST
            self.blocks = self._tables[-1].start_cell(rowspan, whole(element.get("colspan"), 1, 1, WIDEST))
        elif kind in PARTS:
            self._tables[-1].start(kind)
        elif kind == "heading":
            self._levels.append(int(local(element)[1]))

    def _end(self, kind: str) -> None:
        if kind in _IN_LINE or kind == "skip":
            return
        self._end_line()
        if kind == "table":
            table = self._tables.pop()
            self.blocks += table_blocks(table.anchors(self._file_name), self._file_name, self._moved)
        elif kind in PARTS:
            self._tables[-1].end(kind)
            self.blocks = self._tables[-1].target
        elif kind == "heading":
            self._levels.pop()

    def _say(self, text: str | None) -> None:
        """Take in text; only inside `pre` do its line breaks end lines."""
        if not text:
            return
        text = self._shifted(text)
        if "pre" not in self._open:
            self._text.append(text)
            return
        first, *rest = text.split("\n")
        self._text.append(first)
        for line in rest:
            self._end_line()
            self._text.append(line)

    def _shifted(self, text: str) -> str:
        """The text raised or lowered as the innermost open elements of its line ask."""
        for kind in reversed(self._open):
            if kind in _SHIFTS:
                return _SHIFTS[kind](text)
            if kind != "inline":
                break
        return text

    def _end_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._text)).strip()
        self._text.clear()
        if text:
            self._line += 1
            level = self._levels[-1] if self._levels else 0
            self.blocks.append(Paragraph(Source((Span(text, line=self._line),)), level))


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _shown_value(element: etree._Element) -> str:
    """The text that an input field shows."""
    shown = (element.get("type") or "text").lower() in ("text", "number")
    return f" {element.get('value') or ''} " if shown else ""
