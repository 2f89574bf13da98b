"""One digit of any amount in a document's text changed: how often some rule notices, by what the amount is.

Amounts are those of forms, of the narrative, of goal tables and of projects, each with the same chance. The text is
converted again, so that what a wrong digit does to the reading is measured too.

Run: python -m tests.bench.bench_text_mutation [MUTATIONS]   (20 for each document without a number)
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.provenance import Source
from kg.records.model import Disclosure, Fact, Unplaced
from kg.records.prose_model import Prose
from kg.validate.findings import Finding
from kg.validate.run import validate_nquads
from tests.pipeline import seeds


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
    for figures in filter(None, (prose.procurement, *prose.assets, *prose.goal_counts)):
        for name, measure in figures.measures().items():
            if measure.value and measure.unit == "元" and name != "threshold":
                yield f"text {type(figures).__name__}", measure.source


def found(text: str) -> set[tuple[str, str, str]]:
    """What the rules find in a text; the place of a finding as far as it does not depend on the text's digest."""
    record = seeds.converted(text)
    document = iris.document(record.sha256)
    return {_key(each, document) for each in validate_nquads(document_nquads(record), document).findings}


def _key(finding: Finding, document: str) -> tuple[str, str, str]:
    return finding.severity, finding.rule.code, str(finding.value).replace(document, "")


def measure(number: str, mutations: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """For each kind of amount of a seed: mutations tried, noticed, noticed as a violation or a warning."""
    chance = random.Random(int(number) + 1)
    text = seeds.seed(number)
    before = found(text)
    places = {source.spans[0].start: (kind, source) for kind, source in amounts(seeds.unchanged(number))}
    tried, told, grave = Counter[str](), Counter[str](), Counter[str]()
    for _, (kind, source) in chance.choices(sorted(places.items()), k=mutations):
        digits = [at for span in source.spans for at in range(span.start, span.end) if text[at].isdigit()]
        at = chance.choice(digits)
        other = chance.choice([digit for digit in "0123456789" if digit != text[at]])
        new = found(text[:at] + other + text[at + 1 :]) - before
        tried[kind] += 1
        told[kind] += bool(new)
        grave[kind] += any(severity != "info" for severity, _, _ in new)
        if not new:
            print(f"  not noticed in {number}, line {source.line}: {source.text} ({kind})", file=sys.stderr)
    return tried, told, grave


def report(mutations: int = 20) -> list[str]:
    """The share noticed in each document and over all, the weakest kinds of amounts first."""
    lines = []
    whole = (Counter[str](), Counter[str](), Counter[str]())
    for number in seeds.NUMBERS:
        counts = measure(number, mutations)
        sums = [sum(each.values()) for each in counts]
        lines.append(f"seed {number}: {sums[1]} of {sums[0]} noticed, {sums[2]} gravely")
        for all_, each in zip(whole, counts, strict=True):
            all_.update(each)
    tried, told, grave = whole
    lines.append(f"{sum(told.values())} of {sum(tried.values())} noticed, {sum(grave.values())} gravely")
    for kind in sorted(tried, key=lambda each: (told[each] / tried[each], grave[each] / tried[each])):
        lines.append(f"  {kind:<34} {told[kind]:4} of {tried[kind]:4} noticed, {grave[kind]:4} gravely")
    return lines


if __name__ == "__main__":
    print("\n".join(report(int(sys.argv[1]) if len(sys.argv) > 1 else 20)))
