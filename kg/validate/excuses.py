"""Tests that only excuse a wrong sum, taken out of a query so that they are made for wrong sums alone.

A group that FILTER NOT EXISTS leaves out is left out as well when the filter is looked at after the grouping, as long
as it speaks of nothing but what the groups are made by: it then holds for all solutions of a group or for none. What it
speaks of must also be known where it stands, between its own braces, or it would mean something else outside of them.
Most sums agree, and such a test may cost more than the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|\b(?:FILTER|OPTIONAL|UNION|BIND|EXISTS)\b|[{}()]')
_VARIABLE = re.compile(r"[?$](\w+)")
_NOT_EXISTS = re.compile(r"\bNOT EXISTS\b")
_COSTLY = 3
"""So many tests for existence in one excuse make it worth while."""


def without_excuses(query: str) -> tuple[str, str]:
    """The query without its costly excuses, and the expression that is true for a group which is not excused.

    The expression is empty where the query has none. `query` has no sub-select, MINUS or VALUES.
    """
    head, grouped, keys = query.partition("\nGROUP BY ")
    if not grouped:
        return query, ""
    known = set(_VARIABLE.findall(keys))
    filters = list(_filters(head, head.index("WHERE")))
    stated = set(_VARIABLE.findall(_without(head, filters)))
    excuses = []
    for begin, end in filters:
        shared = set(_VARIABLE.findall(head[begin:end])) & stated
        if _costly(head[begin:end]) and shared <= known and shared <= _known_at(head, begin, filters):
            excuses.append((begin, end))
    told = " && ".join(f"({head[begin:end].removeprefix('FILTER').strip()})" for begin, end in excuses)
    return _without(head, excuses) + grouped + keys, told


def _known_at(text: str, at: int, filters: list[tuple[int, int]]) -> set[str]:
    """The variables of the innermost group around a place, filters aside; `$this` is known everywhere."""
    opened: list[int] = []
    for found in _TOKEN.finditer(text, 0, at):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}":
            opened.pop()
    begin, end = opened[-1], _end(text, opened[-1])
    inside = [(first - begin, last - begin) for first, last in filters if begin < first < end]
    return {"this", *_VARIABLE.findall(_without(text[begin:end], inside))}


def _costly(text: str) -> bool:
    return text.count("EXISTS") >= _COSTLY and _NOT_EXISTS.search(text) is not None


def _without(text: str, parts: list[tuple[int, int]]) -> str:
    for begin, end in reversed(parts):
        text = text[:begin] + text[end:]
    return text


def _filters(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the filters of the outer groups stand that test for existence; none in a query with UNION."""
    if "UNION" in text:
        return
    while (found := _TOKEN.search(text, at)) is not None:
        at = found.end()
        if found[0] in ("FILTER", "OPTIONAL", "BIND"):
            at = _end(text, at)
            if found[0] == "FILTER" and "EXISTS" in text[found.start() : at]:
                yield found.start(), at


def _end(text: str, at: int) -> int:
    """Where the first bracket from a place on is closed."""
    depth = 0
    for found in _TOKEN.finditer(text, at):
        depth += (found[0] in "{(") - (found[0] in "})")
        if depth == 0 and found[0] in "})":
            return found.end()
    return len(text)
