"""The number ledger: every run of digits of a document is claimed by a record, excused by a rule, or unclaimed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from kg.codes.lists import SCHEMES, code_list, editions
from kg.records.ledger_claims import claims, owners
from kg.records.ledger_flow import Flow, Occurrence, flow
from kg.records.ledger_model import CLAIMED, EXCUSED, UNCLAIMED, Entry, Ledger
from kg.records.ledger_rules import Rule, ledger_rules
from kg.records.model import Disclosure, Fact, Unplaced
from kg.tables.blocks import Document

_DIGITS = re.compile(r"[0-9]+")


def ledger(document: Document, disclosure: Disclosure) -> Ledger:
    """The account of a document and the records made from it."""
    whole = flow(document)
    owned = owners(whole, claims(disclosure))
    excused = _excuses(whole, _known_codes(disclosure))
    secret = {at for at, name in excused.items() if ledger_rules().is_secret(name)}
    entries = tuple(_entry(each, owned, excused, secret) for each in whole.occurrences())
    return Ledger(disclosure.file_name, disclosure.sha256, entries)


def _entry(occurrence: Occurrence, owned: Mapping[int, str], excused: Mapping[int, str], secret: set[int]) -> Entry:
    """A number kept secret is excused even where a record holds it; else a record comes before a rule."""
    digits = [occurrence.at + found for found in _digits_at(occurrence.text)]
    for at in digits:
        if at in secret:
            return Entry(occurrence, EXCUSED, excused[at])
    if all(at in owned for at in digits):
        return Entry(occurrence, CLAIMED, owned[digits[0]])
    if all(at in excused for at in digits):
        return Entry(occurrence, EXCUSED, excused[digits[0]])
    return Entry(occurrence, UNCLAIMED)


def _digits_at(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isdigit()]


def _excuses(whole: Flow, codes: frozenset[str]) -> dict[int, str]:
    """For each character that a rule excuses, the name of the first such rule."""
    excused: dict[int, str] = {}
    for rule in ledger_rules().rules:
        for begin, end in rule.matches(whole.text):
            if whole.piece_at(begin).kind in rule.where and _passes(rule, whole.text[begin:end], codes):
                for at in range(begin, end):
                    excused.setdefault(at, rule.name)
    return excused


def _passes(rule: Rule, text: str, codes: frozenset[str]) -> bool:
    return not rule.check or _CHECKS[rule.check](_DIGITS.findall(text), codes)


def _is_code(digits: Sequence[str], codes: frozenset[str]) -> bool:
    return "".join(digits) in codes


def _are_steps(digits: Sequence[str], _codes: frozenset[str]) -> bool:
    return [int(each) for each in digits] == list(range(1, len(digits) + 1))


_CHECKS: Mapping[str, Callable[[Sequence[str], frozenset[str]], bool]] = {"code": _is_code, "steps": _are_steps}


def _known_codes(disclosure: Disclosure) -> frozenset[str]:
    """Every listed code, and every code that the document's own rows carry, with those above it."""
    amounts: tuple[Fact | Unplaced, ...] = (*disclosure.facts, *disclosure.unplaced)
    own = {
        code[:length]
        for amount in amounts
        for code in (amount.row.function, amount.row.economic)
        for length in (3, 5, 7)
        if len(code) >= length
    }
    return _listed_codes() | own


@cache
def _listed_codes() -> frozenset[str]:
    return frozenset(
        code.notation for scheme in SCHEMES for edition in editions(scheme) for code in code_list(scheme, edition)
    )
