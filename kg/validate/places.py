"""Where the figures of a finding stand: their cells, and the rows of the forms around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.iris import ONTOLOGY
from kg.validate.findings import Excerpt, Place, Quote
from kg.validate.headings import heading
from kg.validate.index import Index, Node
from kg.validate.quotes import Number, quote

_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_DATA_SET = "http://purl.org/linked-data/cube#dataSet"
_NODES = (ox.NamedNode, ox.BlankNode)
_OF_ROWS = tuple(f"{ONTOLOGY}{name}" for name in ("row", "column", "rowKey", "rowLabel", "columnKey", "printed"))
"""what every amount of a form is asked for when its rows are shown"""
_MOST_ROWS = 40
_MOST_QUOTES = 12
_UNNAMED = {"amounts": "预算数"}
"""What rows are called that print no name: the only row of a form."""


class Places:
    """Looks up cells and rows in the graph of one document."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[str, dict[str, dict[str, str]]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}

    def place(self, node: str) -> Place | None:
        """The place of an amount, a claim, a form or any other node that leads to a cell; None without one."""
        subject = ox.NamedNode(node)
        cell = self._object(subject, _DERIVED)
        if cell is None:
            return None
        form = self._object(subject, _DATA_SET) or self._object(subject, f"{ONTOLOGY}inForm")
        return Place(
            node=node,
            form=self._text(form, "printedTitle"),
            row=self._text(subject, "rowKey"),
            label=self._text(subject, "rowLabel") or _UNNAMED.get(self._text(subject, "rowKey"), ""),
            column=self._text(subject, "columnKey"),
            heading=self._heading(form, self._text(subject, "columnKey")),
            printed=self._text(subject, "printed"),
            text=self._text(cell, "text"),
            page=self._number(cell, "page"),
            line=self._number(cell, "line"),
        )

    def excerpts(self, nodes: Iterable[str]) -> tuple[Excerpt, ...]:
        """For each form that holds some of these amounts, the rows they stand in, the amounts in question marked."""
        marked: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for node in nodes:
            subject = ox.NamedNode(node)
            form = self._object(subject, _DATA_SET)
            if isinstance(form, ox.NamedNode):
                marked[form.value].add((self._text(subject, "rowKey"), self._text(subject, "columnKey")))
        return tuple(self._excerpt(form, cells) for form, cells in sorted(marked.items()))

    def quotes(self, nodes: Iterable[str]) -> tuple[Quote, ...]:
        """The sentences in which these claims and figures stand, each once, their numbers marked."""
        numbers: dict[str, list[Number]] = defaultdict(list)
        cells: dict[str, object] = {}
        for node in nodes:
            subject = ox.NamedNode(node)
            cell = self._object(subject, f"{ONTOLOGY}sentence")
            text = self._text(cell, "text")
            if text:
                cells.setdefault(text, cell)
                begin = self._number(self._object(subject, _DERIVED), "charStart")
                numbers[text].append((self._text(subject, "printed"), self._offset(cell, text, begin)))
        return tuple(
            quote(text, numbers[text], self._number(cell, "page"), self._number(cell, "line"))
            for text, cell in list(cells.items())[:_MOST_QUOTES]
        )

    def _offset(self, cell: object, text: str, begin: int | None) -> int | None:
        """Where a character of the file stands in the text of a cell; None where the file does not count them."""
        if begin is None or not isinstance(cell, _NODES):
            return None
        lines = text.split("\n")
        spans = [ox.NamedNode(f"{cell.value}/{order}") for order in range(1, len(lines) + 1)] if lines[1:] else [cell]
        at = 0
        for span, words in zip(spans, lines, strict=True):
            start = self._number(span, "charStart")
            if start is not None and start <= begin < start + len(words):
                return at + begin - start
            at += len(words) + 1
        return None

    def _excerpt(self, form: str, cells: set[tuple[str, str]]) -> Excerpt:
        self._learn(form)
        columns = self._columns[form]
        wanted = {row for row, _ in cells}
        rows = [
            (printed.get("", row), tuple((printed.get(column, ""), (row, column) in cells) for column in columns))
            for row, printed in self._rows[form].items()
            if row in wanted
        ]
        node = ox.NamedNode(form)
        heads = tuple(self._heading(node, column) for column in columns)
        return Excerpt(self._text(node, "printedTitle"), heads, tuple(rows[:_MOST_ROWS]))

    def _learn(self, form: str) -> None:
        """Reads the printed numbers of a form once: rows and columns in the order of the file."""
        if form in self._rows:
            return
        for path in _OF_ROWS:
            self._index.values(path)
        cells = []
        for fact in self._index.values(_DATA_SET, inverse=True).get(ox.NamedNode(form), ()):
            cell = self._object(fact, _DERIVED)
            order = (self._number(cell, "row") or 0, self._number(cell, "column") or 0)
            label = self._text(fact, "rowLabel")
            row, column = self._text(fact, "rowKey"), self._text(fact, "columnKey")
            cells.append((order, row, _named(row, label), column, self._text(fact, "printed")))
        rows: dict[str, dict[str, str]] = {}
        for _, row, label, column, printed in sorted(cells):
            rows.setdefault(row, {"": label})[column] = printed
        by_column = sorted((order[1], column) for order, _, _, column, _ in cells)
        self._rows[form] = rows
        self._columns[form] = tuple(dict.fromkeys(column for _, column in by_column))

    def _heading(self, form: object, column: str) -> str:
        table = self._object(form, f"{ONTOLOGY}reportTable")
        return heading(table.value.rsplit("/", 1)[-1], column) if table is not None else column

    def _object(self, subject: object, path: str) -> Node | None:
        if not isinstance(subject, _NODES):
            return None
        return next((value for value in self._index.of(subject, path) if isinstance(value, _NODES)), None)

    def _text(self, subject: object, name: str) -> str:
        if not isinstance(subject, _NODES):
            return ""
        for value in self._index.of(subject, f"{ONTOLOGY}{name}"):
            if isinstance(value, ox.Literal):
                return value.value
        return ""

    def _number(self, subject: object, name: str) -> int | None:
        found = self._text(subject, name)
        return int(found) if found else None


def _named(row: str, label: str) -> str:
    """A row as a reader knows it: its code, if its key is or ends in one, and its printed name."""
    code = row.rsplit("/", 1)[-1]
    return f"{code} {label}".strip() if code.isdigit() else label or _UNNAMED.get(row, row)
