"""How like two names of projects are, from 0 to 1, and what stays of a name without words that every name has."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from kg.records.project_words import project_words
from kg.text.width import skeleton

_SHORTEST = 2
"""A core of one character would be like too many names."""


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """The name without punctuation and without the general words at its end.

    >>> core("口岸孔道维护经费工作经费")
    '口岸孔道维护'
    """
    rest = _works_first(skeleton(name))
    while True:
        word = next((each for each in project_words().generic if rest.endswith(each)), "")
        if not word or len(rest) - len(word) < _SHORTEST:
            return rest
        rest = rest[: -len(word)]


def _works_first(name: str) -> str:
    """`社区中心新建工程` as `新建社区中心`."""
    found = project_words().works.fullmatch(name)
    return f"{found['works']}{found['name']}" if found else name


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """1 for names with the same core; else how much of both cores stands in the same order in both.

    >>> likeness("侨务慰问项目", "侨务慰问工作经费")
    1.0
    """
    first, second = sorted((core(one), core(other)))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
