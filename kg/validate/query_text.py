"""The text of a query as tokens with their places, and where a bracket among them is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"""\s+|(?P<iri><[^<>\s]*>)|(?P<text>"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?)|(?P<variable>[?$]\w+)"""
    r"""|(?P<name>[\w-]*:[\w-]+(?:\.[\w-]+)*)|(?P<number>[+-]?\d+(?:\.\d+)?)|(?P<word>\w+)|(?P<mark>.)""",
    re.DOTALL,
)


class Token(NamedTuple):
    """One token: iri, text, variable, name (`bo:amount`), number, word or mark, and where it stands."""

    kind: str
    text: str
    begin: int = 0
    end: int = 0


def tokens_of(text: str) -> list[Token]:
    """The tokens of a query or a part of one, without the white space between them.

    >>> [(token.kind, token.text) for token in tokens_of('?x bo:amount "a b" .')]
    [('variable', '?x'), ('name', 'bo:amount'), ('text', '"a b"'), ('mark', '.')]
    """
    return [
        Token(found.lastgroup, found[0], *found.span())
        for found in _TOKEN.finditer(text)
        if found.lastgroup is not None
    ]


def closed(tokens: Sequence[Token], at: int) -> int:
    """Behind the token that closes the first bracket from a place on; raises ValueError where none does.

    >>> closed(tokens_of('FILTER NOT EXISTS { ?x bo:amount ?y . FILTER (?y > 0) } ?z'), 0)
    15
    """
    depth = 0
    for index in range(at, len(tokens)):
        if tokens[index].kind == "mark" and tokens[index].text in "{}()":
            depth += 1 if tokens[index].text in "{(" else -1
            if depth <= 0:
                return index + 1
    raise ValueError("a bracket of the query is not closed")
