"""Rows of the procurement form: kinds of purchase, the projects that buy, and what they buy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.recognise.description import Part
from kg.recognise.items import ItemReader
from kg.recognise.model import Notice, Number, Row
from kg.recognise.naming import Naming
from kg.tables.grid import Cell

_CATEGORY, _PROJECT, _ARTICLE = 1, 2, 3


@dataclass
class Purchases:
    """Reads the rows in order: an article belongs to the project above it, a project to the category above it."""

    part: Part
    naming: Naming
    category: Mapping[str, str] = field(default_factory=dict)
    project: Cell | None = None
    economic: str = ""

    def row(self, keys: Mapping[str, Cell], numbers: tuple[Number, ...]) -> tuple[Row, list[Notice]]:
        """One row, with what the rows above say of it."""
        notices: list[Notice] = []
        label = next(keys[role] for role in ("article", "economic", "project", "category", "mode") if role in keys)
        if "category" in keys:
            notices += self._category(keys["category"])
        if "project" in keys:
            self.project, self.economic = keys["project"], ""
        if "economic" in keys:
            notices += self._economic(keys["economic"])
        depth = _ARTICLE if "article" in keys else _PROJECT if {"project", "economic"} & keys.keys() else _CATEGORY
        below = depth > _CATEGORY and self.project is not None
        row = Row(
            "purchase", label.text, label.source, numbers,
            code=self.economic if depth > _CATEGORY else "",
            project=self.project.text if below and self.project else "",
            project_source=self.project.source if below and self.project else None,
            dims=self.category, depth=depth, texts=_texts(keys),
        )  # fmt: skip
        return row, notices

    def _category(self, cell: Cell) -> list[Notice]:
        item = ItemReader(self.part).find(cell.text)
        self.project, self.economic = None, ""
        self.category = item.dims if item else {}
        return [] if item else [Notice("unknown-row", f"no kind of purchase is called {cell.text!r}", cell.source)]

    def _economic(self, cell: Cell) -> list[Notice]:
        self.economic = self.naming.code(self.part.classification, self.part.named, cell.text) or ""
        if self.economic:
            return []
        what = f"the classification in force knows no row, or several, called {cell.text!r}"
        return [Notice("unknown-name", what, cell.source)]


def _texts(keys: Mapping[str, Cell]) -> dict[str, str]:
    names = {"article": "article", "mode": "procurementMode"}
    return {names[role]: keys[role].text for role in names if role in keys}
