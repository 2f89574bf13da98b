"""Departments of different documents that may be predecessor and successor: candidates with evidence, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from kg.codes.regions import regions
from kg.records.prose_model import DepartmentProfile
from kg.records.region_names import generic_words, short_names
from kg.text.width import skeleton

SHARED_DUTIES = Decimal("0.5")
"""The least share of the shorter mandate's character pairs that must stand in the other."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One candidate: the earlier and the later department, and what speaks for it."""

    earlier: str
    later: str
    earlier_year: int
    later_year: int
    region: str
    shared_duties: Decimal
    same_names: tuple[str, ...]
    shared_words: tuple[str, ...]

    @property
    def evidence(self) -> str:
        """The evidence in one sentence."""
        names = f"both are called {'、'.join(self.same_names)}" if self.same_names else ""
        words = f"their names share {'、'.join(self.shared_words)}" if self.shared_words else ""
        told = " and ".join(each for each in (names, words) if each)
        share = int(self.shared_duties * 100)
        return f"same region {self.region}; {share}% of the shorter mandate stands in the other; {told}"


def succession_candidates(profiles: Sequence[DepartmentProfile]) -> tuple[Succession, ...]:
    """Pairs of departments of one region, of different years and labels, whose duties and names overlap."""
    found = (_candidate(first, second) for first, second in permutations(profiles, 2))
    return tuple(sorted({each for each in found if each is not None}, key=lambda each: (each.earlier, each.later)))


def _candidate(first: DepartmentProfile, second: DepartmentProfile) -> Succession | None:
    region = first.region
    if first.fiscal_year is None or second.fiscal_year is None or region is None or region != second.region:
        return None
    if first.fiscal_year >= second.fiscal_year or first.label == second.label:
        return None
    duties = _shared(_text(first), _text(second))
    same = tuple(name for name in _all_names(first) if name in _all_names(second))
    words = tuple(sorted(_core_pairs(first) & _core_pairs(second)))
    if duties < SHARED_DUTIES or not (same or words):
        return None
    return Succession(first.label, second.label, first.fiscal_year, second.fiscal_year, region, duties, same, words)


def _text(profile: DepartmentProfile) -> str:
    return skeleton("".join(duty.text for duty in profile.mandate))


def _shared(one: str, other: str) -> Decimal:
    """The share of the shorter text's character pairs that the other holds too."""
    pairs = sorted((_pairs(one), _pairs(other)), key=len)
    if not pairs[0]:
        return Decimal(0)
    return (Decimal(len(pairs[0] & pairs[1])) / Decimal(len(pairs[0]))).quantize(Decimal("0.01"))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _all_names(profile: DepartmentProfile) -> tuple[str, ...]:
    return tuple(dict.fromkeys([profile.label, *profile.alternatives]))


def _core_pairs(profile: DepartmentProfile) -> set[str]:
    """The characters of the names that are neither the area nor words that every office bears."""
    return {char for name in _all_names(profile) for char in _core(name)}


def _core(name: str) -> str:
    bare = skeleton(name)
    for area in _areas(bare):
        bare = bare.removeprefix(area)
    for word in generic_words():
        bare = bare.replace(word, "")
    return bare


def _areas(name: str) -> Iterator[str]:
    known: Iterable[str] = [*(region.name for region in regions().values()), *short_names()]
    yield from sorted((area for area in known if name.startswith(area)), key=len, reverse=True)
