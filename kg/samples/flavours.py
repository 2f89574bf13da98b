"""The text flavours in which a sample can be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.samples.model import Budget
from kg.samples.render_cells import render_cells
from kg.samples.render_lines import render_lines
from kg.samples.render_tabs import render_tabs

FLAVOURS: Mapping[str, Callable[[Budget, int], str]] = {
    "tabs": render_tabs,
    "cells": render_cells,
    "lines": render_lines,
}
"""Each flavour's name and what writes it: the budget, and a number that draws another layout."""
