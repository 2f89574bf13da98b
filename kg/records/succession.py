"""Departments of different documents that may be predecessor and successor: candidates with evidence, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain, permutations

from kg.codes.regions import regions
from kg.records.prose_model import DepartmentProfile
from kg.records.region_names import generic_words, short_names
from kg.text.width import skeleton

SHARED_DUTIES = Decimal("0.5")
"""The least share of the shorter mandate's character pairs that must stand in the other."""
_KEPT = 5_000  # offices of one region at hand while each is compared with each


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


@dataclass(frozen=True, slots=True)
class Office:
    """What the search needs of a department: its names (the label first), year, region, and the text of its duties."""

    label: str
    year: int
    region: str
    names: tuple[str, ...]
    duties: str


def office_of(profile: DepartmentProfile) -> Office | None:
    """The department as the search sees it; none where its year or its region is not certain."""
    if profile.fiscal_year is None or profile.region is None:
        return None
    duties = skeleton("".join(duty.text for duty in profile.mandate))
    names = tuple(dict.fromkeys([profile.label, *profile.alternatives]))
    return Office(profile.label, profile.fiscal_year, profile.region, names, duties)


def succession_candidates(profiles: Iterable[DepartmentProfile]) -> tuple[Succession, ...]:
    """Pairs of departments of one region, of different years and labels, whose duties and names overlap."""
    return candidates_among(office for office in map(office_of, profiles) if office is not None)


def candidates_among(offices: Iterable[Office]) -> tuple[Succession, ...]:
    """The same among offices; those of different regions are never compared."""
    regional: dict[str, list[Office]] = {}
    for office in dict.fromkeys(offices):
        regional.setdefault(office.region, []).append(office)
    pairs = chain.from_iterable(permutations(each, 2) for each in regional.values())
    found = (_candidate(first, second) for first, second in pairs)
    return tuple(sorted({each for each in found if each is not None}, key=_order))


def _order(candidate: Succession) -> tuple[str, str, int, int]:
    return candidate.earlier, candidate.later, candidate.earlier_year, candidate.later_year


def _candidate(first: Office, second: Office) -> Succession | None:
    if first.year >= second.year or first.label == second.label:
        return None
    same = tuple(name for name in first.names if name in second.names)
    words = tuple(sorted(_core_pairs(first.names) & _core_pairs(second.names)))
    if not (same or words):
        return None
    duties = _shared(first.duties, second.duties)
    if duties < SHARED_DUTIES:
        return None
    return Succession(first.label, second.label, first.year, second.year, first.region, duties, same, words)


def _shared(one: str, other: str) -> Decimal:
    """The share of the shorter text's character pairs that the other holds too."""
    pairs = sorted((_pairs(one), _pairs(other)), key=len)
    if not pairs[0]:
        return Decimal(0)
    return (Decimal(len(pairs[0] & pairs[1])) / Decimal(len(pairs[0]))).quantize(Decimal("0.01"))


@lru_cache(maxsize=_KEPT)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@lru_cache(maxsize=_KEPT)
def _core_pairs(names: tuple[str, ...]) -> frozenset[str]:
    """The characters of the names that are neither the area nor words that every office bears."""
    return frozenset(char for name in names for char in _core(name))


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
