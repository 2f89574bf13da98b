"""Which tokens of a ragged table are classification codes, though they look like amounts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from kg.recognise.stream import Token
from kg.text.numbers import read_number
from kg.text.width import skeleton

_SUB = re.compile(r"\d\d\Z")
_JOINED = re.compile(r"[1-9]\d{4}(?:\d\d)?\Z")
SHARED = 2
"""The characters at its beginning by which a printed name is known to be that of its code."""


def code_tokens(
    tokens: Sequence[Token], classes: Collection[str], names: Mapping[str, frozenset[str]], two_sided: bool
) -> frozenset[int]:
    """The tokens that make up codes.

    A code opens a line (in a table with two sides it may stand behind an amount), and its name follows it. The
    name has to be the code's where nothing else tells the code from an amount.
    """
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if at in found or not (token.first or two_sided):
            continue
        length = _code_length(tokens, at, classes, names)
        found.update(range(at, at + length))
    return frozenset(found)


def _code_length(
    tokens: Sequence[Token], at: int, classes: Collection[str], names: Mapping[str, frozenset[str]]
) -> int:
    """How many tokens the code that begins at a token takes, 0 where none does."""
    text = tokens[at].text
    if _JOINED.match(text) and text[:3] in classes:
        return 1 if _named(tokens, at + 1, text, names) else 0
    if text not in classes:
        return 0
    end, code = at + 1, text
    while end < min(at + 3, len(tokens)) and not tokens[end].first and _SUB.match(tokens[end].text):
        code += tokens[end].text
        end += 1
    zeros = any(token.text.startswith("0") for token in tokens[at + 1 : end])
    if zeros and end < len(tokens) and read_number(tokens[end].text) is None:
        return end - at
    return end - at if _named(tokens, end, code, names) else 0


def _named(tokens: Sequence[Token], at: int, code: str, names: Mapping[str, frozenset[str]]) -> bool:
    """Whether the words at a place begin as the name of a code does."""
    if at >= len(tokens):
        return False
    word = skeleton(tokens[at].text)
    return any(name[:SHARED] == word[:SHARED] for name in names.get(code, ()))
