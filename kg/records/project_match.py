"""One project is one group of mentions, though its name differs: matched by code, name and amount together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.provenance import Source
from kg.records.assignment import best_assignment, total
from kg.records.project_judge import Judgement, Side, judge
from kg.records.project_model import StatedAmount
from kg.text.width import skeleton, squeeze

MARGIN = 0.03
"""Two assignments whose scores differ by less are equally good: which one is right is not known."""
MAX_PAIRS = 20_000
"""More pairs of names than any disclosure has; beyond, only equal codes and names are matched."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A project named at one place.

    `where` is a key of the list `report-table` or `text-section`; `amounts` in yuan are those that may be the
    project's own, the likeliest first; `function` and `unit` are those of its row; `carried` says that the amounts
    are carried over from the year before; `stated` is an amount told outside the forms.
    """

    name: str
    where: str
    source: Source
    code: str | None = None
    amounts: tuple[Decimal, ...] = ()
    function: str = ""
    unit: str = ""
    carried: bool = False
    stated: StatedAmount | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """The mentions of one place that speak of one project, and why they belong to the group (None for its first)."""

    mentions: tuple[Mention, ...]
    judgement: Judgement | None = None

    @property
    def side(self) -> Side:
        """What the place says of the project, for comparison."""
        first = self.mentions[0]
        each = tuple(amount for mention in self.mentions for amount in mention.amounts)
        whole = sum((mention.amounts[0] for mention in self.mentions if mention.amounts), Decimal(0))
        amounts = (whole, *each) if len(self.mentions) > 1 and each else each
        return Side(first.name, first.code, amounts, first.unit, first.carried)


@dataclass(frozen=True, slots=True)
class Group:
    """One project: a member for each place it stands in, the places in the order they were given."""

    members: tuple[Member, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of the project."""
        return tuple(mention for member in self.members for mention in member.mentions)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a match that a person should look at: a stable code, a sentence, the mention."""

    code: str
    message: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Matched:
    """The projects of a document, and the doubts."""

    groups: tuple[Group, ...]
    doubts: tuple[Doubt, ...]


def match_projects(mentions: Iterable[Mention]) -> Matched:
    """Groups the mentions of a document by project.

    Mentions of one place (one `where`) are one project only where name, code, function and unit are the same.
    Between places each project of one is given to at most one of the other, so that the scores of all pairs
    together are the largest; where two such assignments are equally good, neither is taken and it is reported.
    """
    doubts: list[Doubt] = []
    places: dict[str, list[Member]] = defaultdict(list)
    everything = list(mentions)
    for key in dict.fromkeys(mention.where for mention in everything):
        places[key] = _members([mention for mention in everything if mention.where == key])
    groups: list[Group] = []
    for key, members in places.items():
        others = [member for place, found in places.items() if place != key for member in found]
        groups = _placed(groups, _added_up(members, others), doubts)
    doubts.extend(_same_names(groups))
    return Matched(tuple(groups), tuple(doubts))


def _members(mentions: Sequence[Mention]) -> list[Member]:
    found: dict[tuple[str, str | None, str, str], list[Mention]] = {}
    for mention in mentions:
        key = (skeleton(mention.name), mention.code, mention.function, squeeze(mention.unit))
        found.setdefault(key, []).append(mention)
    return [Member(tuple(each)) for each in found.values()]


def _added_up(members: list[Member], others: Sequence[Member]) -> list[Member]:
    """Rows of one name under several functions are one project where the document adds them up elsewhere."""
    named: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in members:
        first = member.mentions[0]
        named[(skeleton(first.name), squeeze(first.unit))].append(member)
    result: list[Member] = []
    for (name, _), same in named.items():
        sums = {other.side.amounts[0] for other in others if skeleton(other.side.name) == name and other.side.amounts}
        joined = Member(tuple(mention for member in same for mention in member.mentions))
        alone = {amount for member in same for amount in member.side.amounts[:1]}
        whole = joined.side.amounts[:1]
        result.extend([joined] if len(same) > 1 and set(whole) & sums and not alone & sums else same)
    order = {id(member.mentions[0]): at for at, member in enumerate(members)}
    return sorted(result, key=lambda member: order[id(member.mentions[0])])


def _placed(groups: list[Group], members: list[Member], doubts: list[Doubt]) -> list[Group]:
    """The groups with the members of one more place given to them; those that fit none begin a group."""
    judged = _judgements(groups, members)
    scores = {pair: judgement.score for pair, judgement in judged.items() if judgement.accepted}
    given: dict[int, int] = {}
    for part in _connected(scores):
        given |= _certain(part, groups, members, doubts)
    result = list(groups)
    for left, right in given.items():
        judgement = judged[(left, right)]
        member = replace(members[right], judgement=judgement)
        result[left] = Group((*groups[left].members, member))
        doubts.extend(_doubts(groups[left], member, judgement))
    taken = set(given.values())
    doubts.extend(_near_misses(judged, groups, members, given))
    result.extend(Group((member,)) for at, member in enumerate(members) if at not in taken)
    return result


def _judgements(groups: Sequence[Group], members: Sequence[Member]) -> dict[tuple[int, int], Judgement]:
    """The judgement on every pair that has anything in common."""
    fuzzy = len(groups) * len(members) <= MAX_PAIRS
    judged: dict[tuple[int, int], Judgement] = {}
    for left, group in enumerate(groups):
        for right, member in enumerate(members):
            found = [judge(each.side, member.side, fuzzy) for each in group.members]
            if found and not any(each.forbidden for each in found):
                best = max(found, key=lambda each: each.score)
                if best.score:
                    judged[(left, right)] = best
    return judged


def _connected(scores: dict[tuple[int, int], float]) -> Iterator[dict[tuple[int, int], float]]:
    """The pairs in parts that share neither a left nor a right."""
    rest = dict(scores)
    while rest:
        seed = min(rest)
        lefts, rights = {seed[0]}, {seed[1]}
        while True:
            part = {pair: score for pair, score in rest.items() if pair[0] in lefts or pair[1] in rights}
            if {left for left, _ in part} == lefts and {right for _, right in part} == rights:
                break
            lefts, rights = {left for left, _ in part}, {right for _, right in part}
        yield part
        rest = {pair: score for pair, score in rest.items() if pair not in part}


def _certain(
    scores: dict[tuple[int, int], float], groups: Sequence[Group], members: Sequence[Member], doubts: list[Doubt]
) -> dict[int, int]:
    """The best assignment of one part without the pairs that another one, as good, gives otherwise."""
    given = best_assignment(scores)
    if len(scores) == 1:
        return given
    best = total(scores, given)
    kept = dict(given)
    for left, right in given.items():
        rest = {pair: score for pair, score in scores.items() if pair != (left, right)}
        other = best_assignment(rest)
        if len(other) == len(given) and best - total(rest, other) < MARGIN:
            del kept[left]
            mention = members[right].mentions[0]
            names = " or ".join(sorted({repr(groups[each].mentions[0].name) for each, to in scores if to == right}))
            doubts.append(Doubt("project-ambiguous", f"{mention.name!r} may be {names}: nothing tells which", mention))
    return kept


def _doubts(group: Group, member: Member, judgement: Judgement) -> Iterator[Doubt]:
    mention, first = member.mentions[0], group.mentions[0]
    if judgement.doubtful and "amount-differs" not in judgement.evidence:
        why = ", ".join(judgement.evidence)
        yield Doubt(
            "project-match-doubtful",
            f"{mention.name!r} is taken for {first.name!r} with score {judgement.score:.2f} ({why})",
            mention,
        )
    if "amount-differs" in judgement.evidence:
        one, other = group.members[0].side.amounts, member.side.amounts
        yield Doubt(
            "project-amount-differs",
            f"{mention.name!r} is told with {other[0]} yuan here and with {one[0] if one else '?'} in {first.where}",
            mention,
        )


def _near_misses(
    judged: dict[tuple[int, int], Judgement], groups: Sequence[Group], members: Sequence[Member], given: dict[int, int]
) -> Iterator[Doubt]:
    """What is much alike and was kept apart, where neither has found another."""
    taken = set(given.values())
    for (left, right), judgement in judged.items():
        if judgement.near and left not in given and right not in taken:
            mention, first = members[right].mentions[0], groups[left].mentions[0]
            why = "the amounts are the same, the names are not alike enough"
            if "amount" not in judgement.evidence:
                why = "the names are alike, the amounts are not the same"
            message = f"{mention.name!r} is kept apart from {first.name!r}: {why}"
            yield Doubt("project-like-name", message, mention)


def _same_names(groups: Sequence[Group]) -> Iterator[Doubt]:
    named: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        named[skeleton(group.mentions[0].name)].append(group)
    for same in named.values():
        for group in same[1:]:
            mention = group.mentions[0]
            yield Doubt("project-same-name", f"{len(same)} projects are named {mention.name!r}", mention)
