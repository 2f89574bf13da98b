"""Braces of a constraint: what a filter or a BIND speaks of is bound between the same braces.

A filter sees nothing of what stands outside of its own group, so a variable that only the rest of the query binds
would be free in it: the test would ask about anything, and say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kg.validate.query_text import Token, closed, tokens_of
from kg.validate.rules import Rule, rules


@dataclass
class Group:
    optional: bool
    bound: set[str] = field(default_factory=lambda: {"this"})
    spoken_of: list[set[str]] = field(default_factory=list)


def variables(tokens: list[Token]) -> set[str]:
    return {token.text[1:] for token in tokens if token.kind == "variable"}


def free_in_filters(query: str) -> set[str]:
    """The variables that a filter or BIND speaks of, and that only other groups of the query bind."""
    tokens = tokens_of(query[query.index("WHERE") + len("WHERE") :])
    everywhere, found, stack = set[str](), list[tuple[set[str], set[str]]](), list[Group]()
    at = 0
    while at == 0 or stack:
        token = tokens[at]
        if token.text == "{":
            stack.append(Group(tokens[at - 1].text == "OPTIONAL" if at else False))
        elif token.text == "}":
            group = stack.pop()
            seen = group.bound | (stack[-1].bound if group.optional else set())
            found += [(spoken, seen) for spoken in group.spoken_of]
            if stack:
                stack[-1].bound |= group.bound
        elif token.text in ("FILTER", "BIND"):
            end = closed(tokens, at)
            stack[-1].spoken_of.append(variables(tokens[at:end]))
            if token.text == "BIND":
                stack[-1].bound.add(tokens[end - 2].text[1:])
                everywhere.add(tokens[end - 2].text[1:])
            at = end
            continue
        elif token.kind == "variable":
            stack[-1].bound.add(token.text[1:])
            everywhere.add(token.text[1:])
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
