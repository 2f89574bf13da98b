"""The administrative area in a department's name: candidates from the official list and known short names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.codes.regions import Region, regions

_FILE = Path(__file__).parent / "regions.toml"


def region_candidates(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Areas (code, official name) that the first name opening with one can mean; several where the name is shared.

    A smaller area that follows at once, and lies in the first, is meant (`上海市普陀区…`).

    >>> region_candidates(["昌吉州某办"])
    (('652300', '昌吉回族自治州'),)
    """
    for name in names:
        found = _opening(name)
        if found:
            return tuple((region.notation, region.name) for region in found)
    return ()


def _opening(name: str) -> list[Region]:
    length, found = _longest(name, None)
    while found:
        deeper, below = _longest(name[length:], found)
        if not below:
            break
        length, found = length + deeper, below
    return found


def _longest(text: str, within: list[Region] | None) -> tuple[int, list[Region]]:
    for length in range(min(len(text), _longest_name()), 1, -1):
        fitting = [region for region in _by_name().get(text[:length], []) if within is None or _lies_in(region, within)]
        if fitting:
            return length, fitting
    return 0, []


def _lies_in(region: Region, areas: list[Region]) -> bool:
    codes = {area.notation for area in areas}
    parent = region.parent
    while parent:
        if parent in codes:
            return True
        above = regions().get(parent)
        parent = above.parent if above else None
    return False


@cache
def short_names() -> dict[str, str]:
    """Known short names with the code of the area."""
    names: dict[str, str] = tomllib.loads(_FILE.read_text("utf-8"))["short_names"]
    return names


@cache
def generic_words() -> tuple[str, ...]:
    """Words of names that do not tell departments apart, the longest first."""
    words: list[str] = tomllib.loads(_FILE.read_text("utf-8"))["generic"]["words"]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _by_name() -> dict[str, list[Region]]:
    names: dict[str, list[Region]] = {}
    for region in regions().values():
        names.setdefault(region.name, []).append(region)
    for short, code in short_names().items():
        names.setdefault(short, []).append(regions()[code])
    return names


@cache
def _longest_name() -> int:
    return max(map(len, _by_name()))
