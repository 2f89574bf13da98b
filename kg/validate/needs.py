"""What a graph must hold for a constraint to find anything: a query whose needs are not met need not be asked.

Only what every solution must match is taken: triple patterns outside OPTIONAL, FILTER, BIND and UNION. A query that
is written in a way not foreseen here has no needs, and is always asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.validate.query_text import Token, closed, tokens_of

_PREFIX = re.compile(r"^PREFIX (?P<name>[\w-]*:) <(?P<iri>[^>]*)>\s*$", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\s*(?=\{)")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKIPPED = frozenset({"FILTER", "BIND", "OPTIONAL"})
_DOT = Token("mark", ".")

Need = tuple[str, str]
"""A property that some statement must have, and what it must lead to (empty: anything)."""
Star = tuple[Need, ...]
"""What one and the same node must have."""


class _Unforeseen(Exception):
    """The query is written in a way that is not read here."""


def needs(query: str) -> tuple[Star, ...]:
    """The statements without which a query has no solution, node by node.

    >>> needs('SELECT ?x WHERE { ?x <urn:c> <urn:d> ; <urn:p>/<urn:q> ?y . OPTIONAL { ?x <urn:r> ?z } }')
    ((('urn:c', 'urn:d'), ('urn:p', '')), (('urn:q', ''),))
    """
    where = _WHERE.search(query)
    if where is None:
        return ()
    prefixes = {found["name"]: found["iri"] for found in _PREFIX.finditer(query)}
    try:
        tokens = tokens_of(query[where.end() :])
        if any(token.kind == "mark" and token.text == "#" for token in tokens):
            return ()
        end = _end(tokens, 0)
        stars: dict[str, dict[Need, None]] = {}
        for node, need in _patterns(list(_mandatory(tokens[1:end])), prefixes):
            stars.setdefault(node, {})[need] = None
        return tuple(tuple(star) for star in stars.values())
    except _Unforeseen:
        return ()


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where the bracket that opens at `start` is closed."""
    try:
        return closed(tokens, start) - 1
    except ValueError:
        raise _Unforeseen from None


def _mandatory(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of the patterns that every solution matches; a dot for whatever else stood between them."""
    at = 0
    while at < len(tokens):
        kind, text = tokens[at].kind, tokens[at].text
        if kind == "word" and text in _SKIPPED:
            at = _end(tokens, at) + 1
            yield _DOT
        elif kind == "word" and text not in ("a", "true", "false"):
            raise _Unforeseen
        else:
            yield _DOT if text in ("{", "}") and kind == "mark" else tokens[at]
            at += 1


def _patterns(tokens: Sequence[Token], prefixes: dict[str, str]) -> Iterator[tuple[str, Need]]:
    """The needs of triple patterns: subject, then path and object, again after a semicolon, until a dot."""
    statement: list[Token] = []
    for token in [*tokens, _DOT]:
        if not _is_mark(token, "."):
            statement.append(token)
        elif statement:
            yield from _statement(statement[0].text, statement[1:], prefixes)
            statement = []


def _statement(node: str, tokens: Sequence[Token], prefixes: dict[str, str]) -> Iterator[tuple[str, Need]]:
    part: list[Token] = []
    for token in [*tokens, Token("mark", ";")]:
        if _is_mark(token, ","):
            raise _Unforeseen
        if not _is_mark(token, ";"):
            part.append(token)
        elif part:
            yield from _part(node, part, prefixes)
            part = []


def _part(node: str, tokens: Sequence[Token], prefixes: dict[str, str]) -> Iterator[tuple[str, Need]]:
    """The needs of one path and its object; a path with choices or repetition needs nothing for certain."""
    *path, value = tokens
    if not path:
        raise _Unforeseen
    steps, marks = path[::2], path[1::2]
    if any(step.kind == "variable" for step in path) or not all(_is_mark(mark, "/") for mark in marks):
        return
    iris = [_iri(step, prefixes) for step in steps]
    if not all(iris):
        return
    for at, iri in enumerate(iris):
        # the nodes that a path only passes through have no name: each is a star of its own
        passed = node if at == 0 else f"{node} {' '.join(iris[:at])} {value.text}"
        yield passed, (iri, _iri(value, prefixes) if at == len(iris) - 1 else "")


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    """The IRI of a term; empty where it is none."""
    kind, text = token.kind, token.text
    if kind == "iri":
        return text[1:-1]
    if kind == "name":
        prefix, _, local = text.partition(":")
        if f"{prefix}:" not in prefixes:
            raise _Unforeseen
        return prefixes[f"{prefix}:"] + local
    return _TYPE if (kind, text) == ("word", "a") else ""


def _is_mark(token: Token, text: str) -> bool:
    return token.kind == "mark" and token.text == text
