"""A table of a web page while it is read: row groups, rows, cells, also where their tags are missing."""

from __future__ import annotations

from kg.tables.blocks import Block
from kg.tables.spans import Anchor, PlainCell, placed

PARTS = frozenset({"thead", "tbody", "tfoot", "row", "cell"})
"""the parts of a table that `OpenTable.part` names"""

_NAMES = {"thead": "thead", "tbody": "tbody", "tfoot": "tfoot", "tr": "row", "td": "cell", "th": "cell"}


class OpenTable:
    """One open table; `target` is the list that blocks go to: the open cell's, else the one around the table.

    What stands in a table but in no cell thus comes before the table, as browsers show it.
    """

    def __init__(self, around: list[Block]) -> None:
        self.target = self._around = around
        self._groups: list[list[list[PlainCell]]] = [[]]
        self._feet: list[list[list[PlainCell]]] = []
        self._rows = self._groups[0]
        self._in_row = self._in_cell = self._loose = False

    def part(self, name: str) -> str | None:
        """Which part of the table an element of this name opens now; None where it opens none."""
        part = _NAMES.get(name)
        return None if self._in_cell or (self._in_row and part != "cell") else part

    def start(self, part: str) -> None:
        """Open a row group or a row."""
        self._loose = False
        if part == "row":
            self._in_row = True
            self._rows.append([])
        else:
            self._rows = []
            (self._feet if part == "tfoot" else self._groups).append(self._rows)

    def start_cell(self, rowspan: int, colspan: int) -> list[Block]:
        """Open a cell, in a row of its own making where none is open; returns the list for its content."""
        if not self._in_row and not self._loose:
            self._rows.append([])
            self._loose = True
        self._in_cell = True
        self.target = []
        self._rows[-1].append((self.target, rowspan, colspan))
        return self.target

    def end(self, part: str) -> None:
        """Close a row group, a row or a cell."""
        if part == "cell":
            self._in_cell = False
            self.target = self._around
            return
        self._in_row = self._loose = False
        if part != "row":
            self._rows = []
            self._groups.append(self._rows)

    def anchors(self, file_name: str) -> list[Anchor]:
        """The cells at their positions; a cell never reaches beyond its row group, feet stand last."""
        anchors: list[Anchor] = []
        top = 0
        for rows in (*self._groups, *self._feet):
            anchors += placed(rows, file_name, top)
            top += len(rows)
        return anchors
