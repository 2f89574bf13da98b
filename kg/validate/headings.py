"""The words that usually head a column of a statutory form, for readers; the graph holds only the key of a column."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def heading(form: str, column: str) -> str:
    """The first heading that the description of a form gives for a column; the key itself where there is none.

    >>> heading("general", "basic")
    '基本支出'
    """
    return _headings().get((form, column), column)


@cache
def _headings() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for file in sorted(files("kg.recognise").joinpath("forms").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            told = tomllib.loads(file.read_text("utf-8"))
            for layout in told.get("layouts", ()):
                for part in layout.get("parts", ()):
                    for column in part.get("columns", ()):
                        found.setdefault((told["key"], column["id"]), column["labels"][0])
    return found
