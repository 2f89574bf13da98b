"""Which tokens of a ragged table are classification codes: known before any number is read, for a code is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from kg.recognise.ruled import TOTALS
from kg.recognise.stream import Token
from kg.text.width import skeleton

_CLASS = re.compile(r"[1-9]\d\d\Z")
_JOINED = re.compile(r"[1-9]\d{4}(?:\d\d)?\Z")
_SUB = re.compile(r"\d\d\Z")
_WORD = re.compile(r"[^\d.,+\-%]")
_CLOSING = TOTALS | {"小计", "本年支出合计", "本年支出小计"}
NAME_PIECES = 8
SHARED = 2
"""The characters at its beginning by which a printed name is known to be that of its code."""


def code_tokens(
    tokens: Sequence[Token], classes: Collection[str], names: Mapping[str, frozenset[str]]
) -> frozenset[int]:
    """The places of tokens that are codes or parts of codes.

    A code is a class with what stands below it, and a name follows. The name has to begin as the code's does where
    nothing else tells the code from an amount: `203` before another name may be the amount that ends a row.
    """
    found: set[int] = set()
    at = 0
    while at < len(tokens):
        length = _length(tokens, at, classes)
        if length and _is_code(tokens, at, length, names):
            found.update(range(at, at + length))
        at += max(length, 1)
    return frozenset(found)


def without_intruders(
    tokens: Sequence[Token], classes: Collection[str], names: Mapping[str, frozenset[str]]
) -> list[Token]:
    """The tokens without page numbers between a code and its name: `201 03`, alone `42`, then the name of 20103."""
    kept: list[Token] = []
    code = ""
    for at, token in enumerate(tokens):
        if code and token.alone and _SUB.match(token.text):
            text = skeleton("".join(each.text for each in tokens[at + 1 : at + 1 + NAME_PIECES]))
            longer = any(text.startswith(name) for name in names.get(code + token.text, ()))
            if not longer and any(text.startswith(name) for name in names.get(code, ())):
                continue
        kept.append(token)
        if token.text in classes:
            code = token.text
        else:
            code = code + token.text if code and len(code) < 7 and _SUB.match(token.text) else ""
    return kept


def _length(tokens: Sequence[Token], at: int, classes: Collection[str]) -> int:
    """How many tokens from `at` look like one code; 0 for none."""
    text = tokens[at].text
    if text[:3] not in classes:
        return 0
    if _JOINED.match(text):
        return 1
    if not _CLASS.match(text):
        return 0
    length = 1
    while length < 3 and at + length < len(tokens) and _SUB.match(tokens[at + length].text):
        length += 1
    return length


def _is_code(tokens: Sequence[Token], at: int, length: int, names: Mapping[str, frozenset[str]]) -> bool:
    if at + length >= len(tokens) or not _WORD.search(tokens[at + length].text):
        return False
    parts = [token.text for token in tokens[at : at + length]]
    word = skeleton("".join(token.text for token in tokens[at + length : at + length + SHARED]))
    if any(name[:SHARED] == word[:SHARED] for name in names.get("".join(parts), ())):
        return True
    opens_row = tokens[at].first and skeleton(tokens[at + length].text) not in _CLOSING
    return opens_row or any(part.startswith("0") for part in parts)
