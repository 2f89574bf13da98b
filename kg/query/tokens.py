"""The parts of a SPARQL text in which a word is no word of the language: strings, IRIs, comments, names."""

from __future__ import annotations

import re

QUIET = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n\r]*"
)
"""Strings, IRIs and comments, as one alternation for re.DOTALL: the first that begins wins, as in a lexer."""

_UNSPOKEN = re.compile(rf"{QUIET}|[?$]\w+|[\w.-]*:[\w.:%-]*", re.DOTALL)


def spoken(query: str) -> str:
    """The query without strings, IRIs, comments, variables and prefixed names: only its keywords and signs are left.

    >>> spoken('SELECT ?service { ?s ex:service "SERVICE" } # SERVICE').split()
    ['SELECT', '{', '}']
    """
    return _UNSPOKEN.sub(" ", query)
