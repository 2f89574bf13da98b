"""Which indicator of a goal sets a target for what the goal's objective counts, where one and only one does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.recognise.goal_words import goal_words
from kg.records.goal_model import Goal, Indicator, Quantity
from kg.records.quantities import Found, quantities
from kg.records.quantity_words import quantity_words
from kg.text.width import squeeze

MAX_NAME = 60
"""Characters of the name of an indicator; a longer one is a sentence."""
MAX_PARTS = 10
"""Quantities of one unit among which parts of a whole are sought."""

_ASIDE = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")


def with_quantities(goal: Goal) -> Goal:
    """The goal with the exact quantities of its objective, each tied to the indicator that speaks of the same things.

    An indicator speaks of them where its unit is theirs, its name holds their noun and is made of words of their
    sentence alone, and neither another quantity nor another indicator could be meant. An indicator whose own name
    ends with a quantity in the unit of its target has that as its own.
    """
    year = goal.fiscal_year
    named = [_Named.of(each) for each in goal.indicators]
    found = quantities(goal.objective.source, year) if goal.objective else []
    return replace(
        goal,
        quantities=tuple(_quantity(each, *_measured(each, found, named)) for each in found if each.plain),
        indicators=tuple(
            replace(indicator, quantity=_own(indicator, words, at, year))
            for at, (indicator, words) in enumerate(zip(goal.indicators, named, strict=True))
        ),
    )


def _own(indicator: Indicator, words: _Named, at: int, year: int | None) -> Quantity | None:
    """The one quantity at the end of an indicator's name: what the indicator counts, so many of them."""
    if indicator.label is None or words.number is None:
        return None
    found = quantities(indicator.label.source, year)
    if len(found) != 1 or not found[0].plain or not quantity_words().same_unit(found[0].unit, words.unit):
        return None
    ends = words.name.endswith(f"{found[0].number.text}{found[0].unit}")
    return _quantity(found[0], "", at) if ends else None


@dataclass(frozen=True, slots=True)
class _Named:
    """What an indicator measures: its name without the unit beside it, its unit, and its target.

    `number` is None where the target is not one number; `words` is the target as printed.
    """

    name: str
    unit: str | None
    number: Decimal | None
    words: str

    @staticmethod
    def of(indicator: Indicator) -> _Named:
        """What an indicator counts, by its name and its target."""
        label = squeeze(indicator.label.text) if indicator.label else ""
        units = [aside for aside in _ASIDE.findall(label) if aside in goal_words().units]
        for unit in units:
            label = label.replace(f"({unit})", "")
        unit = indicator.target_unit or (units[0] if len(units) == 1 else None)
        return _Named(label, unit, indicator.target_value, squeeze(indicator.target_text))

    def may_mean(self, noun: str, unit: str) -> bool:
        """Whether it could be meant by a quantity of that noun: its name holds it, and its target is in that unit."""
        if noun not in self.name:
            return False
        return unit in self.words if self.number is None else quantity_words().same_unit(unit, self.unit)


def _quantity(found: Found, noun: str, indicator: int | None) -> Quantity:
    return Quantity(
        value=found.value,
        precision=found.precision,
        printed=found.printed,
        unit=found.unit,
        noun=noun or (found.nouns[0] if found.nouns else ""),
        operator=found.operator,
        source=found.source,
        sentence=found.sentence,
        indicator=indicator,
    )


def _measured(found: Found, among: Sequence[Found], named: Sequence[_Named]) -> tuple[str, int | None]:
    """The noun and the place of the one indicator that speaks of a quantity."""
    others = [each for each in among if each is not found]
    for noun in found.nouns:
        meant = [at for at, each in enumerate(named) if each.may_mean(noun, found.unit)]
        if len(meant) != 1 or not _speaks_of(named[meant[0]], found):
            continue
        indicator = named[meant[0]]
        if not any(_may_be_meant(each, noun, indicator) for each in others):
            return ("", None) if _explained(found, others, indicator, named) else (noun, meant[0])
    return "", None


def _may_be_meant(other: Found, noun: str, indicator: _Named) -> bool:
    """Whether an indicator could as well speak of another quantity of the same unit."""
    return quantity_words().same_unit(other.unit, indicator.unit) and any(
        each in indicator.name or each in noun or noun in each for each in other.nouns
    )


def _explained(found: Found, others: Sequence[Found], indicator: _Named, named: Sequence[_Named]) -> bool:
    """Whether the numbers differ and another reading explains it.

    The indicator has the number of another quantity, all of several quantities together, so many times as another
    quantity says; or several indicators together have what the objective says.
    """
    target, value = indicator.number, found.value
    if target is None or target == value:
        return False
    same = quantity_words().same_unit
    stated = [each.value for each in others if same(each.unit, found.unit)]
    sought = [each.number for each in named if each is not indicator and same(found.unit, each.unit)]
    return (
        target in stated
        or _adds_up(target, value, stated)
        or _adds_up(value, target, [each for each in sought if each is not None])
        or any(target == value * each.value or value == target * each.value for each in others)
    )


def _adds_up(whole: Decimal, part: Decimal, others: Sequence[Decimal]) -> bool:
    """Whether a part and some of the others make the whole; of very many some will."""
    if len(others) > MAX_PARTS:
        return True
    sums = {part}
    for each in others:
        sums |= {known + each for known in sums}
    return whole in sums - {part}


def _speaks_of(indicator: _Named, found: Found) -> bool:
    """Whether it is a number whose name says nothing that the sentence does not say of the quantity, and all of it."""
    if indicator.number is None or len(indicator.name) > MAX_NAME:
        return False
    alike = all(word in indicator.name for word in quantity_words().alike if any(word in part for part in found.said))
    return alike and _made_of(_MARK.sub("", indicator.name), found.said)


def _made_of(name: str, said: Sequence[str]) -> bool:
    """Whether a name can be put together from neutral words and pieces of two or more characters of what is said."""
    reached = [True] + [False] * len(name)
    for at in range(len(name)):
        if not reached[at]:
            continue
        for word in quantity_words().neutral:
            if name.startswith(word, at):
                reached[at + len(word)] = True
        for end in range(at + 2, len(name) + 1):
            if not any(name[at:end] in part for part in said):
                break
            reached[end] = True
    return reached[len(name)]
