"""What invented budgets are made of, loaded from `material.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.codes.lists import code_list, edition_for
from kg.errors import Defect

_FILE = Path(__file__).parent / "material.toml"


@cache
def material() -> Mapping[str, Any]:
    """The whole file, as TOML gives it."""
    with _FILE.open("rb") as handle:
        return tomllib.load(handle)


def listed(codes: Sequence[str], year: int) -> list[str]:
    """Those of the function codes that the edition of a year knows."""
    known = code_list("function", edition_for("function", year))
    return [code for code in codes if known.get(code)]


def name_of(scheme: str, code: str, year: int) -> str:
    """The official name of a code in the edition of a year. Raises Defect where the edition does not list it."""
    entry = code_list(scheme, edition_for(scheme, year)).get(code)
    if entry is None:
        raise Defect(f"{scheme} {code} is in no edition for {year}")
    return entry.name


def classes(year: int) -> list[str]:
    """The 类 of the function classification of a year."""
    known = code_list("function", edition_for("function", year))
    return sorted(code.notation for code in known if len(code.notation) == 3)
