"""What a number in a text counts: the nouns around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.records.quantity_numbers import CountedNumber
from kg.records.quantity_words import quantity_words

_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_LEADING = re.compile(r"[\u4e00-\u9fff]*")
_TRAILING = re.compile(r"[\u4e00-\u9fff]*\Z")


def nouns_of(numbers: Sequence[CountedNumber], at: int, lead: str, tail: str) -> tuple[str, ...]:
    """What a number may count: the noun behind it, and the one before it.

    A noun between two numbers is of the first (`9座泵站14个水井`), but of the second where the first has one before it
    and the second none behind (`泵站9座水井14个`); where each has one, it is of neither.
    """
    behind, before = noun_behind(tail), tuple(_nouns_before(lead))
    following = numbers[at + 1] if at + 1 < len(numbers) and numbers[at + 1].shares else None
    if following is not None and _told(before) and not numbers[at].shares and behind == following.before:
        behind = ""
    if numbers[at].shares:
        first = numbers[at - 1]
        shared = noun_behind(first.after)
        own = not first.shares and _told(_nouns_before(first.before)) and not behind
        before = before if own or not shared else tuple(_nouns_before(lead[len(shared) :]))
    single = len(behind) == 0 and len(_run(tail)) == 1
    return () if single else tuple(dict.fromkeys(each for each in (behind, *before) if each))


def _told(nouns: Iterable[str]) -> bool:
    """Whether any of them is more than a verb."""
    return any(not quantity_words().actions.fullmatch(each) for each in nouns)


def _run(text: str) -> str:
    """The characters at the head of a text up to the first word that ends a noun."""
    run = _LEADING.match(text).group()  # type: ignore[union-attr]
    end = quantity_words().ends.search(run)
    return run[: end.start()] if end else run


def noun_behind(text: str) -> str:
    """The noun at the head of a text."""
    noun = _run(text)
    return noun if _names(noun) else ""


def _nouns_before(text: str) -> Iterator[str]:
    """The noun at the end of a text, from the last word that begins one; also without the verb that it may hold."""
    words = quantity_words()
    run = _TRAILING.search(words.before_number.sub("", text)).group()  # type: ignore[union-attr]
    noun = run[max((found.end() for found in words.begins.finditer(run)), default=0) :]
    action = words.actions.match(noun)
    yield from (each for each in (noun, noun[action.end() :] if action else "") if _names(each))


def _names(noun: str) -> bool:
    """Whether it is a noun that tells one thing from another."""
    return len(noun) > 1 and noun not in quantity_words().generic and bool(_HANZI.fullmatch(noun))
