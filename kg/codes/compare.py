"""What became of each code from one edition to the next: unchanged, renamed, moved, split, dropped, added, ….

A judgement rests on codes and names alone, or on a row of `correspondence.csv` (splits and mergers always
do); where neither shows that two entries mean the same, the answer is "not comparable".
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.codes.lists import Code, CodeList, code_list
from kg.datafolders import data_folder
from kg.text.width import skeleton

_ITEM = "项"
_EMPTY_WORDS = ("其他", "支出", "事务")


@dataclass(frozen=True, slots=True)
class Association:
    """One link from an entry of the older edition to one of the newer; either side may be absent."""

    old: str | None
    new: str | None
    kind: str
    comparability: str
    attestation: str
    evidence: str


def compare(scheme: str, old_edition: str, new_edition: str) -> tuple[Association, ...]:
    """Every entry of both editions accounted for, ordered by old code, then new code.

    `kind` and `comparability` are keys of the small lists `change-kind` and `comparability`.
    """
    comparison = _Comparison(scheme, code_list(scheme, old_edition), code_list(scheme, new_edition))
    found = [link for code in comparison.old for link in comparison.fate(code)]
    reached = {link.new for link in found}
    fresh = [code for code in comparison.new if code.notation not in reached]
    found += [comparison.link(None, code, "added", "not-comparable") for code in fresh]
    return tuple(sorted(found, key=lambda link: (link.old or "~", link.new or "~")))


class _Comparison:
    """Two editions side by side."""

    def __init__(self, scheme: str, old: CodeList, new: CodeList) -> None:
        self.old = old
        self.new = new
        self._told = _told(scheme, old.edition, new.edition)
        self._old_names = Counter(skeleton(code.name) for code in old)
        self._new_names = Counter(skeleton(code.name) for code in new)

    def fate(self, code: Code) -> list[Association]:
        """What became of an entry of the older edition."""
        if code.notation in self._told:
            return self._told[code.notation]
        same = self.new.get(code.notation)
        if same is not None and skeleton(same.name) == skeleton(code.name):
            return [self.link(code, same, "unchanged", self._trust_in_same_name(code))]
        if same is not None and _alike(code.name, same.name):
            return [self.link(code, same, "renamed", "with-care")]
        return [self._departed(code, same, self._successor(code))]

    def link(self, old: Code | None, new: Code | None, kind: str, comparability: str) -> Association:
        """A link that rests on codes and names: as well attested as the weaker of its ends."""
        ends = [code for code in (old, new) if code is not None]
        sure = all(code.attestation == "sourced" for code in ends)
        evidence = "codes and names compared"
        return Association(
            old.notation if old else None,
            new.notation if new else None,
            kind,
            comparability,
            "sourced" if sure and len(ends) == 2 else "unverified",
            evidence,
        )

    def _departed(self, code: Code, same: Code | None, successor: Code | None) -> Association:
        if successor is not None:
            kind = "recoded" if successor.parent == code.parent else "moved"
            return self.link(code, successor, kind, "with-care")
        if same is not None:
            return self.link(code, same, "replaced", "not-comparable")
        return self.link(code, None, "dropped", "not-comparable")

    def _trust_in_same_name(self, code: Code) -> str:
        """An item's name (行政运行, …) is read within its 款: comparable only if that kept its name too."""
        if code.level != _ITEM or code.parent is None:
            return "comparable"
        old, new = self.old.get(code.parent), self.new.get(code.parent)
        kept = old is not None and new is not None and skeleton(old.name) == skeleton(new.name)
        return "comparable" if kept else "with-care"

    def _successor(self, code: Code) -> Code | None:
        """The one entry that took over the name: a sibling, or any if the name is unique in each edition."""
        name = skeleton(code.name)
        fresh = [target for target in self.new.named(code.name) if not self._had_name(target.notation, name)]
        siblings = [target for target in fresh if target.parent == code.parent]
        if len(siblings) == 1:
            return siblings[0]
        unique = self._old_names[name] == self._new_names[name] == len(fresh) == 1
        return fresh[0] if unique else None

    def _had_name(self, notation: str, name: str) -> bool:
        before = self.old.get(notation)
        return before is not None and skeleton(before.name) == name


def _alike(old: str, new: str) -> bool:
    """Whether two names share two neighbouring characters that carry meaning."""
    return bool(_pairs(old) & _pairs(new))


def _pairs(name: str) -> set[str]:
    text = skeleton(name)
    for word in _EMPTY_WORDS:
        text = text.replace(word, " ")
    return {text[at : at + 2] for at in range(len(text) - 1) if " " not in text[at : at + 2]}


@cache
def _told(scheme: str, old_edition: str, new_edition: str) -> dict[str, list[Association]]:
    path = data_folder("ontology") / "sources" / "correspondence.csv"
    found: dict[str, list[Association]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if (row["scheme"], row["from"], row["to"]) == (scheme, old_edition, new_edition):
                fields = (row[name] for name in ("old", "new", "kind", "comparability", "attestation", "evidence"))
                found.setdefault(row["old"], []).append(Association(*fields))
    return found
