"""Which tokens of a ragged table are amounts, and which wrapped pieces are one number.

In most tables every amount shows the same number of decimals. There an integer is a code, a page number or a part
of a name, and `89.6` above `7` is one wrapped amount. Where decimals vary, any number may be an amount.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.provenance import Source, joined
from kg.recognise.stream import Token
from kg.text.numbers import Printed, read_number

_HEAD = re.compile(r"-?\d[\d,]*\.?\d*\Z")
_TAIL = re.compile(r"[\d,]*\.?\d+\Z")
_INTEGER = re.compile(r"[1-9][\d,]*\Z")
LONGEST_ROW = 14
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


def usual_decimals(tokens: Sequence[Token], codes: frozenset[int] = frozenset()) -> int | None:
    """How many decimals every amount of the table shows, None where they vary.

    A broken amount counts whole where its break is certain; `89.6` above `7` only where nothing else tells.
    """
    decimals: Counter[int] = Counter()
    doubtful: Counter[int] = Counter()
    bare = 0
    at = 0
    while at < len(tokens):
        whole, certain = _broken(tokens, at, codes)
        printed = None if at in codes else read_number(tokens[at].text)
        if whole:
            (decimals if certain else doubtful)[whole.decimals] += 1
        elif printed and printed.decimals:
            decimals[printed.decimals] += 1
        elif printed and not _over_point(tokens, at):
            bare += _ends_row(tokens, at)
        at += 2 if whole else 1
    decimals = decimals or doubtful
    if not decimals or bare > MIXED * (bare + sum(decimals.values())):
        return None
    most, count = decimals.most_common(1)[0]
    return most if count >= 0.8 * sum(decimals.values()) else None


def _broken(tokens: Sequence[Token], at: int, codes: frozenset[int]) -> tuple[Printed | None, bool]:
    """A token and the one that opens the next line as one amount, and whether they can be nothing else."""
    if at in codes or at + 1 in codes or at + 1 >= len(tokens) or not tokens[at + 1].first:
        return None, False
    head, tail = tokens[at].text, tokens[at + 1].text
    if not _HEAD.match(head) or not _TAIL.match(tail) or ("." in head) == ("." in tail):
        return None, False
    certain = head.endswith(".") or tail.startswith(".")
    return (read_number(head + tail), certain) if certain or "." in head else (None, False)


def _over_point(tokens: Sequence[Token], at: int) -> bool:
    """`53` above `7.43`: it may be the head of an amount."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.first and "." in following.text and bool(_TAIL.match(following.text))


def _ends_row(tokens: Sequence[Token], at: int) -> bool:
    """An integer after a word or a number in its line, with no word behind it there: an amount by its place."""
    token = tokens[at]
    if token.first:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.first or read_number(following.text) is not None


def pieces(tokens: Sequence[Token], codes: frozenset[int] = frozenset()) -> list[Piece]:
    """The stream as amounts and words; wrapped amounts are put together; `codes` are tokens known to be none."""
    decimals = usual_decimals(tokens, codes)
    result: list[Piece] = []
    at = 0
    while at < len(tokens):
        in_row = bool(result) and isinstance(result[-1], Amount)
        doubtful = 0 if decimals is not None or in_row else _doubtful_run(tokens, at, codes)
        if doubtful:
            result.extend(Word(token) for token in tokens[at : at + doubtful])
            at += doubtful
            continue
        amount = None if at in codes else _amount(tokens, at, decimals, in_row)
        if amount:
            result.append(amount)
            at += amount.pieces
            continue
        whole, end = _behind(tokens, at, decimals) if at not in codes else (True, at + 1)
        if not (end > at + 1 and whole and tokens[at].alone):
            result.append(Word(tokens[at]))
        if not whole:
            result.extend(Word(token) for token in tokens[at + 1 : end])
        at = at + 1 if whole else end
    return result


def _doubtful_run(tokens: Sequence[Token], at: int, codes: frozenset[int]) -> int:
    """How many numbers from `at` make no certain row where decimals vary: one ends its line, and they do not add up."""
    values = []
    end = at
    while end < len(tokens) and end not in codes and (printed := read_number(tokens[end].text)):
        values.append(printed.value)
        end += 1
    broken = any("." not in tokens[each - 1].text and tokens[each].first for each in range(at + 1, end))
    return len(values) if broken and not _adds_up(values) else 0


def _behind(tokens: Sequence[Token], at: int, decimals: int | None) -> tuple[bool, int]:
    """Whether the row of amounts that may begin behind a token is whole without it, and where that row ends.

    Where it is not, the token may be the head of its first amount, and no amount of the row is certain.
    """
    if decimals is None or not _before_amount(tokens, at, decimals):
        return True, at + 1
    values, end = _run(tokens, at + 1, decimals)
    return _adds_up(values), end


def _amount(tokens: Sequence[Token], at: int, decimals: int | None, in_row: bool) -> Amount | None:
    printed = read_number(tokens[at].text)
    if decimals is None:
        return _parted_at_point(tokens, at) or (_of([tokens[at]], printed) if printed else None)
    if printed and printed.decimals == decimals:
        return _of([tokens[at]], printed)
    return _wrapped(tokens, at, decimals, in_row)


def _of(tokens: Sequence[Token], printed: Printed) -> Amount:
    source = joined(token.source for token in tokens)
    text = "".join(source.text.split())
    return Amount(Printed(text, printed.value, printed.decimals), source, len(tokens))


def _parted_at_point(tokens: Sequence[Token], at: int) -> Amount | None:
    """`584.` above `45`, `584` above `.45`: one amount, whatever else the table prints."""
    whole, certain = _broken(tokens, at, frozenset())
    return _of(tokens[at : at + 2], whole) if whole and certain else None


def _wrapped(tokens: Sequence[Token], at: int, decimals: int, in_row: bool) -> Amount | None:
    """`89.6` and, at the beginning of a later line, `7`: one amount with the usual decimals.

    A head without a point (`12` above `34.56`) is put together inside a row of amounts, and elsewhere only where
    the row then adds up and does not without it: it could as well be a page number or the end of a name.
    """
    head = tokens[at].text
    if not _HEAD.match(head):
        return None
    for length in (2, 3):
        tail = tokens[at + 1 : at + length]
        if len(tail) < length - 1 or not all(_TAIL.match(token.text) for token in tail):
            return None
        if not all(token.first or "." in head for token in tail):
            return None
        whole = read_number(head + "".join(token.text for token in tail))
        if whole and whole.decimals == decimals:
            if "." in head or tail[0].text.startswith(".") or (in_row and not tokens[at].alone):
                return _of(tokens[at : at + length], whole)
            rest, _ = _run(tokens, at + length, decimals)
            without, _ = _run(tokens, at + 1, decimals)
            proven = _adds_up([whole.value, *rest]) and not _adds_up(without)
            return _of(tokens[at : at + length], whole) if proven else None
    return None


def _before_amount(tokens: Sequence[Token], at: int, decimals: int) -> bool:
    """An integer at the end of its line, a whole amount at the beginning of the next: perhaps the amount's head."""
    if not _INTEGER.match(tokens[at].text) or at + 1 >= len(tokens) or not tokens[at + 1].first:
        return False
    following = read_number(tokens[at + 1].text)
    return following is not None and following.decimals == decimals


def _run(tokens: Sequence[Token], at: int, decimals: int) -> tuple[list[Decimal], int]:
    """The amounts that follow each other from `at`, and where they end."""
    values = []
    while at < len(tokens):
        amount = _amount(tokens, at, decimals, True)
        if amount is None or len(values) > LONGEST_ROW:
            break
        values.append(amount.printed.value)
        at += amount.pieces
    return values, at


def _adds_up(values: Sequence[Decimal]) -> bool:
    """Whether the first amount of a row is one of the others or the sum of some of them."""
    if len(values) > LONGEST_ROW:
        return False
    sums = {Decimal(0)}
    for value in values[1:]:
        sums |= {total + value for total in sums}
    return len(values) > 1 and values[0] in sums
