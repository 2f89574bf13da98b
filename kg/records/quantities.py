"""Quantities stated in a text of a goal (`维护路灯120盏`): number, unit, the thing counted, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.provenance import Source
from kg.records.quantity_nouns import noun_behind, nouns_of
from kg.records.quantity_numbers import TOKEN, CountedNumber, FlatText, counted_numbers, flat_text
from kg.records.quantity_words import quantity_words
from kg.text.numbers import Printed, read_number

MAX_QUANTITIES = 100
"""No objective states more; behind that many the text stays a text."""

_AND = re.compile(r"(?:以及|和|及|与)$")
_GLUED = re.compile(r"[A-Za-z0-9.,/]$")
_SPACED = re.compile(r"[0-9.,] [0-9.,]")
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


def quantities(source: Source, year: int | None = None) -> list[Found]:
    """The quantities of a text in printed order; `year` is the year of which the text speaks, where known."""
    flat = flat_text(source)
    years = {int(found) for found in _YEAR.findall(flat.text)}
    other_years = len(years) > 1 or (year is not None and bool(years - {year}))
    numbers: list[CountedNumber] = []
    for number in counted_numbers(flat):
        numbers.append(number)
        if len(numbers) > MAX_QUANTITIES:
            return []
    found = (_found(flat, numbers, at, other_years) for at in range(len(numbers)))
    return [each for each in found if each is not None]


def _found(flat: FlatText, numbers: Sequence[CountedNumber], at: int, other_years: bool) -> Found | None:
    words, each = quantity_words(), numbers[at]
    printed = read_number(TOKEN.match(flat.text, each.begin).group())  # type: ignore[union-attr]
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
        nouns=nouns_of(numbers, at, lead, tail),
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


def _said(numbers: Sequence[CountedNumber], at: int) -> tuple[str, ...]:
    """What is said of a quantity: the words around it, and those before and behind the list that it stands in."""
    first, last, each = at, at, numbers[at]
    while first > 0 and _follows(numbers[first - 1], numbers[first]):
        first -= 1
    while last + 1 < len(numbers) and _follows(numbers[last], numbers[last + 1]):
        last += 1
    behind = numbers[last].after
    tail = behind[len(noun_behind(behind)) :] if last > at else ""
    return tuple(dict.fromkeys(part for part in (numbers[first].before, each.before, each.after, tail) if part))


def _follows(one: CountedNumber, two: CountedNumber) -> bool:
    """Whether nothing stands between two quantities but the noun of the first and a comma or an `and`."""
    rest = _AND.sub("", one.after)
    bare = rest == noun_behind(rest)
    return bare and ((two.opens and two.begin - one.end == len(one.after) + 1) or _joined(one, two))


def _joined(one: CountedNumber, two: CountedNumber) -> bool:
    return bool(_AND.search(one.after)) and two.before == one.after
