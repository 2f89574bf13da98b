"""Mistakes put into invented documents on purpose: how many of each kind the tool notices, and by what.

Run: python -m tests.bench.bench_errors [DOCUMENTS]   (72 without a number)
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import BadInput
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.samples.corpus import Plan, Written, corpus
from kg.validate.run import validate_nquads

GRAVE = ("violation", "warning")


@dataclass
class Counts:
    """For each kind of mistake: documents, and how many the rules and the converter took exception to."""

    tried: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    converter: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    """the rules that noticed, by their codes"""
    false_alarms: int = 0
    clean: int = 0


def measure(documents: int, seed: int = 7) -> Counts:
    """So many documents with a mistake, one of each kind in turn, and a fifth as many without."""
    counts = Counts()
    with TemporaryDirectory() as folder:
        for each in corpus(Plan(documents, seed, ("tabs",), errors=1.0)):
            codes, told = _noticed(Path(folder), each)
            kind = each.mistake.kind if each.mistake else ""
            counts.tried[kind] += 1
            counts.rules[kind] += bool(codes)
            counts.converter[kind] += told
            counts.either[kind] += bool(codes) or told
            counts.named.update(codes)
        for each in corpus(Plan(max(1, documents // 5), seed + 1000, ("tabs",))):
            codes, told = _noticed(Path(folder), each)
            counts.clean += 1
            counts.false_alarms += bool(codes) or told
    return counts


def _noticed(folder: Path, each: Written) -> tuple[set[str], bool]:
    """The rules that find something grave in a file, and whether the converter does."""
    path = folder / each.sample.file_name
    path.write_bytes(each.sample.data)
    try:
        record = convert(path)
    except BadInput:
        return set(), True
    report = validate_nquads(document_nquads(record), iris.document(record.sha256))
    codes = {finding.rule.code for finding in report.findings if finding.severity in GRAVE}
    return codes, any(finding.severity in GRAVE for finding in record.findings)


def report(documents: int = 72) -> list[str]:
    """The share noticed, in all and kind by kind, the weakest first; and false alarms."""
    counts = measure(documents)
    whole = sum(counts.tried.values())
    lines = [
        f"{whole} documents with one mistake each: {100 * sum(counts.either.values()) / whole:.1f}% noticed gravely, "
        f"{100 * sum(counts.rules.values()) / whole:.1f}% by a rule of kg validate; "
        f"{counts.false_alarms} of {counts.clean} documents without a mistake taken exception to"
    ]
    for kind in sorted(counts.tried, key=lambda each: (counts.either[each] / counts.tried[each], each)):
        lines.append(
            f"  {kind:<14} {counts.either[kind]:4} of {counts.tried[kind]:4} noticed; "
            f"{counts.rules[kind]:4} by rules, {counts.converter[kind]:4} on conversion"
        )
    named = ", ".join(f"{code} {count}" for code, count in counts.named.most_common(12))
    return [*lines, f"  rules that noticed most: {named}"]


if __name__ == "__main__":
    print("\n".join(report(int(sys.argv[1]) if len(sys.argv) > 1 else 72)))
