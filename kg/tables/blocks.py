"""What a reader of any format hands on: the blocks of a document in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.provenance import Source
from kg.tables.grid import Grid


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph of text outside any table, white space at its ends removed.

    `level` is the heading level where the format knows one (1 is the highest), else 0.
    """

    source: Source
    level: int = 0

    @property
    def text(self) -> str:
        """The characters as printed."""
        return self.source.text


Block = Paragraph | Grid


def with_sources(block: Block, change: Callable[[Source], Source]) -> Block:
    """The block with each of its places changed."""
    if isinstance(block, Paragraph):
        return replace(block, source=change(block.source))
    rows = tuple(
        tuple(None if cell is None else replace(cell, source=change(cell.source)) for cell in row) for row in block.rows
    )
    return replace(block, rows=rows, captions=tuple(map(change, block.captions)), notes=tuple(map(change, block.notes)))


def file_of(block: Block) -> str:
    """The file that a block stands in, empty where the document is one file or the block prints nothing."""
    if isinstance(block, Paragraph):
        return block.source.file
    return next((source.file for source in (*block.captions, *(cell.source for _, _, cell in block.cells()))), "")


def begins_file(block: Block, before: Block) -> bool:
    """Whether a block is the first of another file than the block before it."""
    return bool(file_of(block) and file_of(before)) and file_of(block) != file_of(before)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a document that several make up; spans name it by `name`."""

    name: str
    sha256: str
    media_type: str
    encoding: str | None
    pages: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: its bytes' hash, its format and its blocks."""

    file_name: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    pages: int | None = None
    notices: tuple[str, ...] = ()
    """what the reader could not keep, in plain words"""
    files: tuple[SourceFile, ...] = ()
    """the files that make it up, where there are several"""

    def lines(self) -> Iterator[str]:
        """Every line outside the cells of tables in reading order, captions and notes of tables among them."""
        return (line for lines in self.lines_of_files() for line in lines)

    def lines_of_files(self) -> Iterator[list[str]]:
        """The same lines, file by file."""
        for blocks in self.blocks_of_files():
            yield [line for block in blocks for line in _lines(block)]

    def blocks_of_files(self) -> Iterator[list[Block]]:
        """The blocks, file by file."""
        held: list[Block] = []
        for block in self.blocks:
            if held and begins_file(block, held[-1]):
                yield held
                held = []
            held.append(block)
        yield held


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from (each.text for each in (*block.captions, *block.notes))
    else:
        yield block.text
