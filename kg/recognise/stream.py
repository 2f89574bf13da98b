"""Lines of text as one stream of tokens, in which line breaks mean little and characters keep their place.

A PDF's text wraps names, numbers and headers wherever a cell was narrow. Captions, headers and statements are
therefore sought in the stream of characters, and cut out of it, before rows are read from the tokens left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.provenance import Source, Span, joined
from kg.text.furniture import is_page_mark
from kg.text.width import squeeze

_TOKEN = re.compile(r"[^\s\u3000\xa0]+")
_CHAR = re.compile(r"[\u4e00-\u9fff]\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """Characters between white space; `alone` where nothing else stands in its line, `first` where it opens it."""

    source: Source
    text: str
    """without inner white space, half-width"""
    first: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Stream:
    """Tokens, and the text they make without any white space."""

    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """All characters, half-width, without white space."""
        return "".join(token.text for token in self.tokens)

    def starts(self) -> list[int]:
        """For each token the offset in `text` at which it begins, and the end of the text."""
        offsets, at = [], 0
        for token in self.tokens:
            offsets.append(at)
            at += len(token.text)
        return [*offsets, at]

    def without(self, ranges: Iterable[tuple[int, int]]) -> Stream:
        """The stream without those ranges of `text`; a token cut in two keeps what is left of it."""
        cuts = sorted(ranges)
        kept: list[Token] = []
        for token, begin in zip(self.tokens, self.starts(), strict=False):
            kept.extend(_remains(token, begin, cuts))
        return Stream(tuple(kept))

    def source(self, begin: int, end: int) -> Source:
        """Where a range of `text` stands."""
        parts = []
        for token, start in zip(self.tokens, self.starts(), strict=False):
            low, high = max(begin, start) - start, min(end, start + len(token.text)) - start
            if low < high:
                parts.append(part_of(token.source, low, high))
        return joined(parts)


def stream_of(paragraphs: Iterable[Source]) -> Stream:
    """The tokens of some lines without page numbers; single characters parted by blanks (`总 计`) are one word."""
    tokens: list[Token] = []
    for paragraph in paragraphs:
        if is_page_mark(paragraph.text):
            continue
        for span in paragraph.spans:
            pieces = _words(span)
            tokens.extend(_token(Source((piece,)), at == 0, len(pieces) == 1) for at, piece in enumerate(pieces))
    return Stream(tuple(tokens))


def stream_of_rows(rows: Iterable[Sequence[Source]]) -> Stream:
    """The tokens of the cells of a grid whose columns are not to be trusted; only the cells' order is."""
    tokens: list[Token] = []
    for row in rows:
        pieces = [piece for cell in row for span in cell.spans for piece in _words(span)]
        tokens.extend(_token(Source((piece,)), at == 0, False) for at, piece in enumerate(pieces))
    return Stream(tuple(tokens))


def _token(source: Source, first: bool, alone: bool) -> Token:
    return Token(source, squeeze(source.text), first, alone)


def _words(span: Span) -> list[Span]:
    found = [(match.start(), match.end()) for match in _TOKEN.finditer(span.text)]
    merged: list[tuple[int, int]] = []
    for begin, end in found:
        single = end - begin == 1 and _CHAR.match(span.text[begin:end])
        if merged and single and _all_single(span.text[merged[-1][0] : merged[-1][1]]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    return [span.part(begin, end) for begin, end in merged]


def _all_single(text: str) -> bool:
    """`总 计`: every character stands by itself."""
    return all(_CHAR.match(word) for word in text.split())


def part_of(source: Source, low: int, high: int) -> Source:
    """The place of the characters `low` to `high`, counted without white space."""
    spans: list[Span] = []
    at = 0
    for span in source.spans:
        visible = [index for index, char in enumerate(span.text) if squeeze(char)]
        inside = visible[max(low - at, 0) : max(high - at, 0)]
        if inside:
            spans.append(span.part(inside[0], inside[-1] + 1))
        at += len(visible)
    return Source(tuple(spans))


def _remains(token: Token, begin: int, cuts: list[tuple[int, int]]) -> list[Token]:
    end = begin + len(token.text)
    at = begin
    pieces: list[tuple[int, int]] = []
    for low, high in cuts:
        if high <= begin or low >= end:
            continue
        if low > at:
            pieces.append((at, low))
        at = max(at, high)
    if at < end:
        pieces.append((at, end))
    if pieces == [(begin, end)]:
        return [token]
    return [_token(part_of(token.source, low - begin, high - begin), token.first, False) for low, high in pieces]
