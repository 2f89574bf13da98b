"""The region of a goal form becomes its goal tables, from grids or from bare lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.provenance import Source
from kg.recognise.goal_columns import Columns, GridRow, read_columns
from kg.recognise.goal_fields import is_field, is_label, read_fields, set_aside, starts_table
from kg.recognise.goal_lines import line_tables
from kg.recognise.goal_listing import by_project
from kg.recognise.goal_model import GoalTable
from kg.recognise.goal_rows import RowReader
from kg.recognise.goal_words import goal_words
from kg.recognise.model import Notice
from kg.recognise.sections import Section
from kg.recognise.stream import Token, stream_of
from kg.tables.blocks import Paragraph
from kg.tables.grid import Cell, Grid
from kg.text.width import squeeze


def goal_tables(section: Section) -> tuple[GoalTable, ...]:
    """The tables of one region, in printed order; a region without any gives none."""
    key = section.form.key if section.form else ""
    if any(_has_head(block) for block in section.blocks if isinstance(block, Grid)):
        return tuple(_grid_tables(section, key))
    return line_tables(key, section.title, [source for block in section.blocks for source in _lines(block)])


def _has_head(grid: Grid) -> bool:
    return any(read_columns(row) is not None for row in grid.rows)


def _lines(block: Paragraph | Grid) -> Iterator[Source]:
    if isinstance(block, Paragraph):
        yield block.source
    else:
        yield from (cell.source for _, _, cell in block.cells())


@dataclass(slots=True)
class _Open:
    """A table that is being read."""

    head: list[GridRow] = field(default_factory=list)
    lines: list[Source] = field(default_factory=list)
    columns: Columns | None = None
    heads: list[Source] = field(default_factory=list)
    rows: RowReader = field(default_factory=RowReader)
    after: list[Source] = field(default_factory=list)

    def closed(self, key: str, title: Source | None) -> Iterator[GoalTable]:
        """The table as far as it was read; of a table that lists projects one table each."""
        above = read_fields(stream_of(self.lines).tokens, celled=False)
        fields = read_fields(list(_head_tokens(self.head)), celled=True)
        rows = self.rows.rows()
        contacts, left = set_aside(self.after)
        notices = [*above.notices, *fields.notices, *self.rows.notices]
        message = "text within a goal table that is no row of it"
        notices += [Notice("goal-text-unread", message, each) for each in left]
        table = GoalTable(
            form=key,
            title=title,
            fields=(*above.fields, *fields.fields, *contacts),
            funding=(*above.funding, *fields.funding),
            columns=self.columns.roles if self.columns else (),
            rows=rows,
            labels=(*above.labels, *fields.labels, *self.heads),
            unread=(*above.unread, *fields.unread, *self.rows.unread, *left),
            notices=tuple(notices),
        )
        heads = {role: head for head in self.heads if (role := goal_words().column(squeeze(head.text)))}
        yield from by_project(table, heads)


def _grid_tables(section: Section, key: str) -> Iterator[GoalTable]:
    table = _Open()
    title = section.title
    for block in section.blocks:
        if isinstance(block, Paragraph):
            (table.after if table.columns else table.lines).append(block.source)
            continue
        for index, row in enumerate(block.rows):
            if table.columns and _opens(row):
                yield from table.closed(key, title)
                table, title = _Open(), None
            _take(table, row, block.ruled, index == 0 or index in block.breaks)
    yield from table.closed(key, title)


def _take(table: _Open, row: GridRow, ruled: bool, new_page: bool) -> None:
    columns = read_columns(row)
    if columns is not None:
        table.columns = columns
        table.heads.extend(cell.source for cell in row if cell is not None)
    elif table.columns is None or _is_footer(row):
        table.head.append(row)
    else:
        table.rows.take(row, table.columns, ruled, new_page)


def _head_tokens(rows: Sequence[GridRow]) -> Iterator[Token]:
    """The cells row by row; where labels stand above their values, each label before its value."""
    at = 0
    while at < len(rows):
        below = _below(rows[at], rows[at + 1]) if at + 1 < len(rows) else None
        if below is None:
            yield from _tokens(cell for cell in rows[at] if cell is not None)
            at += 1
            continue
        for pair in below:
            yield from _tokens(pair)
        at += 2


def _below(labels: GridRow, values: GridRow) -> list[list[Cell]] | None:
    """Each cell of a row of nothing but labels with the cell under it; None where the rows do not stand so."""
    heads = [(at, cell) for at, cell in enumerate(labels) if cell is not None]
    under = {at: cell for at, cell in enumerate(values) if cell is not None}
    known = all(is_label(squeeze(cell.text)) for _, cell in heads)
    if not heads or not under or not known or any(is_label(squeeze(cell.text)) for cell in under.values()):
        return None
    if not set(under) <= {at for at, _ in heads}:
        return None
    return [[head, under[at]] if at in under else [head] for at, head in heads]


def _is_footer(row: GridRow) -> bool:
    """A row below the indicators that names who filled in the form, or a remark."""
    first = next(_tokens(cell for cell in row if cell is not None), None)
    return first is not None and is_field(first)


def _tokens(cells: Iterable[Cell]) -> Iterator[Token]:
    for at, cell in enumerate(cells):
        yield Token(cell.source, squeeze(cell.text), at == 0, False)


def _opens(row: GridRow) -> bool:
    """Whether a row opens the next table: its first cell says whose goal follows."""
    first = next(_tokens(cell for cell in row if cell is not None), None)
    return first is not None and starts_table(first)
