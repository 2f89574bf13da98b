"""The flavours in which a sample can be written: three of text, and the files that people publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.samples.model import Budget
from kg.samples.outline import Blocks
from kg.samples.render_cells import render_cells
from kg.samples.render_docx import render_docx
from kg.samples.render_html import render_html
from kg.samples.render_lines import render_lines
from kg.samples.render_pdf import render_pdf
from kg.samples.render_tabs import render_tabs
from kg.samples.render_xlsx import render_xlsx

FLAVOURS: Mapping[str, Callable[[Budget, int], str]] = {
    "tabs": render_tabs,
    "cells": render_cells,
    "lines": render_lines,
}
"""Each flavour of text, and what writes it: the budget, and a number that draws another layout."""


class Writer(Protocol):
    """What writes a file: the budget, a number that draws another layout, and blocks other than its own."""

    def __call__(self, budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> bytes:
        """The bytes of the file."""


@dataclass(frozen=True, slots=True)
class Door:
    """One format of files: the ending of its names, and what writes it."""

    ending: str
    write: Writer


def _coded(render: Callable[[Budget, int, Blocks | None], str]) -> Writer:
    def write(budget: Budget, layout: int = 0, blocks: Blocks | None = None) -> bytes:
        return render(budget, layout, blocks).encode()

    return write


DOORS: Mapping[str, Door] = {
    "tabs": Door("-tabs.txt", _coded(render_tabs)),
    "cells": Door("-cells.txt", _coded(render_cells)),
    "lines": Door("-lines.txt", _coded(render_lines)),
    "html": Door(".html", render_html),
    "docx": Door(".docx", render_docx),
    "xlsx": Door(".xlsx", render_xlsx),
    "pdf": Door(".pdf", render_pdf),
}
"""Every flavour by its name."""
