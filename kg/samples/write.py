"""Sample documents as files: one for each budget and flavour, named by what made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.samples.flavours import DOORS
from kg.samples.random_budget import random_budget

YEARS = (2024, 2019)
"""The fiscal years whose families of forms the samples know."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample document, ready to be written."""

    file_name: str
    data: bytes

    @property
    def text(self) -> str:
        """The document as text, where its flavour is one of text."""
        return self.data.decode()


def samples(documents: int, seed: int, flavours: Sequence[str], years: Sequence[int] = YEARS) -> Iterator[Sample]:
    """So many budgets in each flavour, from consecutive seeds; every fourth is of the last year given.

    >>> [each.file_name for each in samples(1, 7, ["tabs", "html"])]
    ['sample-0007-2024-tabs.txt', 'sample-0007-2024.html']
    """
    for number in range(seed, seed + documents):
        year = years[-1] if (number - seed) % 4 == 3 else years[0]
        budget = random_budget(number, year)
        for flavour in flavours:
            door = DOORS[flavour]
            yield Sample(f"sample-{number:04d}-{year}{door.ending}", door.write(budget))
