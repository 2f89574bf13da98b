"""The published shapes: every rule says what it must in both languages, in SPARQL that engines answer alike."""

from __future__ import annotations

import re

import pytest

from kg.codes.small import small_lists
from kg.recognise.templates import templates
from kg.validate.rules import Rule, families, rules

SPARQL = [rule for rule in rules() if rule.constraint]


def test_there_are_rules_of_every_family() -> None:
    assert {rule.family for rule in rules()} == families().keys()
    assert len(rules()) > 100


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_is_in_both_languages(rule: Rule) -> None:
    for words in (rule.name, rule.description, rule.messages, rule.not_applicable):
        assert words.keys() == {"zh", "en"}
        assert all(text.strip() for text in words.values())
    assert rule.severity in ("violation", "warning", "info")
    assert not rule.shape.startswith("_")
    assert rule.shape.endswith(rule.code)


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in rules()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", SPARQL, ids=lambda rule: rule.code)
def test_a_constraint_keeps_to_the_portable_part_of_sparql(rule: Rule) -> None:
    assert rule.select.count("WHERE {") == 1
    assert len(re.findall(r"\bSELECT\b", rule.select)) == 1
    assert not re.search(r"(?<![\w:-])(MINUS|VALUES|SERVICE)(?![\w:-])", rule.select)
    for found in re.findall(r"BIND \((.*) AS", rule.select):
        assert len(re.findall(r" [-+*/] ", found)) <= 1


@pytest.mark.parametrize("rule", SPARQL, ids=lambda rule: rule.code)
def test_a_message_names_only_what_the_query_gives(rule: Rule) -> None:
    head = rule.select.split("WHERE {")[0]
    for text in rule.messages.values():
        for name in re.findall(r"\{\?(\w+)\}", text):
            assert re.search(rf"\?{name}\b", head), name


def test_a_rounding_rule_differs_from_its_error_only_in_what_having_asks() -> None:
    by_code = {rule.code: rule for rule in SPARQL}
    pairs = [(by_code[code.removesuffix("-R")], rule) for code, rule in by_code.items() if code.endswith("-R")]
    assert len(pairs) > 30
    for error, rounding in pairs:
        assert error.select.split("HAVING")[0] == rounding.select.split("HAVING")[0]
        assert (error.severity, rounding.severity) == ("violation", "info")


def test_the_forms_that_a_family_requires_are_those_it_is_recognised_by() -> None:
    required = {each.key: each.requires for each in small_lists()["template"].concepts if each.requires}
    assert required == {each.key: tuple(each.forms) for each in templates() if each.key in required}
