"""Several years of one department: each year's figures of the year before are those that it published then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from kg.samples.material import listed
from kg.samples.model import Budget, Line, Staffing, ThreePublic
from kg.samples.prior import compared_with
from kg.samples.random_budget import THREE_PUBLIC_ITEMS, Maker, new_maker

_CARRIED = {
    "xinjiang-2024": ("fiscal-carry-over-general", "non-fiscal-carry-over-unit"),
    "xinjiang-2019": ("carry-over", "carry-over"),
}
"""The families that disclose what is carried over: its source where the money was public, and where it was not."""


def history(number: int, family: str, years: Sequence[int]) -> Iterator[Budget]:
    """The budgets of one department, year by year; the number names the department for ever.

    From year to year amounts move, projects end, begin or are carried over, people come and go, and whatever the
    text compares with the year before is what the budget of that year planned; that of the first is not given.
    """
    maker = new_maker(number, years[0], family=family)
    budget = maker.budget(number)
    for year in years:
        budget = _next(maker, budget, year)
        yield budget


def _next(maker: Maker, before: Budget, year: int) -> Budget:
    random = Random(f"history {before.seed} {year}")
    following = replace(maker, random=random, year=year, lines=[], three_public=[])
    ended = _ended(before, random)
    following.lines = list(_kept(following, before, ended))
    for unit in before.units:
        if random.random() < _BEGUN:
            following.project(unit, following.project_source(), listed(maker.kind["project"], year))
    following.fold()
    following.lines += _carried(following, before, ended)
    budget = replace(
        before, year=year, lines=tuple(following.lines), three_public=tuple(_three_public(following.lines)),
        staffing=_staffing(before.staffing, random), prior={}, goals=(),
    )  # fmt: skip
    return replace(budget, prior=compared_with(before, budget), goals=tuple(following.goals(budget)))


_BEGUN, _ENDED = 0.4, 0.25


def _ended(before: Budget, random: Random) -> tuple[str, ...]:
    """The projects of the year before that do not go on."""
    names = before.projects(lambda line: line.kind == "project" and not line.comes_from("carry-over"))
    return tuple(name for name in names if random.random() < _ENDED)


def _kept(maker: Maker, before: Budget, ended: Sequence[str]) -> Iterator[Line]:
    """The lines that go on, each with another amount."""
    for line in before.lines:
        if line.comes_from("carry-over") or line.project in ended:
            continue
        share = Decimal(maker.random.randint(85, 120)) / 100
        yield replace(line, amount=_printable(maker, line.amount * share))


def _printable(maker: Maker, amount: Decimal) -> Decimal:
    return max(maker.least, amount // maker.least * maker.least)


def _carried(maker: Maker, before: Budget, ended: Sequence[str]) -> Iterator[Line]:
    """What was left of projects that ended: each under its name, of its unit and function, one line."""
    sources = _CARRIED.get(before.template)
    for name in ended if sources else ():
        first = next(line for line in before.lines if line.project == name)
        if sources is None or first.comes_from("government-fund") or first.comes_from("state-capital"):
            continue
        source = sources[0] if first.comes_from("fiscal-appropriation") else sources[1]
        share = Decimal(maker.random.randint(10, 60)) / 100
        yield replace(first, source=source, amount=_printable(maker, first.amount * share))


def _three_public(lines: Sequence[Line]) -> Iterator[ThreePublic]:
    for line in lines:
        item = THREE_PUBLIC_ITEMS.get(line.economic)
        if item and line.comes_from("general-public-budget"):
            yield ThreePublic(item, "general-public-budget", line.amount)


def _staffing(before: Staffing, random: Random) -> Staffing:
    serving, retired = random.randint(-3, 3), random.randint(0, 2)
    return Staffing(before.posts, before.serving + serving, serving, before.retired + retired, retired)
