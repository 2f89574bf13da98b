"""Tests that only excuse a wrong sum, taken out of a query so that they are made for wrong sums alone.

A group that FILTER NOT EXISTS leaves out is left out as well when the filter is looked at after the grouping, as long
as it speaks of nothing but what the groups are made by: it then holds for all solutions of a group or for none. What it
speaks of must also be known where it stands, between its own braces, or it would mean something else outside of them.
Most sums agree, and such a test may cost more than the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.validate.query_text import Token, closed, tokens_of

_COSTLY = 3
"""So many tests for existence in one excuse make it worth while."""

Tokens = Sequence[Token]
Range = tuple[int, int]
"""the first token of a part of a query, and the one behind its last"""


def without_excuses(query: str) -> tuple[str, str]:
    """The query without its costly excuses, and the expression that is true for a group which is not excused.

    The expression is empty where the query has none. `query` has no sub-select, MINUS or VALUES.
    """
    head, grouped, keys = query.partition("\nGROUP BY ")
    if not grouped:
        return query, ""
    tokens = tokens_of(head)
    known = _variables(tokens_of(keys))
    filters = list(_filters(tokens))
    stated = _variables(_outside(tokens, filters))
    excuses = []
    for begin, end in filters:
        shared = _variables(tokens[begin:end]) & stated
        if _costly(tokens[begin:end]) and shared <= known and shared <= _known_at(tokens, begin, filters):
            excuses.append((begin, end))
    spans = [(tokens[begin].begin, tokens[end - 1].end) for begin, end in excuses]
    told = " && ".join(f"({head[begin:end].removeprefix('FILTER').strip()})" for begin, end in spans)
    for begin, end in reversed(spans):
        head = head[:begin] + head[end:]
    return head + grouped + keys, told


def _known_at(tokens: Tokens, at: int, filters: Sequence[Range]) -> set[str]:
    """The variables of the innermost group around a place, filters aside; `$this` is known everywhere."""
    opened: list[int] = []
    for index in range(at):
        if tokens[index].text == "{":
            opened.append(index)
        elif tokens[index].text == "}":
            opened.pop()
    begin = opened[-1]
    end = closed(tokens, begin)
    inside = [(first - begin, last - begin) for first, last in filters if begin < first < end]
    return {"this"} | _variables(_outside(tokens[begin:end], inside))


def _costly(tokens: Tokens) -> bool:
    words = [token.text for token in tokens if token.kind == "word"]
    return words.count("EXISTS") >= _COSTLY and "NOT" in words


def _variables(tokens: Iterable[Token]) -> set[str]:
    return {token.text[1:] for token in tokens if token.kind == "variable"}


def _outside(tokens: Tokens, parts: Sequence[Range]) -> Iterator[Token]:
    inside = {index for begin, end in parts for index in range(begin, end)}
    return (token for index, token in enumerate(tokens) if index not in inside)


def _filters(tokens: Tokens) -> Iterator[Range]:
    """Where the filters of the outer groups stand that test for existence; none in a query with UNION."""
    words = [token.text if token.kind == "word" else "" for token in tokens]
    if "UNION" in words:
        return
    at = words.index("WHERE")
    while at < len(tokens):
        if words[at] not in ("FILTER", "OPTIONAL", "BIND"):
            at += 1
            continue
        begin, at = at, closed(tokens, at)
        if words[begin] == "FILTER" and "EXISTS" in words[begin:at]:
            yield begin, at
