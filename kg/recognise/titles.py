"""Which statutory form a heading names, whatever number, year or department stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.recognise.description import FormDescription, descriptions
from kg.recognise.words import vocabulary
from kg.text.width import skeleton, squeeze

MAX_TITLE = 70
"""Longer lines are sentences that mention a form, not titles of one."""

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=8192)
def titled_form(text: str) -> FormDescription | None:
    """The form that a line is the title of, or None.

    >>> titled_form("表 3 2024年部门支出总体情况表").key
    'expenditure'
    >>> titled_form("政府性基金预算支出情况表为空表。") is None
    True
    """
    core = squeeze(text)
    if not 4 <= len(core) <= MAX_TITLE or any(mark in core for mark in "。,;") or not _IDEOGRAPH.search(core):
        return None
    stripped = _stripped(core)
    for rest in stripped:
        bare = skeleton(rest)
        for form in descriptions():
            if form.titles.holds(bare):
                return form
    found = _first_after_organisation(stripped)
    return found[0] if found else None


def _stripped(core: str) -> list[str]:
    """The line, and the line without what may stand before and after a title."""
    words = vocabulary()
    results = [core]
    changed = True
    while changed:
        changed = False
        for pattern in (*words.title_prefixes, *words.title_suffixes):
            shorter = pattern.sub("", results[-1], count=1)
            if shorter and shorter != results[-1]:
                results.append(shorter)
                changed = True
    return results


def title_organisation(text: str) -> str:
    """The organisation that a form's title begins with, empty where it begins with none.

    >>> title_organisation("某大学2024年收支预算总表"), title_organisation("2024年部门收入总体情况表")
    ('某大学', '')
    """
    core = squeeze(text)
    stripped = _stripped(core)
    if any(rest in form.titles for rest in stripped for form in descriptions()):
        return ""
    found = _first_after_organisation(stripped)
    return found[1] if found else ""


def _first_after_organisation(stripped: Sequence[str]) -> tuple[FormDescription, str] | None:
    return next((found for rest in stripped if (found := _after_organisation(rest))), None)


@cache
def _at_end(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern.pattern})\\Z")


def _endings(form: FormDescription, bare: str) -> Iterator[re.Match[str]]:
    """The longest ends of a line that the patterns of a form's titles match."""
    for pattern in form.titles.patterns:
        found = _at_end(pattern).search(bare)
        if found:
            yield found


def _after_organisation(core: str) -> tuple[FormDescription, str] | None:
    """`某局2024年部门收入总体情况表`: the longest title at the end, an organisation and a year before it."""
    bare = skeleton(core)
    best: tuple[int, FormDescription] | None = None
    for form in descriptions():
        length = 0
        if bare.endswith(tuple(form.titles.plain)):
            length = max(len(title) for title in form.titles.plain if bare.endswith(title))
        length = max([length, *(len(found.group()) for found in _endings(form, bare))])
        if length and (best is None or length > best[0]):
            best = (length, form)
    if best is None:
        return None
    before = bare[: -best[0]]
    for mark in ("部门", "单位", "本级", "年度", "年", *"0123456789", "部门", "单位"):
        before = before.removesuffix(mark)
    before = before.rstrip("0123456789年度")
    return (best[1], before) if vocabulary().is_organisation(before) else None
