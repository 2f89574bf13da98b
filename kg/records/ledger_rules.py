"""The rules that excuse a number from being recorded, loaded from `ledger_rules.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import Defect

_FILE = Path(__file__).parent / "ledger_rules.toml"
_GROUPS = ("n", "n2", "n3")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `where` are the kinds of region it holds in, `check` a further test of the digits or ""."""

    name: str
    text: str
    where: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    check: str = ""
    secret: bool = False

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the digits that the rule excuses begin and end."""
        for pattern in self.patterns:
            for found in pattern.finditer(text):
                for group in _GROUPS:
                    if group in pattern.groupindex and found[group] is not None:
                        yield found.span(group)


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule in the order in which they are tried, and how headings of the prose begin."""

    heading: re.Pattern[str]
    rules: tuple[Rule, ...]

    def is_secret(self, name: str) -> bool:
        """Whether a rule keeps the digits themselves out of every output."""
        return any(rule.secret for rule in self.rules if rule.name == name)


@cache
def ledger_rules() -> Rules:
    """The rules of the project."""
    raw = tomllib.loads(_FILE.read_text("utf-8"))
    rules = tuple(
        Rule(
            name=each["name"],
            text=each["text"],
            where=frozenset(each["where"]),
            patterns=tuple(re.compile(pattern, re.MULTILINE) for pattern in each["patterns"]),
            check=each.get("check", ""),
            secret=each.get("secret", False),
        )
        for each in raw["rule"]
    )
    for rule in rules:
        if any("n" not in pattern.groupindex for pattern in rule.patterns):
            raise Defect(f"a pattern of the ledger rule {rule.name!r} has no group n")
    return Rules(re.compile(raw["heading"]), rules)
