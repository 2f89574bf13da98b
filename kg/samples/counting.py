"""Quantities in the words of a goal, the first of them in an indicator too, which agrees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from kg.samples.material import material
from kg.samples.model import Counted, Goal


def counting(goal: Goal, random: Random) -> Goal:
    """The goal with none, one or two quantities at the end of its objective; its first indicator measures the first."""
    things = random.sample(material()["goals"]["counted"], random.choice([0, 1, 1, 2]))
    if not things:
        return goal
    numbers = [Decimal(random.randint(thing["least"], thing["most"])).scaleb(-thing["decimals"]) for thing in things]
    said = "、".join(thing["said"].format(number) for thing, number in zip(things, numbers, strict=True))
    first = replace(
        goal.indicators[0],
        name=things[0]["name"],
        value=random.choice(["{}{}", "={}{}", ">={}{}"]).format(numbers[0], things[0]["unit"]),
    )
    counted = tuple(Counted(number, thing["unit"]) for thing, number in zip(things, numbers, strict=True))
    return replace(
        goal,
        objective=f"{goal.objective}全年{said}。",
        indicators=(first, *goal.indicators[1:]),
        counted=(replace(counted[0], indicator=first.name), *counted[1:]),
    )
