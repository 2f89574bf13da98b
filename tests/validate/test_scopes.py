"""Braces of a constraint: what a filter or a BIND speaks of is bound between the same braces.

A filter sees nothing of what stands outside of its own group, so a variable that only the rest of the query binds
would be free in it: the test would ask about anything, and say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from kg.validate.rules import Rule, rules

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|[?$]\w+|\w+|\S')


@dataclass
class Group:
    optional: bool
    bound: set[str] = field(default_factory=lambda: {"this"})
    spoken_of: list[set[str]] = field(default_factory=list)


def where(query: str) -> list[str]:
    tokens = _TOKEN.findall(query)
    return tokens[tokens.index("WHERE") + 1 :]


def variables(tokens: list[str]) -> set[str]:
    return {token[1:] for token in tokens if token[0] in "?$"}


def closed(tokens: list[str], at: int) -> int:
    """Where the first bracket from a place on is closed."""
    depth = 0
    while True:
        depth += (tokens[at] in "({") - (tokens[at] in ")}")
        if depth == 0 and tokens[at] in ")}":
            return at + 1
        at += 1


def free_in_filters(query: str) -> set[str]:
    """The variables that a filter or BIND speaks of, and that only other groups of the query bind."""
    tokens, everywhere, found = where(query), set[str](), list[tuple[set[str], set[str]]]()
    stack: list[Group] = []
    at = 0
    while at == 0 or stack:
        token = tokens[at]
        if token == "{":
            stack.append(Group(tokens[at - 1] == "OPTIONAL" if at else False))
        elif token == "}":
            group = stack.pop()
            seen = group.bound | (stack[-1].bound if group.optional else set())
            found += [(spoken, seen) for spoken in group.spoken_of]
            if stack:
                stack[-1].bound |= group.bound
        elif token in ("FILTER", "BIND"):
            end = closed(tokens, at)
            inside = variables(tokens[at:end])
            if token == "BIND":
                stack[-1].bound.add(tokens[end - 2][1:])
                everywhere.add(tokens[end - 2][1:])
            stack[-1].spoken_of.append(inside)
            at = end
            continue
        elif token[0] in "?$":
            stack[-1].bound.add(token[1:])
            everywhere.add(token[1:])
        at += 1
    return {name for spoken, seen in found for name in spoken - seen if name in everywhere}


@pytest.mark.parametrize(
    ("query", "free"),
    [
        ("SELECT ?x WHERE { ?f <p> ?g . { ?x <q> ?y . FILTER EXISTS { ?x <r> ?g . } } }", {"g"}),
        ("SELECT ?x WHERE { ?f <p> ?g . { ?x <q> ?y . } FILTER EXISTS { ?x <r> ?g . } }", set()),
        ("SELECT ?x WHERE { ?f <p> ?g . OPTIONAL { ?x <q> ?y . FILTER (?g != ?y) } }", set()),
        ("SELECT ?x WHERE { ?f <p> ?g . { ?x <q> ?y . BIND (?g + ?y AS ?z) } }", {"g"}),
        ("SELECT ?x WHERE { ?x <q> ?y . FILTER NOT EXISTS { ?x <r> ?own . } }", set()),
        ("SELECT ?x WHERE { ?x <q> $this . { ?z <q> ?w FILTER EXISTS { ?z <r> $this . } } }", set()),
    ],
)
def test_a_variable_that_only_other_braces_bind_is_told(query: str, free: set[str]) -> None:
    assert free_in_filters(query) == free


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.constraint], ids=lambda rule: rule.code)
def test_filters_speak_of_what_their_own_braces_bind(rule: Rule) -> None:
    assert free_in_filters(rule.select) == set()
    if rule.applies:
        assert free_in_filters(rule.applies) == set()
