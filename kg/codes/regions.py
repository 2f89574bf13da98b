"""Administrative regions of China down to county level, by statistical code.

Source: National Bureau of Statistics, codes as of 2023-06-30, as collected in `ontology/sources/regions.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.datafolders import data_folder

AS_OF = "2023-06-30"
LEVELS = ("省级", "地级", "县级")


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative area."""

    notation: str
    name: str
    level: str
    parent: str | None


@cache
def regions() -> Mapping[str, Region]:
    """Every region by its six-digit code, in the order of the codes."""
    path = data_folder("ontology") / "sources" / "regions.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [_region(row) for row in csv.DictReader(handle)]
    return {region.notation: region for region in sorted(rows, key=lambda region: region.notation)}


def _region(row: dict[str, str]) -> Region:
    return Region(row["code"], row["name"], row["level"], row["parent"] or None)
