"""Bare tokens below the head of a goal table put together to what they are: levels, targets, numbers, known words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.recognise.goal_columns import is_weight
from kg.recognise.goal_targets import Target, read_target
from kg.recognise.goal_words import goal_words
from kg.recognise.stream import Token

MAX_TOKENS = 12
"""The most pieces that one name or number is wrapped into."""
MAX_LENGTH = 60
"""No name, number or repeated basis of a table is longer."""
MAX_BETWEEN = 8
"""The most tokens of other cells between two pieces of one wrapped cell."""
TEXT, NUMBER, TARGET, LEVEL, REST = "text", "number", "target", "level", "rest"
WORDS = ("basis", "scoring", "evidence")


@dataclass(frozen=True, slots=True)
class Atom:
    """Tokens `begin` to `end` that belong together; `part` names the kind of the word whose second piece a rest is."""

    kind: str
    begin: int
    end: int
    text: str
    part: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is a bare number that may be a weight."""
        return self.kind == NUMBER and is_weight(self.text)


def atoms(tokens: Sequence[Token], known_basis: frozenset[str] = frozenset()) -> list[Atom]:
    """The atoms of a run of tokens in order; `known_basis` are further words of the column of bases."""
    found: list[Atom] = []
    at = 0
    while at < len(tokens):
        atom = _atom(tokens, at, known_basis)
        found.append(atom)
        at = atom.end
    return _split_words(found)


def _atom(tokens: Sequence[Token], at: int, known_basis: frozenset[str]) -> Atom:
    candidates: list[Atom] = []
    text, apart = "", True
    for end in range(at, min(at + MAX_TOKENS, len(tokens))):
        piece = tokens[end].text
        apart = apart and not (text and _parts_digits(text, piece))
        text += piece
        if len(text) > MAX_LENGTH:
            break
        candidates += [Atom(kind, at, end + 1, text) for kind in _kinds(text)]
        if text in known_basis:
            candidates.append(Atom("basis", at, end + 1, text))
        number = _number(text, end == at) if apart else None
        if number is not None:
            candidates.append(Atom(number, at, end + 1, text))
    best = max(candidates, key=lambda each: each.end, default=None)
    return best or Atom(TEXT, at, at + 1, tokens[at].text)


@lru_cache(maxsize=16384)
def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of known names that a text is."""
    level = any(goal_words().names(each, text) for each in ("level1", "level2"))
    return (*((LEVEL,) if level else ()), *(kind for kind in WORDS if goal_words().names(kind, text)))


@lru_cache(maxsize=16384)
def _number(text: str, alone: bool) -> str | None:
    """Whether a text is a target or a bare number; a unit that stands in a token of its own must be a known one."""
    target = read_target(text)
    known = target.unit is None or target.unit in goal_words().units or alone
    if target.kind == "date" or (target.kind == "number" and known):
        return NUMBER if target.operator is None else TARGET
    return None


def _parts_digits(left: str, right: str) -> bool:
    """Two numbers side by side; only a wrapped comparison with a decimal point goes on (`<=34.6` `0万元`)."""
    if not (left[-1].isdigit() and right[0].isdigit()):
        return False
    broken: Target = read_target(left + right)
    return not ("." in left and broken.operator is not None and broken.unit is not None)


def _split_words(found: list[Atom]) -> list[Atom]:
    """A known word whose pieces stand apart because the cells beside it were printed between them.

    Only words that this table also prints in one piece are sought.
    """
    whole = {(atom.kind, atom.text) for atom in found if atom.kind in WORDS}
    result = list(found)
    for at, atom in enumerate(result):
        if atom.kind != TEXT:
            continue
        for kind, word in sorted(whole):
            pieces = _pieces(result, at, word)
            if pieces:
                first, rest = pieces
                result[at:first] = [replace(atom, kind=kind, end=result[first - 1].end, text=word)]
                shift = first - at - 1
                begin, end = rest[0] - shift, rest[1] - shift
                tail = result[begin:end]
                result[begin:end] = [Atom(REST, tail[0].begin, tail[-1].end, "", kind)]
                break
    return result


def _pieces(found: Sequence[Atom], at: int, word: str) -> tuple[int, tuple[int, int]] | None:
    """Where the first piece ends and where the second stands: neither may be cut out of other text."""
    text = ""
    for end in range(at, len(found)):
        if found[end].kind != TEXT or not word.startswith(text + found[end].text):
            break
        text += found[end].text
        rest = word[len(text) :]
        for start in range(end + 2, min(end + 2 + MAX_BETWEEN, len(found))):
            if found[start].kind in (TARGET, "basis", NUMBER):
                break
            if found[start].kind == TEXT and found[start].text == rest and len(text) > 1 and len(rest) > 1:
                return end + 1, (start, start + 1)
    return None
