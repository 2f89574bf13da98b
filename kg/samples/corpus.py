"""Corpora as they are published: families of forms, departments over several years, mistakes at a known rate."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from random import Random

from kg.samples.flavours import DOORS
from kg.samples.history import history
from kg.samples.mistakes import KINDS, Mistake, spoilt
from kg.samples.model import Budget
from kg.samples.outline import Blocks
from kg.samples.tables import FAMILIES
from kg.samples.write import Sample

MIXED = "mixed"
"""The flavour that is another one for each document."""
_FIRST_YEARS = {"xinjiang-2019": 2018}
_LAST_YEARS = {"xinjiang-2019": 2019}
_FIRST_YEAR, _LAST_YEAR = 2024, 2030
"""Names of codes are those of the edition of the year; within these years it does not change."""
_SHARES = {"xinjiang-2024": 4, "xinjiang-2019": 1, "shanghai": 2, "jiangsu": 2, "university": 1}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a corpus holds.

    `documents` budgets of departments numbered from `seed` on, each over `years` years where its family has so many;
    `errors` is the share of budgets (0 to 1) that hold one mistake; each budget is printed in every one of `flavours`.
    """

    documents: int
    seed: int = 1
    flavours: tuple[str, ...] = ("tabs",)
    families: tuple[str, ...] = tuple(FAMILIES)
    years: int = 3
    errors: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a corpus, and the mistake that it holds."""

    sample: Sample
    budget: Budget
    mistake: Mistake | None

    def manifest(self) -> str:
        """The line of the manifest; only for a file with a mistake."""
        told = asdict(self.mistake) if self.mistake else {}
        return json.dumps({"document": self.sample.file_name, **told}, ensure_ascii=False)


def corpus(plan: Plan) -> Iterator[Written]:
    """The files of a corpus one by one; the same plan gives the same bytes, and memory holds one department."""
    wrong = 0
    for made, budget in enumerate(islice(_budgets(plan), plan.documents), start=1):
        blocks, mistake = None, None
        if int(made * plan.errors) > wrong:
            blocks, mistake = _spoilt(budget, wrong)
            wrong += 1
        yield from _files(plan, budget, blocks, mistake)


def _budgets(plan: Plan) -> Iterator[Budget]:
    number = plan.seed
    while True:
        random = Random(f"department {number}")
        family = random.choices(plan.families, [_SHARES[each] for each in plan.families])[0]
        yield from history(number, family, _years(plan, family))
        number += 1


def _years(plan: Plan, family: str) -> Sequence[int]:
    first, last = _FIRST_YEARS.get(family, _FIRST_YEAR), _LAST_YEARS.get(family, _LAST_YEAR)
    return range(first, min(first + plan.years, last + 1))


def _spoilt(budget: Budget, turn: int) -> tuple[Blocks | None, Mistake | None]:
    """The next kind of mistake in turn that the document has a place for."""
    kinds = list(KINDS)
    for more in range(len(kinds)):
        kind = kinds[(turn + more) % len(kinds)]
        found = spoilt(budget, kind, Random(f"mistake {kind} {budget.seed} {budget.year}"))
        if found is not None:
            return found
    return None, None


def _files(plan: Plan, budget: Budget, blocks: Blocks | None, mistake: Mistake | None) -> Iterator[Written]:
    random = Random(f"flavour {budget.seed} {budget.year}")
    chosen = [random.choice(list(DOORS))] if plan.flavours == (MIXED,) else plan.flavours
    for flavour in chosen:
        door = DOORS[flavour]
        name = f"{budget.template}-{budget.seed:05d}-{budget.year}{door.ending}"
        yield Written(Sample(name, door.write(budget, budget.seed, blocks)), budget, mistake)
