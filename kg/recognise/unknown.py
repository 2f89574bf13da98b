"""Tables that no description fits: kept with what stands over them, so that none of their numbers is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.provenance import Source
from kg.recognise.model import UnknownTable
from kg.recognise.spanned import header_paths
from kg.recognise.words import vocabulary
from kg.tables.blocks import Block, Paragraph
from kg.tables.grid import Grid
from kg.text.numbers import read_number, read_unit
from kg.text.width import squeeze

LONGEST_TITLE = 60


def unknown_tables(
    blocks: Sequence[Block], form: str = "", title: Source | None = None, unit: str | None = None
) -> Iterator[UnknownTable]:
    """Every table with a number among the blocks, with its title and unit where something states them."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid) or not any(read_number(cell.text) for _, _, cell in block.cells()):
            continue
        above = block.captions or _line_above(blocks[:index])
        source = title or _title(above)
        yield UnknownTable(
            title=squeeze(source.text) if source else "",
            title_source=source,
            unit=unit or next((found for each in above if (found := read_unit(each.text))), None),
            header=tuple(header_paths(block.rows[: header_rows(block)], block.width)),
            grid=block,
            form=form,
        )


def header_rows(grid: Grid) -> int:
    """How many rows stand above the first that prints a number."""
    rows = range(len(grid.rows))
    first = (at for at in rows if any(cell is not None and read_number(cell.text) for cell in grid.rows[at]))
    return next(first, len(grid.rows))


def _line_above(blocks: Sequence[Block]) -> tuple[Source, ...]:
    last = blocks[-1] if blocks else None
    return (last.source,) if isinstance(last, Paragraph) and len(squeeze(last.text)) <= LONGEST_TITLE else ()


def _title(lines: Sequence[Source]) -> Source | None:
    words = vocabulary()
    plain = (each for each in lines if not words.unit.search(squeeze(each.text)))
    return next((each for each in plain if not words.table_number.match(squeeze(each.text))), None)
