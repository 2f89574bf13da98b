"""Which tokens of a ragged table are amounts, and which wrapped pieces are one number.

In most tables every amount shows the same number of decimals. There an integer is a code, a page number or a part
of a name, and `89.6` above `7` is one wrapped amount. Where decimals vary, any number may be an amount.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
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


def usual_decimals(tokens: Sequence[Token], codes: Collection[int] = ()) -> int | None:
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


def _broken(tokens: Sequence[Token], at: int, codes: Collection[int]) -> tuple[Printed | None, bool]:
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


def _in_numbers(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token stands behind something in its line, or opens a line that goes on."""
    return not tokens[at].first or (at + 1 < len(tokens) and not tokens[at + 1].first)


def _ends_row(tokens: Sequence[Token], at: int) -> bool:
    """An integer after a word or a number in its line, with no word behind it there: an amount by its place."""
    return not tokens[at].first and not _word_follows(tokens, at)


def _word_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands behind a token in its line."""
    for index in range(at + 1, len(tokens)):
        if tokens[index].first:
            return False
        if read_number(tokens[index].text) is None:
            return True
    return False


def pieces(
    tokens: Sequence[Token], codes: Collection[int] = (), two_sided: bool = False, free_names: bool = False
) -> list[Piece]:
    """The stream as amounts and words; wrapped amounts are put together.

    `codes` are the tokens that belong to classification codes; `two_sided` tells that a row's name may follow an
    amount in its line, `free_names` that a name may itself end with a number (those of projects do). Amounts that
    may be halves of others are words: they make no amount that could be wrong, and their row is reported.
    """
    decimals = usual_decimals(tokens, codes)
    reader = _Reader(tokens, codes, decimals, two_sided, free_names, _without_exception(tokens, codes, decimals))
    result: list[Piece] = []
    at = 0
    while at < len(tokens):
        if at in codes:
            result.append(Word(tokens[at]))
            at += 1
            continue
        row = _row_before(result)
        if reader.may_be_half(at, row):
            begin = at - sum(piece.pieces for piece in result[len(result) - len(row) :] if isinstance(piece, Amount))
            result[len(result) - len(row) :] = []
            while at < len(tokens) and at not in codes and _TAIL.match(tokens[at].text):
                at += 1
            result.extend(Word(token) for token in tokens[begin:at])
            continue
        amount = None if reader.doubtful(at, row) else reader.amount(at, row)
        if amount:
            result.append(amount)
            at += amount.pieces
            continue
        end = reader.doubtful(at, row) or at + 1
        if not reader.is_page_number(at):
            result.extend(Word(token) for token in tokens[at:end])
        at = end
    return result


def _row_before(result: Sequence[Piece]) -> list[Decimal]:
    """The amounts of the row so far."""
    values: list[Decimal] = []
    for piece in reversed(result):
        if not isinstance(piece, Amount):
            break
        values.insert(0, piece.printed.value)
    return values


@dataclass(frozen=True, slots=True)
class _Reader:
    tokens: Sequence[Token]
    codes: Collection[int]
    decimals: int | None
    two_sided: bool
    free_names: bool
    strict: bool
    """whether every amount shows the same decimals, so that `89.6 7` in one line can only be one"""

    def amount(self, at: int, row: Sequence[Decimal]) -> Amount | None:
        """The amount that begins at a token, None where it is a word."""
        token = self.tokens[at]
        printed = read_number(token.text)
        if self.decimals is None:
            parted = _parted_at_point(self.tokens, at)
            if parted or printed is None or (_word_follows(self.tokens, at) and not self.two_sided):
                return parted
        elif printed is None or printed.decimals != self.decimals:
            wrapped = _wrapped(self.tokens, at, self.decimals, row) or (self._parted(at) if self.strict else None)
            if wrapped or printed is None:
                return wrapped
            if not printed.decimals and not self._integer_amount(at, printed, bool(row)):
                return None
        return _of([token], printed)

    def doubtful(self, at: int, row: Sequence[Decimal]) -> int:
        """Where a row of amounts ends whose first may be broken before `at` or behind it; 0 where none is."""
        if self.decimals is None:
            return at + _doubtful_run(self.tokens, at, self.codes) if not row and self._doubtful_run(at) else 0
        if row or not self._over_amount(at) or _wrapped(self.tokens, at, self.decimals, row):
            return 0
        values, end = _run(self.tokens, at + 1, self.decimals)
        return 0 if _adds_up(values) else end

    def _doubtful_run(self, at: int) -> bool:
        return _doubtful_run(self.tokens, at, self.codes) > 0

    def is_page_number(self, at: int) -> bool:
        """Whether an integer in a line of its own stands over a row of amounts that is whole without it."""
        if self.decimals is None or not self.tokens[at].alone or not self._over_amount(at):
            return False
        return _adds_up(_run(self.tokens, at + 1, self.decimals)[0])

    def _over_amount(self, at: int) -> bool:
        return self.decimals is not None and _before_amount(self.tokens, at, self.decimals)

    def may_be_half(self, at: int, row: Sequence[Decimal]) -> bool:
        """Whether a number shows too few decimals, digits follow, and nothing tells whether they belong to it."""
        printed = read_number(self.tokens[at].text)
        if self.decimals is None or printed is None or not 0 < printed.decimals < self.decimals:
            return False
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) and at + 1 not in self.codes else None
        if following is None or not following.text.isdigit() or _wrapped(self.tokens, at, self.decimals, row):
            return False
        whole = read_number(self.tokens[at].text + following.text)
        if not following.first and (whole is None or whole.decimals != self.decimals):
            return False
        if self.strict and self._parted(at):
            return False
        rest, _ = _run(self.tokens, at + 2, self.decimals)
        together = whole is not None and _adds_up([*row, whole.value, *rest])
        return together or not _adds_up([*row, printed.value, Decimal(following.text), *rest])

    def _parted(self, at: int) -> Amount | None:
        """A number with too few decimals and the digits behind it as one amount, where they make one."""
        return _halves(self.tokens, at, self.codes, self.decimals)

    def _integer_amount(self, at: int, printed: Printed, in_row: bool) -> bool:
        """Whether an integer among amounts with decimals is one, by its place in a row."""
        if not _in_numbers(self.tokens, at) or (_word_follows(self.tokens, at) and not self.two_sided):
            return False
        return in_row or printed.value == 0 or not self.free_names or _whole_row(self.tokens, at)


def _whole_row(tokens: Sequence[Token], at: int) -> bool:
    """Whether the numbers from `at` to the end of the line add up, and words or nothing open the next line."""
    values = []
    end = at
    while end < len(tokens) and (end == at or not tokens[end].first):
        printed = read_number(tokens[end].text)
        if printed is None:
            return False
        values.append(printed.value)
        end += 1
    return _adds_up(values) and (end == len(tokens) or read_number(tokens[end].text) is None)


def _halves(tokens: Sequence[Token], at: int, codes: Collection[int], decimals: int | None) -> Amount | None:
    if at in codes or at + 1 in codes or at + 1 >= len(tokens) or "." not in tokens[at].text:
        return None
    head, tail = tokens[at].text, tokens[at + 1].text
    whole = read_number(head + tail) if tail.isdigit() else None
    return _of(tokens[at : at + 2], whole) if whole and whole.decimals == decimals else None


def _without_exception(tokens: Sequence[Token], codes: Collection[int], decimals: int | None) -> bool:
    """Whether no number of a table that may be an amount shows other decimals than the rest, but for halves."""
    at = 0
    while at < len(tokens):
        if _halves(tokens, at, codes, decimals):
            at += 2
            continue
        printed = None if at in codes else read_number(tokens[at].text)
        if printed and printed.decimals != decimals and (printed.decimals or _ends_row(tokens, at)):
            return False
        at += 1
    return decimals is not None


def _doubtful_run(tokens: Sequence[Token], at: int, codes: Collection[int]) -> int:
    """How many numbers from `at` make no certain row where decimals vary: one ends its line, and they do not add up."""
    values = []
    end = at
    while end < len(tokens) and end not in codes and (printed := read_number(tokens[end].text)):
        values.append(printed.value)
        end += 1
    broken = any(_may_be_torn(tokens, each) for each in range(at + 1, end))
    return len(values) if broken and not _adds_up(values) else 0


def _may_be_torn(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number that opens a line may be the rest of the one before it: `12` over `34.5`, `36.5` over `6`."""
    if not tokens[at].first:
        return False
    return "." not in tokens[at - 1].text or (tokens[at].alone and tokens[at].text.isdigit())


def _of(tokens: Sequence[Token], printed: Printed) -> Amount:
    source = joined(token.source for token in tokens)
    text = "".join(source.text.split())
    return Amount(Printed(text, printed.value, printed.decimals), source, len(tokens))


def _parted_at_point(tokens: Sequence[Token], at: int) -> Amount | None:
    """`584.` above `45`, `584` above `.45`: one amount, whatever else the table prints."""
    whole, certain = _broken(tokens, at, ())
    return _of(tokens[at : at + 2], whole) if whole and certain else None


def _wrapped(tokens: Sequence[Token], at: int, decimals: int, row: Sequence[Decimal]) -> Amount | None:
    """`89.6` and, at the beginning of a later line, `7`: one amount with the usual decimals.

    A head without a point (`12` above `34.56`) is put together inside a row of amounts, and elsewhere only where
    the row then adds up and does not without it: it could as well be a page number or the end of a name. So is
    `89.6 7` in one line, which could be two amounts.
    """
    head = tokens[at].text
    if not _HEAD.match(head):
        return None
    for length in (2, 3):
        tail = tokens[at + 1 : at + length]
        if len(tail) < length - 1 or not all(_TAIL.match(token.text) for token in tail):
            return None
        whole = read_number(head + "".join(token.text for token in tail))
        if whole and whole.decimals == decimals and ("." in head or tail[0].first):
            certain = "." in head or tail[0].text.startswith(".") or (bool(row) and not tokens[at].alone)
            if certain and all(token.first for token in tail):
                return _of(tokens[at : at + length], whole)
            return _proven(tokens, at, length, decimals, row, whole)
    return None


def _proven(
    tokens: Sequence[Token], at: int, length: int, decimals: int, row: Sequence[Decimal], whole: Printed
) -> Amount | None:
    """The amount put together where the row adds up with it and does not without."""
    rest, _ = _run(tokens, at + length, decimals)
    apart = [printed.value for token in tokens[at : at + length] if (printed := read_number(token.text))]
    without = [*row, *(apart if row else apart[1:]), *rest]
    proven = _adds_up([*row, whole.value, *rest]) and not _adds_up(without)
    return _of(tokens[at : at + length], whole) if proven else None


def _before_amount(tokens: Sequence[Token], at: int, decimals: int) -> bool:
    """An integer at the end of its line, a whole amount at the beginning of the next: perhaps the amount's head."""
    if not _INTEGER.match(tokens[at].text) or at + 1 >= len(tokens) or not tokens[at + 1].first:
        return False
    following = read_number(tokens[at + 1].text)
    return following is not None and following.decimals == decimals


def _run(tokens: Sequence[Token], at: int, decimals: int) -> tuple[list[Decimal], int]:
    """The amounts that follow each other from `at`, and where they end."""
    values: list[Decimal] = []
    while at < len(tokens) and len(values) <= LONGEST_ROW:
        printed = read_number(tokens[at].text)
        whole = printed is not None and printed.decimals == decimals
        amount = _of([tokens[at]], printed) if printed and whole else _in_row(tokens, at, decimals)
        if amount is None:
            break
        values.append(amount.printed.value)
        at += amount.pieces
    return values, at


def _in_row(tokens: Sequence[Token], at: int, decimals: int) -> Amount | None:
    """A broken amount inside a row, its pieces in lines of their own."""
    if at + 1 >= len(tokens) or not tokens[at + 1].first or not _HEAD.match(tokens[at].text):
        return None
    whole = read_number(tokens[at].text + tokens[at + 1].text) if _TAIL.match(tokens[at + 1].text) else None
    return _of(tokens[at : at + 2], whole) if whole and whole.decimals == decimals else None


def _adds_up(values: Sequence[Decimal]) -> bool:
    """Whether the first amount of a row is one of the others or the sum of some of them."""
    if len(values) > LONGEST_ROW:
        return False
    sums = {Decimal(0)}
    for value in values[1:]:
        sums |= {total + value for total in sums}
    return len(values) > 1 and values[0] in sums
