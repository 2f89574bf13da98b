"""What a reader of any format hands on: the blocks of a document in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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

    def lines(self) -> Iterator[str]:
        """Every line outside the cells of tables in reading order, captions and notes of tables among them."""
        for block in self.blocks:
            if isinstance(block, Grid):
                yield from (each.text for each in (*block.captions, *block.notes))
            else:
                yield block.text
