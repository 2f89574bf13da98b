"""The graphs of the small documents: each as it is, with its mistakes, and with what only rounding explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.validate.load import document_graph, stored_graph
from kg.validate.rules import rules
from tests.validate.damage import triples
from tests.validate.erring import small_nquads
from tests.validate.seeded import district, forms, jiangsu, note, projects, prose, shanghai, university
from tests.validate.seeded.mistake import Mistake, document, rounded, with_mistakes

GROUPS: Mapping[str, tuple[str, tuple[Mistake, ...]]] = {
    "forms-sums": (forms.NAME, forms.SUMS),
    "forms-gaps": (forms.NAME, forms.GAPS),
    "prose-words": (prose.NAME, prose.WORDS),
    "prose-past": (prose.NAME, prose.PAST),
    "projects-figures": (projects.NAME, projects.FIGURES),
    "projects-gaps": (projects.NAME, projects.GAPS),
    "jiangsu-gaps": (jiangsu.NAME, jiangsu.GAPS),
    "university-gaps": (university.NAME, university.GAPS),
    "jiangsu-sums": (jiangsu.NAME, jiangsu.SUMS),
    "university-sums": (university.NAME, university.SUMS),
    "shanghai-sums": (shanghai.NAME, shanghai.SUMS),
    "note-items": (note.NAME, note.ITEMS),
    "note-years": (note.NAME, note.YEARS),
    "district-twice": (district.NAME, district.TOLD_TWICE),
    "district-years": (district.NAME, district.YEARS),
}
"""Mistakes that one document can hold at the same time: its name and the mistakes."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A document for the engines: N-Triples, IRI, and the codes of the rules that must notice something in it."""

    ntriples: str
    document: str
    noticed_by: frozenset[str]


@cache
def seeded_graphs() -> Mapping[str, Graph]:
    """Every graph with mistakes, by name."""
    found = {"prose-year-before": year_before()}
    for name, (text, mistakes) in GROUPS.items():
        noticed = frozenset[str]().union(*(each.noticed_by for each in mistakes))
        found[name] = graph_of(with_mistakes(document(text), mistakes), noticed)
        if told := told_by_rounding(mistakes):
            found[f"{name}-rounded"] = graph_of(rounded(document(text), mistakes), told)
    return found


@cache
def sound_graphs() -> Mapping[str, Graph]:
    """Every document without mistakes."""
    return {name: graph_of(document(name)) for name in dict.fromkeys(name for name, _ in GROUPS.values())}


def told_by_rounding(mistakes: tuple[Mistake, ...]) -> frozenset[str]:
    """The rules of rounding differences that tell what the mistakes write instead where they are `rounded`."""
    known = {rule.code for rule in rules()}
    return frozenset(f"{code}-R" for each in mistakes if each.rounded for code in each.noticed_by) & known


def graph_of(text: str, noticed: frozenset[str] = frozenset()) -> Graph:
    """A text, converted and with the concepts it uses."""
    nquads, iri = small_nquads(text)
    return Graph(triples(document_graph(nquads, iri)), iri, noticed)


def year_before() -> Graph:
    """The narrative with the document of the year before in the store, where every amount is that of this year."""
    this, iri = small_nquads(document(prose.NAME))
    before, _ = small_nquads(document(prose.NAME).replace("2024", "2023"))
    store = ox.Store()
    store.load(input=f"{this}{before}".encode(), format=ox.RdfFormat.N_QUADS)
    return Graph(triples(stored_graph(store, iri)), iri, frozenset({"PRS-23"}))


def each_mistake() -> Iterator[tuple[str, Mistake]]:
    """Every mistake with the name of its document."""
    for name, mistakes in GROUPS.values():
        for each in mistakes:
            yield name, each
