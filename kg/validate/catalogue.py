"""The index of all rules as Markdown: code, name in both languages, severity, forms, families, where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.recognise.templates import templates
from kg.validate.rules import Rule, families, rules

_SOURCE = re.compile(r"Source: (?P<source>.+?)\.$")
_TABLE = re.compile(r"\brt:([a-z-]+)")
_TEMPLATE = re.compile(r"\btp:([a-z0-9-]+)")
_BEGIN = """# The rules of a complete and consistent budget disclosure

Standard SHACL: SHACL Core, and SHACL-SPARQL where sums and joins need it. Any engine that runs both gives the same
results on an exported graph. One file holds one family of rules; a rule is a named IRI with a stable code, a name, one
sentence that says what it demands, where it comes from and what it leaves out, a severity and a message, all in Chinese
and in English. A code that ends in `-R` tells a difference that rounding explains and is never more than an info.
A rule that a document gives nothing to compare is *not applicable* and says why.

The table is made by `kg rules` from the shapes; a test holds it to them. *Forms* are the statutory forms that a rule
reads, *families* those whose documents have at least one of them (blank: it reads none, so it holds for every family).
"""


def rule_catalogue(chosen: Sequence[Rule] | None = None) -> str:
    """The index of the rules, one table for each family of rules in the order of their codes."""
    return "\n".join([_BEGIN, *_tables(rules() if chosen is None else chosen)]) + "\n"


def _tables(chosen: Sequence[Rule]) -> Iterator[str]:
    for family in sorted({rule.family for rule in chosen}):
        words = families()[family]
        yield f"## {words['zh']} · {words['en']} (`{family}.ttl`)\n"
        yield "| code | 规则 | rule | severity | forms | families | source |\n|---|---|---|---|---|---|---|"
        yield from (_row(rule) for rule in chosen if rule.family == family)
        yield ""


def _row(rule: Rule) -> str:
    forms = sorted(set(_TABLE.findall(rule.select)))
    source = _SOURCE.search(rule.description["en"])
    cells = [
        rule.code, rule.name["zh"], rule.name["en"], rule.severity, ", ".join(forms), ", ".join(_families(rule, forms)),
        source["source"] if source else "",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _families(rule: Rule, forms: Sequence[str]) -> list[str]:
    """The families that a rule names, else those with a form that it reads."""
    named = sorted(set(_TEMPLATE.findall(rule.select)))
    return named or [each.key for each in templates() if set(forms) & set(each.forms)]
