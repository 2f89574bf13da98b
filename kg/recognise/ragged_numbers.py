"""Which tokens of a ragged table are amounts, and which wrapped pieces are one number.

In most tables every amount shows the same number of decimals. There an integer is a code, a page number or a part
of a name, and `89.6` above `7` is one wrapped amount. Where decimals vary, a number is an amount unless it is a code
or words follow it in its line: amounts end a row, and only a table with two sides goes on behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.provenance import Source, joined
from kg.recognise.stream import Token
from kg.text.numbers import Printed, read_number

_HEAD = re.compile(r"-?\d[\d,]*\.?\d*\Z")
_TAIL = re.compile(r"[\d,]*\.?\d+\Z")
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


def usual_decimals(tokens: Sequence[Token], codes: Collection[int] = ()) -> int | None:
    """How many decimals every amount of the table shows, None where they vary; `codes` are tokens of codes."""
    numbers = [
        (at, printed)
        for at, token in enumerate(tokens)
        if at not in codes and (printed := read_number(token.text)) is not None
    ]
    decimals = Counter(printed.decimals for _, printed in numbers if printed.decimals)
    if not decimals:
        return None
    bare = sum(not printed.decimals and _ends_row(tokens, at) for at, printed in numbers)
    if bare > MIXED * (bare + sum(decimals.values())):
        return None
    explained = {each: _explained(tokens, numbers, each) for each in decimals}
    most = max(explained, key=lambda each: (explained[each], each))
    return most if explained[most] >= 0.8 * sum(decimals.values()) else None


def _explained(tokens: Sequence[Token], numbers: Sequence[tuple[int, Printed]], decimals: int) -> int:
    """How many of the numbers with a point show so many decimals, whole or after what the next lines add."""
    return sum(
        printed.decimals == decimals or (0 < printed.decimals < decimals and _wrapped(tokens, at, decimals, True) is not None)
        for at, printed in numbers
    )


def _ends_row(tokens: Sequence[Token], at: int) -> bool:
    """An integer after a word or a number in its line, with no word behind it there: an amount by its place."""
    return not tokens[at].first and not _word_follows(tokens, at)


def _word_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands behind a token in its line."""
    for token in tokens[at + 1 :]:
        if token.first:
            return False
        if read_number(token.text) is None:
            return True
    return False


def pieces(
    tokens: Sequence[Token], codes: Collection[int] = (), two_sided: bool = False, free_names: bool = False
) -> list[Piece]:
    """The stream as amounts and words; wrapped amounts are put together.

    `codes` are the tokens that belong to classification codes; `two_sided` tells that a row's name may follow an
    amount in its line, `free_names` that a name may itself end with a number (those of projects do).
    """
    reader = _Reader(tokens, codes, usual_decimals(tokens, codes), two_sided, free_names)
    result: list[Piece] = []
    at = 0
    while at < len(tokens):
        amount = reader.amount(at, bool(result) and isinstance(result[-1], Amount)) if at not in codes else None
        result.append(amount or Word(tokens[at]))
        at += amount.pieces if amount else 1
    return result


@dataclass(frozen=True, slots=True)
class _Reader:
    tokens: Sequence[Token]
    codes: Collection[int]
    decimals: int | None
    two_sided: bool
    free_names: bool

    def amount(self, at: int, in_row: bool) -> Amount | None:
        """The amount that begins at a token, None where it is a word."""
        token = self.tokens[at]
        printed = read_number(token.text)
        if self.decimals is None:
            if printed is None or (_word_follows(self.tokens, at) and not self.two_sided):
                return None
        elif printed is None or printed.decimals != self.decimals:
            wrapped = _wrapped(self.tokens, at, self.decimals, in_row)
            if wrapped or printed is None or not (printed.decimals or self._integer_amount(at, printed, in_row)):
                return wrapped
        return Amount(_as_printed(printed, token.source), token.source)

    def _integer_amount(self, at: int, printed: Printed, in_row: bool) -> bool:
        """Whether an integer among amounts with decimals is one, by its place in a row."""
        if self.tokens[at].first or (_word_follows(self.tokens, at) and not self.two_sided):
            return False
        return in_row or printed.value == 0 or not self.free_names


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
