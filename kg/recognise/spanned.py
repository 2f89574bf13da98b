"""Header cells that know their rows and columns: each column by the words that stand over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.recognise.description import KeyColumn, Layout
from kg.recognise.header import FOREIGN, Leaf, aside_leaf, foreign_leaf, placed_leaves, unknown_leaf
from kg.recognise.words import vocabulary
from kg.tables.grid import Cell, Grid
from kg.text.width import squeeze

GridRow = Sequence[Cell | None]
_YEAR = re.compile(r"(20\d\d)年")
_ONCE = frozenset({"class", "group", "item", "code", "name"})
"""The roles of columns of which a table has one each."""


def knows_positions(header: Sequence[GridRow]) -> bool:
    """Whether the cells of a header stand where they say: one row, merged cells, or boxes on a page."""
    cells = [cell for row in header for cell in row if cell is not None]
    return len(header) == 1 or any(cell.rowspan > 1 or cell.colspan > 1 or _boxed(cell) for cell in cells)


def has_boxes(grid: Grid) -> bool:
    """Whether the cells of a grid were found by their place on a page."""
    return any(_boxed(cell) for _, _, cell in grid.cells())


def _boxed(cell: Cell) -> bool:
    return any(span.box is not None for span in cell.source.spans)


def header_paths(header: Sequence[GridRow], width: int) -> list[tuple[str, ...]]:
    """For each column the header words over it, from above; empty where none stands over it."""
    paths: list[list[str]] = [[] for _ in range(width)]
    for row in header:
        for at, cell in enumerate(row):
            if cell is None or not squeeze(cell.text):
                continue
            for column in range(at, min(at + cell.colspan, width)):
                paths[column].append(cell.text)
    return [tuple(path) for path in paths]


def spanned_columns(
    header: Sequence[GridRow], body: Sequence[GridRow], layout: Layout, year: int | None = None
) -> tuple[dict[int, Leaf], int]:
    """The layout's columns by position, and how many columns it does not know.

    A column is known only where its own words are, and all words above it may stand there: `小计` under one heading
    is another column than `小计` under the next. A column without words of its own right of one that names rows is
    another such column under the same words. A column under words of another year than the document's, or of a
    comparison with one, is a known stranger.
    """
    width = max((len(row) for row in (*header, *body)), default=0)
    filled = {at for row in body for at, cell in enumerate(row) if cell is not None and squeeze(cell.text)}
    leaves = placed_leaves(layout)
    found: dict[int, Leaf] = {}
    unknown = 0
    path: tuple[str, ...] = ()
    paths = header_paths(header, width)
    own = year or _only_year(paths)
    for at, words in enumerate(paths):
        if not words and at not in filled:
            continue
        names_rows = at - 1 in found and found[at - 1].is_key and not _is_foreign(found[at - 1])
        path = _without_year(words, own) or (path if names_rows else ())
        if any(vocabulary().other_years.search(squeeze(word)) for word in path):
            found[at] = foreign_leaf(path[-1])
            continue
        if path and path[-1] in vocabulary().aside_columns:
            found[at] = aside_leaf(path[-1])
            continue
        leaf = next((leaf for leaf in _unused(leaves, found) if path and _fits(leaf, path, layout)), None)
        unknown += leaf is None
        found[at] = leaf or unknown_leaf(path[-1] if path else f"column {at + 1}")
    return found, unknown


def _is_foreign(leaf: Leaf) -> bool:
    return isinstance(leaf.column, KeyColumn) and leaf.column.role == FOREIGN


def _only_year(paths: Sequence[tuple[str, ...]]) -> int | None:
    """The year that a header names, where it names a single one."""
    years = {int(found) for words in paths for word in words for found in _YEAR.findall(squeeze(word))}
    return years.pop() if len(years) == 1 else None


def _without_year(words: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """The words without the year of the budget, which tells nothing of a column."""
    if year is None:
        return words
    return tuple(bare for word in words if (bare := re.sub(f"{year}年度?", "", squeeze(word))))


def _unused(leaves: Sequence[Leaf], found: Mapping[int, Leaf]) -> Iterator[Leaf]:
    """The leaves whose column no position has yet, under whatever words."""
    taken = {_column_of(leaf) for leaf in found.values()}
    return (leaf for leaf in leaves if leaf not in found.values() and _column_of(leaf) not in taken)


def _column_of(leaf: Leaf) -> tuple[int, object]:
    """What two leaves share that are one column under two names; keys of one role may stand side by side."""
    column = leaf.column
    if isinstance(column, KeyColumn):
        return leaf.part, column.role if column.role in _ONCE else column
    return leaf.part, column.id


def _fits(leaf: Leaf, path: tuple[str, ...], layout: Layout) -> bool:
    neutral, headings = vocabulary().neutral_headings, layout.parts[leaf.part].headings
    *above, label = path
    column = leaf.column
    if label not in column.labels or (column.within and not any(word in column.within for word in above)):
        return False
    return all(word in column.groups or word in headings or word in neutral for word in above)
