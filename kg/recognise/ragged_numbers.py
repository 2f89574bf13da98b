"""Which tokens of a ragged table are amounts, and which wrapped pieces are one number.

In most tables every amount shows the same number of decimals. There an integer is a code, a page number or a part
of a name, and `89.6` above `7` is one wrapped amount. Where decimals vary, any number may be an amount.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.provenance import Source, joined
from kg.recognise.stream import Token
from kg.text.numbers import Printed, read_number

_HEAD = re.compile(r"-?\d[\d,]*\.?\d*\Z")
_TAIL = re.compile(r"[\d,]*\.?\d+\Z")
_CODE = re.compile(r"[1-9]\d\d(?:\d\d){0,2}\Z")
_PIECE = re.compile(r"\d{1,2}\Z")
MIXED = 0.15
"""Above this share of integers among the numbers, integers are amounts too."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of the stream; `pieces` tells how many tokens it was printed in."""

    printed: Printed
    source: Source
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class Word:
    """One token that is no amount."""

    token: Token

    @property
    def text(self) -> str:
        """The word, half-width, without white space."""
        return self.token.text

    @property
    def source(self) -> Source:
        """Where it stands."""
        return self.token.source


Piece = Amount | Word


def usual_decimals(tokens: Sequence[Token]) -> int | None:
    """How many decimals every amount of the table shows, None where they vary."""
    numbers = [
        (at, printed)
        for at, token in enumerate(tokens)
        if (printed := read_number(token.text)) and not _is_broken(tokens, at)
    ]
    decimals = Counter(printed.decimals for _, printed in numbers if printed.decimals)
    if not decimals:
        return None
    bare = sum(not printed.decimals and _ends_row(tokens, at) for at, printed in numbers)
    if bare > MIXED * (bare + sum(decimals.values())):
        return None
    most, count = decimals.most_common(1)[0]
    return most if count >= 0.8 * sum(decimals.values()) else None


def _is_broken(tokens: Sequence[Token], at: int) -> bool:
    """`89.6` with `7` alone in the next line: one of its pieces tells nothing of how amounts are printed."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return "." in tokens[at].text and following is not None and following.alone and following.text.isdigit()


def _ends_row(tokens: Sequence[Token], at: int) -> bool:
    """An integer after a word or a number in its line, with no word behind it there: an amount by its place."""
    token = tokens[at]
    if token.first:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.first or read_number(following.text) is not None


def pieces(tokens: Sequence[Token], classes: frozenset[str] = frozenset()) -> list[Piece]:
    """The stream as amounts and words; wrapped amounts are put together.

    `classes` are the codes of the 类 that rows may begin with: where integers are amounts, such a code at the
    beginning of a line with a name behind it is none.
    """
    decimals = usual_decimals(tokens)
    codes = _codes(tokens, classes) if decimals is None else frozenset()
    result: list[Piece] = []
    at = 0
    while at < len(tokens):
        amount = None if at in codes else _amount(tokens, at, decimals, bool(result) and isinstance(result[-1], Amount))
        result.append(amount or Word(tokens[at]))
        at += amount.pieces if amount else 1
    return result


def _amount(tokens: Sequence[Token], at: int, decimals: int | None, in_row: bool) -> Amount | None:
    printed = read_number(tokens[at].text)
    if decimals is None:
        return Amount(_as_printed(printed, tokens[at].source), tokens[at].source) if printed else None
    if printed and printed.decimals == decimals:
        return Amount(_as_printed(printed, tokens[at].source), tokens[at].source)
    return _wrapped(tokens, at, decimals, in_row)


def _codes(tokens: Sequence[Token], classes: frozenset[str]) -> frozenset[int]:
    """The tokens that make codes: a 类 that opens a line, what follows of 款 and 项, and then a name."""
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if not token.first or token.text[:3] not in classes or not _CODE.match(token.text):
            continue
        end = at + 1
        while end < min(at + 3, len(tokens)) and _PIECE.match(tokens[end].text) and not tokens[end].first:
            end += 1
        if end < len(tokens) and read_number(tokens[end].text) is None:
            found.update(range(at, end))
    return frozenset(found)


def _as_printed(printed: Printed, source: Source) -> Printed:
    return Printed("".join(source.text.split()), printed.value, printed.decimals)


def _wrapped(tokens: Sequence[Token], at: int, decimals: int, in_row: bool) -> Amount | None:
    """`89.6` and, at the beginning of a later line, `7`: one amount with the usual decimals.

    A head without a point (`12` above `34.56`) is put together only inside a row of amounts; at the beginning of
    a line of its own it could as well be a page number.
    """
    head = tokens[at].text
    if not _HEAD.match(head) or ("." not in head and not (in_row and not tokens[at].alone)):
        return None
    for length in (2, 3):
        tail = tokens[at + 1 : at + length]
        if len(tail) < length - 1 or not all(token.first and _TAIL.match(token.text) for token in tail):
            return None
        whole = read_number(head + "".join(token.text for token in tail))
        if whole and whole.decimals == decimals:
            source = joined([tokens[at].source, *(token.source for token in tail)])
            return Amount(_as_printed(whole, source), source, length)
    return None
