"""The judgement on two places that may speak of one project: how sure it is, and by which evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.records.project_likeness import core, likeness
from kg.text.width import skeleton, squeeze

LIKE_ENOUGH = 0.75
"""Below this likeness an equal amount is not enough: many projects cost the same."""
NEAR = 0.5
"""From this likeness on an equal amount is worth telling."""
VERY_LIKE = 0.9
"""From this likeness on a name tells by itself, though doubtfully."""
SURE = 0.85
"""From this likeness on, a name with an equal amount beside it leaves no doubt."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one place says of a project; `amounts` in yuan, the likeliest first."""

    name: str
    code: str | None
    amounts: tuple[Decimal, ...]
    unit: str
    carried: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure (0 to 1) and why: keys of the list `match-evidence`.

    `accepted` says that it is enough for a match, `doubtful` that a person should look at it, `near` that much speaks
    for it but not enough (like names with other amounts, or the other way round), `forbidden` that it cannot be.
    """

    score: float
    evidence: tuple[str, ...] = ()
    doubtful: bool = False
    near: bool = False
    forbidden: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the evidence is enough."""
        return self.score > 0 and not self.near and not self.forbidden


_NOTHING = Judgement(0.0)


def judge(one: Side, other: Side, fuzzy: bool = True) -> Judgement:
    """Whether two places speak of one project; without `fuzzy` names must be the same."""
    if one.code and other.code and one.code != other.code:
        return Judgement(0.0, forbidden=True)
    money = _money(one, other)
    if one.code and other.code:
        return Judgement(1.0, ("code", *money))
    found = _by_name(one, other, money) if fuzzy or skeleton(one.name) == skeleton(other.name) else _NOTHING
    if found.accepted and one.unit and squeeze(one.unit) == squeeze(other.unit):
        return Judgement(min(found.score + 0.05, 1.0), (*found.evidence, "unit"), found.doubtful)
    return found


def _money(one: Side, other: Side) -> tuple[str, ...]:
    if not one.amounts or not other.amounts:
        return ()
    if set(one.amounts) & set(other.amounts):
        return ("amount",)
    return () if one.carried != other.carried else ("amount-differs",)


def _by_name(one: Side, other: Side, money: tuple[str, ...]) -> Judgement:
    if skeleton(one.name) == skeleton(other.name):
        differs = "amount-differs" in money
        return Judgement(0.7 if differs else 0.95 if money else 0.9, ("name", *money), differs)
    same_core = core(one.name) == core(other.name)
    if money == ("amount-differs",):
        near = same_core or _ratio(one, other) >= VERY_LIKE
        return Judgement(0.1, ("likeness", *money), near=True) if near else _NOTHING
    like = 1.0 if same_core else _ratio(one, other)
    if money:
        evidence = ("likeness", *money)
        if like < LIKE_ENOUGH:
            return Judgement(0.1, evidence, near=True) if like >= NEAR else _NOTHING
        return Judgement(0.4 + 0.5 * like, evidence, like < SURE)
    return Judgement(0.7 * like, ("likeness",), doubtful=True) if like >= VERY_LIKE else _NOTHING


def _ratio(one: Side, other: Side) -> float:
    return likeness(one.name, other.name)
