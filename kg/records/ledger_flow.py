"""The text of a document in reading order, and every run of digits in it with its place and section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.provenance import Source, Span
from kg.recognise.sections import Section, sections
from kg.records.ledger_rules import ledger_rules
from kg.tables.blocks import Block, Document, Paragraph
from kg.text.width import even, squeeze

_RUN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)*")
_WIDE = re.compile(r"(?<=[0-9])[．，](?=[0-9])")
_PARTED = {"．": "、", "，": ";"}
_LIST_POINT = re.compile(r"^(\s*[0-9]{1,2})\.(?=(?:19|20)[0-9]{2}\s*年)")
SECTION_LENGTH = 48
"""Names of sections are cut here: some documents print a heading and its paragraph in one line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One span of the document: where it begins in the flow, and its section; `kind` is form, goals or prose."""

    at: int
    span: Span
    section: str
    kind: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One run of digits as printed: its place, where it begins in the flow, and its section."""

    text: str
    span: Span
    at: int
    piece: Piece

    @property
    def section(self) -> str:
        """The form or the heading of the prose it stands under."""
        return self.piece.section

    @property
    def kind(self) -> str:
        """form, goals or prose."""
        return self.piece.kind


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of a document, half-width: paragraphs and rows on lines of their own, cells parted by tabs."""

    text: str
    pieces: tuple[Piece, ...]

    def piece_at(self, at: int) -> Piece:
        """The piece in which a character of the flow stands."""
        return self.pieces[bisect_right(self.pieces, at, key=lambda piece: piece.at) - 1]

    def occurrences(self) -> Iterator[Occurrence]:
        """Every run of digits with its decimal point and separators, in reading order."""
        for piece in self.pieces:
            line = self.text[piece.at : piece.at + len(piece.span.text)]
            for found in _RUN.finditer(line):
                span = piece.span.part(*found.span())
                yield Occurrence(span.text, span, piece.at + found.start(), piece)


def flow(document: Document) -> Flow:
    """The flow of a document; every span of its blocks stands in it exactly once."""
    regions = _regions(sections(document.blocks))
    heading = ledger_rules().heading
    pieces: list[Piece] = []
    text: list[str] = []
    at = 0
    kind, form, prose = "prose", "", ""
    for span, end in _spans(document.blocks):
        kind, form = regions.get(span, (kind, form))
        line = squeeze(span.text)
        if kind == "prose" and heading.match(line):
            prose = line[:SECTION_LENGTH]
        pieces.append(Piece(at, span, prose if kind == "prose" else form, kind))
        text.append(_runs_parted(span.text) + end)
        at += len(span.text) + len(end)
    return Flow("".join(text), tuple(pieces))


def _runs_parted(text: str) -> str:
    """Half-width, character for character; a wide point or comma joins no digits, nor does a list number's."""
    return _LIST_POINT.sub(r"\1、", even(_WIDE.sub(lambda found: _PARTED[found.group()], text)))


def _spans(blocks: Iterable[Block]) -> Iterator[tuple[Span, str]]:
    """Every span and what follows it: a line break, or a tab where another cell of the row follows."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _lines(block.source)
            continue
        for caption in block.captions:
            yield from _lines(caption)
        for row in block.rows:
            cells = [cell for cell in row if cell is not None]
            for order, cell in enumerate(cells, start=1):
                last = cell.source.spans[-1:] if order < len(cells) else ()
                yield from ((span, "\t" if (span,) == last else "\n") for span in cell.source.spans)
        for note in block.notes:
            yield from _lines(note)


def _lines(source: Source) -> Iterator[tuple[Span, str]]:
    """The wrapped lines of a paragraph run on: the reader has found them to be one, and a year may be cut in two."""
    yield from ((span, "") for span in source.spans[:-1])
    yield from ((span, "\n") for span in source.spans[-1:])


def _regions(found: Iterable[Section]) -> Mapping[Span, tuple[str, str]]:
    """The kind and the name of the region in which each span stands."""
    where: dict[Span, tuple[str, str]] = {}
    for region in found:
        kind = "prose" if region.form is None else "form" if region.form.layouts else "goals"
        place = (kind, region.form.key if region.form else "")
        heads = [source for source in (region.title, region.number) if source is not None]
        for span in (span for source in heads for span in source.spans):
            where[span] = place
        for span, _ in _spans(region.blocks):
            where[span] = place
    return where
