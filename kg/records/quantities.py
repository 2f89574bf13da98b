"""Quantities stated in a text of a goal (`维护路灯120盏`): number, unit, the thing counted, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kg.provenance import Source
from kg.records.located import Located, located
from kg.records.quantity_words import QuantityWords, quantity_words
from kg.text.numbers import Printed, read_number
from kg.text.width import even

MAX_QUANTITIES = 100
"""No objective states more; behind that many the text stays a text."""
MAX_NOUN = 30
"""Characters on either side of a number that its noun may take: hostile text has no full stops."""

MAX_SENTENCE = 500
"""Characters on either side of a number that its sentence may take."""

_WIDE = re.compile(r"(?<=[0-9])[，．](?=[0-9])")
_BREAK = re.compile(r"[,、;。:!?()\"'“”‘’《》<>\[\]【】…·]")
_PAUSE = "、,"
_AND = re.compile(r"(?:以及|和|及|与)$")
_TOKEN = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")
_GLUED = re.compile(r"[A-Za-z0-9.,/]$")
_SPACED = re.compile(r"[0-9.,] [0-9.,]")
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_LEADING = re.compile(r"[\u4e00-\u9fff]*")
_TRAILING = re.compile(r"[\u4e00-\u9fff]*\Z")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity of a text with the words about it.

    `nouns` are what it may count: the noun behind the unit and the one before the number, those that are there.
    `said` are the pieces of the sentence that are said of it. `plain` is false where the number is no exact count of
    the goal's year (about so many, each month, so many more than last year): nothing is to be held against it.
    """

    number: Printed
    printed: str
    unit: str
    operator: str | None
    nouns: tuple[str, ...]
    said: tuple[str, ...]
    plain: bool
    source: Source
    sentence: Source

    @property
    def value(self) -> Decimal:
        """The number in its unit."""
        return self.number.value

    @property
    def precision(self) -> Decimal:
        """One unit of the last printed digit."""
        return self.number.precision(Decimal(1))


@dataclass(frozen=True)
class _Flat:
    """A text in half-width without the white space of its wrapping, which knows where each character came from."""

    text: str
    places: tuple[int, ...]
    printed: Located

    def source(self, begin: int, end: int) -> Source:
        """The place of its characters from `begin` to `end`."""
        return self.printed.source(self.places[begin], self.places[end - 1] + 1)

    def sentence(self, begin: int, end: int) -> Source:
        """The place of the sentence in which a number stands, its full stop with it."""
        low = max(self.text.rfind("。", 0, begin) + 1, begin - MAX_SENTENCE)
        stop = self.text.find("。", end, end + MAX_SENTENCE)
        return self.source(low, stop + 1 if stop >= 0 else min(len(self.text), end + MAX_SENTENCE))

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Where marks of punctuation part it; a point or comma within a number does not."""
        inside = {at for found in _TOKEN.finditer(self.text) for at in range(*found.span())}
        return tuple(found.start() for found in _BREAK.finditer(self.text) if found.start() not in inside)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with its unit: where number and unit begin and end, and what stands around them in its segment."""

    begin: int
    end: int
    unit: str
    before: str
    after: str
    opens: bool
    """whether it begins its segment, and only a comma parts it from the segment before"""
    shares: bool
    """whether what stands before it stands behind another number with a unit"""


def quantities(source: Source, year: int | None = None) -> list[Found]:
    """The quantities of a text in printed order; `year` is the year of which the text speaks, where known."""
    flat = _flat(source)
    years = {int(found) for found in _YEAR.findall(flat.text)}
    other_years = len(years) > 1 or (year is not None and bool(years - {year}))
    numbers: list[_Number] = []
    for number in _numbers(flat):
        numbers.append(number)
        if len(numbers) > MAX_QUANTITIES:
            return []
    found = (_found(flat, numbers, at, other_years) for at in range(len(numbers)))
    return [each for each in found if each is not None]


def _flat(source: Source) -> _Flat:
    """Blanks go, but for those between two digits: whether they part numbers is not known there."""
    printed = located(source.spans)
    text = even(_WIDE.sub("、", printed.text))
    kept: list[int] = []
    for at, char in enumerate(text):
        if not char.isspace() or (kept and text[kept[-1]].isdigit() and text[at + 1 : at + 2].isdigit()):
            kept.append(at)
    return _Flat("".join(" " if text[at].isspace() else text[at] for at in kept), tuple(kept), printed)


def _numbers(flat: _Flat) -> Iterator[_Number]:
    """Every number with a unit that counts."""
    words = quantity_words()
    low, breaks = 0, [*flat.breaks, len(flat.text)]
    for high in breaks:
        last, shares = low, False
        for found in _TOKEN.finditer(flat.text, low, high):
            unit, counts = _unit(words, flat.text, found.end(), high)
            end = found.end() + len(unit)
            opens = found.start() == low and low > 0 and flat.text[low - 1] in _PAUSE
            if counts:
                before, after = flat.text[last : found.start()], _until_number(flat.text, end, high)
                yield _Number(found.start(), end, unit, before[-MAX_NOUN:], after[:MAX_NOUN], opens, shares)
            last, shares = end, counts
        low = high + 1


def _unit(words: QuantityWords, text: str, at: int, end: int) -> tuple[str, bool]:
    """The unit at a place, of two the longer, and whether it counts something; empty where none is there."""
    counted, other = words.unit.match(text, at, end), words.uncounted.match(text, at, end)
    if counted is not None and (other is None or other.end() <= counted.end()):
        return counted.group(), True
    return other.group() if other else "", False


def _until_number(text: str, begin: int, end: int) -> str:
    found = _TOKEN.search(text, begin, end)
    return text[begin : found.start() if found else end]


def _found(flat: _Flat, numbers: Sequence[_Number], at: int, other_years: bool) -> Found | None:
    words, each = quantity_words(), numbers[at]
    printed = read_number(_TOKEN.match(flat.text, each.begin).group())  # type: ignore[union-attr]
    if printed is None:
        return None
    before, lead = _operator(words.before, each.before, from_end=True)
    behind, tail = _operator(words.behind, each.after, from_end=False)
    said = _said(numbers, at)
    exact = not (
        (before and behind and before != behind)
        or words.inexact_before.search(lead)
        or words.inexact_behind.match(tail)
        or _GLUED.search(lead)
        or _SPACED.search(flat.text[max(0, each.begin - 2) : each.begin + len(printed.text) + 2])
    )
    return Found(
        number=printed,
        printed=flat.source(each.begin, each.begin + len(printed.text)).text,
        unit=each.unit,
        operator=before or behind,
        nouns=_nouns(numbers, at, lead, tail),
        said=said,
        plain=exact and not other_years and not any(words.never.search(part) for part in said),
        source=flat.source(each.begin, each.end),
        sentence=flat.sentence(each.begin, each.end),
    )


def _operator(known: Mapping[str, re.Pattern[str]], text: str, from_end: bool) -> tuple[str | None, str]:
    """The operator at that end of a text, and the rest of the text."""
    for key, pattern in known.items():
        found = pattern.search(text) if from_end else pattern.match(text)
        if found:
            return key, text[: found.start()] if from_end else text[found.end() :]
    return None, text


def _said(numbers: Sequence[_Number], at: int) -> tuple[str, ...]:
    """What is said of a quantity: the words around it, and those before and behind the list that it stands in."""
    first, last, each = at, at, numbers[at]
    while first > 0 and _follows(numbers[first - 1], numbers[first]):
        first -= 1
    while last + 1 < len(numbers) and _follows(numbers[last], numbers[last + 1]):
        last += 1
    behind = numbers[last].after
    tail = behind[len(_noun_behind(behind)) :] if last > at else ""
    return tuple(dict.fromkeys(part for part in (numbers[first].before, each.before, each.after, tail) if part))


def _follows(one: _Number, two: _Number) -> bool:
    """Whether nothing stands between two quantities but the noun of the first and a comma or an `and`."""
    rest = _AND.sub("", one.after)
    bare = rest == _noun_behind(rest)
    return bare and ((two.opens and two.begin - one.end == len(one.after) + 1) or _joined(one, two))


def _joined(one: _Number, two: _Number) -> bool:
    return bool(_AND.search(one.after)) and two.before == one.after


def _nouns(numbers: Sequence[_Number], at: int, lead: str, tail: str) -> tuple[str, ...]:
    """What a number may count: the noun behind it, and the one before it.

    A noun between two numbers is of the first (`9座泵站14个水井`), but of the second where the first has one before it
    and the second none behind (`泵站9座水井14个`); where each has one, it is of neither.
    """
    behind, before = _noun_behind(tail), tuple(_nouns_before(lead))
    following = numbers[at + 1] if at + 1 < len(numbers) and numbers[at + 1].shares else None
    if following is not None and _told(before) and not numbers[at].shares and behind == following.before:
        behind = ""
    if numbers[at].shares:
        first = numbers[at - 1]
        shared = _noun_behind(first.after)
        own = not first.shares and _told(_nouns_before(first.before)) and not behind
        before = before if own or not shared else tuple(_nouns_before(lead[len(shared) :]))
    single = len(behind) == 0 and len(_run(tail)) == 1
    return () if single else tuple(dict.fromkeys(each for each in (behind, *before) if each))


def _told(nouns: Iterable[str]) -> bool:
    """Whether any of them is more than a verb."""
    return any(not quantity_words().actions.fullmatch(each) for each in nouns)


def _run(text: str) -> str:
    """The characters at the head of a text up to the first word that ends a noun."""
    run = _LEADING.match(text).group()  # type: ignore[union-attr]
    end = quantity_words().ends.search(run)
    return run[: end.start()] if end else run


def _noun_behind(text: str) -> str:
    """The noun at the head of a text."""
    noun = _run(text)
    return noun if _names(noun) else ""


def _nouns_before(text: str) -> Iterator[str]:
    """The noun at the end of a text, from the last word that begins one; also without the verb that it may hold."""
    words = quantity_words()
    run = _TRAILING.search(words.before_number.sub("", text)).group()  # type: ignore[union-attr]
    noun = run[max((found.end() for found in words.begins.finditer(run)), default=0) :]
    action = words.actions.match(noun)
    yield from (each for each in (noun, noun[action.end() :] if action else "") if _names(each))


def _names(noun: str) -> bool:
    """Whether it is a noun that tells one thing from another."""
    return len(noun) > 1 and noun not in quantity_words().generic and bool(_HANZI.fullmatch(noun))
