"""Sample documents as files: one for each budget and flavour, named by what made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.samples.flavours import FLAVOURS
from kg.samples.random_budget import random_budget

YEARS = (2024, 2019)
"""The fiscal years whose families of forms the samples know."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample document, ready to be written."""

    file_name: str
    text: str


def samples(documents: int, seed: int, flavours: Sequence[str], years: Sequence[int] = YEARS) -> Iterator[Sample]:
    """So many budgets in each flavour, from consecutive seeds; every fourth is of the last year given.

    >>> [each.file_name for each in samples(1, 7, ["tabs"])]
    ['sample-0007-2024-tabs.txt']
    """
    for number in range(seed, seed + documents):
        year = years[-1] if (number - seed) % 4 == 3 else years[0]
        budget = random_budget(number, year)
        for flavour in flavours:
            yield Sample(f"sample-{number:04d}-{year}-{flavour}.txt", FLAVOURS[flavour](budget, 0))
