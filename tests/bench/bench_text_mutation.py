"""One digit of any amount in a document changed: how often some rule notices, by what the amount is.

Amounts are those of forms, of the narrative, of goal tables and of projects, each with the same chance; an amount of
nothing is left out. The digit is changed in the text, or in the words found on the pages of a PDF, and all else is done
again, so that what a wrong digit does to the reading is measured too. Noticed means: a finding of any severity that the
document as it is does not have.

Run: python -m tests.bench.bench_text_mutation [MUTATIONS [seeds] [published] [generated]]

MUTATIONS (20 without a number) is for each document; published are nine PDFs of other families, generated two invented
departments of each family. Without names it is all three. What went unnoticed is told on the standard error stream.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import BadInput
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.provenance import Source
from kg.records.model import Disclosure, Fact, Unplaced
from kg.records.prose_model import Prose
from kg.validate.findings import Finding
from kg.validate.run import validate_nquads
from tests.bench.originals import Original, generated_originals, published_originals, seed_originals

GROUPS: Mapping[str, Callable[[], Iterator[Original]]] = {
    "seeds": seed_originals,
    "published": published_originals,
    "generated": generated_originals,
}
_Key = tuple[str, str, str]
"""severity, rule, what it is about"""


@dataclass
class Counts:
    """Mutations tried, noticed, noticed as a violation or a warning; by what the amount is."""

    tried: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    grave: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, new: Iterable[_Key]) -> None:
        """Counts one mutation with its new findings."""
        severities = {severity for severity, *_ in new}
        self.tried[kind] += 1
        self.told[kind] += bool(severities)
        self.grave[kind] += bool(severities - {"info"})

    def include(self, other: Counts) -> None:
        """Adds the counts of another."""
        self.tried.update(other.tried)
        self.told.update(other.told)
        self.grave.update(other.grave)

    def line(self, name: str) -> str:
        """The sums over all kinds."""
        tried, told, grave = self.tried.total(), self.told.total(), self.grave.total()
        return f"{name}: {told} of {tried} noticed, {grave} as a violation or a warning"

    def by_kind(self) -> Iterator[str]:
        """A line for each kind, the weakest first."""
        for kind in sorted(self.tried, key=lambda each: (self.told[each] / self.tried[each], -self.tried[each])):
            yield f"  {kind:<44} {self.told[kind]:4} of {self.tried[kind]:4} noticed, {self.grave[kind]:4} gravely"


def amounts(record: Disclosure) -> Iterator[tuple[str, Source]]:
    """Every amount of money in a document: what it is, and where it stands."""
    printed: tuple[Fact | Unplaced, ...] = (*record.facts, *record.unplaced)
    for fact in printed:
        if fact.amount:
            yield f"form {fact.form}", fact.cell.source
    yield from _of_prose(record.prose)
    for goal in record.goals:
        yield from (("goals", part.source) for part in goal.funding if part.amount)
    for project in record.projects:
        yield from (("projects", amount.source) for amount in project.amounts)
        yield from (("projects", part.amount.source) for part in project.allocation)


def _of_prose(prose: Prose | None) -> Iterator[tuple[str, Source]]:
    if prose is None:
        return
    for claim in prose.claims:
        if claim.value and claim.unit == "元":
            yield f"text {claim.about.dims.get('reportTable', 'other')} {claim.kind}", claim.source
    for figures in filter(None, (prose.procurement, prose.operating_cost, *prose.assets, *prose.goal_counts)):
        for name, measure in figures.measures().items():
            if measure.value and measure.unit == "元" and name != "threshold":
                yield f"text {type(figures).__name__}", measure.source


def found(record: Disclosure) -> set[_Key]:
    """What the rules find; the place of a finding as far as it does not depend on the digest of the text."""
    document = iris.document(record.sha256)
    return {_key(each, document) for each in validate_nquads(document_nquads(record), document).findings}


def _key(finding: Finding, document: str) -> _Key:
    return finding.severity, finding.rule.code, str(finding.value).replace(document, "")


def measure(original: Original, mutations: int) -> Counts:
    """So many different amounts of a document mutated, one at a time."""
    chance = random.Random(original.name)
    before = found(original.record)
    places = {source.spans: (kind, source) for kind, source in amounts(original.record) if source.spans}
    choice = sorted(places.values(), key=lambda each: (str(each[1].spans), each[0]))
    counts = Counts()
    for kind, source in chance.sample(choice, min(mutations, len(choice))):
        digits = [(span, at) for span in source.spans for at, char in enumerate(span.text) if char.isdigit()]
        span, at = chance.choice(digits)
        other = chance.choice([digit for digit in "0123456789" if digit != span.text[at]])
        new = _found_anew(original, source, lambda: original.changed(span, at, other)) - before  # noqa: B023
        counts.add(kind, new)
        if not new:
            place = f"page {source.page}" if source.page else f"line {source.line}"
            told = f"{source.text}, digit {at + 1} of {span.text} now {other} ({kind})"
            print(f"  not noticed in {original.name}, {place}: {told}", file=sys.stderr)
    return counts


def _found_anew(original: Original, source: Source, changed: Callable[[], Disclosure]) -> set[_Key]:
    try:
        return found(changed())
    except BadInput as error:
        return {("violation", type(error).__name__, source.text)}


def report(mutations: int = 20, groups: Iterable[str] = GROUPS) -> list[str]:
    """The share noticed in each document and over each group, the weakest kinds of amounts first."""
    lines = []
    for group in groups:
        whole = Counts()
        for original in GROUPS[group]():
            counts = measure(original, mutations)
            lines.append(counts.line(original.name))
            whole.include(counts)
        lines += [whole.line(f"all {group}"), *whole.by_kind()]
    return lines


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print("\n".join(report(number, sys.argv[2:] or GROUPS)))
