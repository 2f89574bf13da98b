"""Code lists as SKOS and XKOS: one concept a code and edition, levels, closure, validity, attestation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.codes.changes import names_told, notes_on
from kg.codes.lists import Code, code_list, editions
from kg.codes.regions import AS_OF, LEVELS, Region, regions
from kg.codes.small import SmallList, small_lists
from kg.graph.iris import ONTOLOGY, concept, scheme
from kg.graph.skos import (
    DCT,
    SKOS,
    XKOS,
    Level,
    Statement,
    classified,
    closure_of,
    labelled,
    list_text,
    placed,
    titled,
)
from kg.graph.turtle import RDF_TYPE, XSD, Iri, Literal, Resource
from kg.text.width import skeleton

_UNCHECKED = "compiled from general knowledge of the official lists; not checked against the official text"
_BUDGETS = {
    "": "general-public-budget",
    "政府性基金预算": "government-fund",
    "国有资本经营预算": "state-capital",
    "社会保险基金预算": "social-insurance",
}


@dataclass(frozen=True, slots=True)
class Classification:
    """What the titles of a classification are and how its codes are built."""

    kind: str
    zh: str
    en: str
    levels: tuple[Level, ...]


def _levels(first: str, depth: int) -> tuple[Level, ...]:
    names = (("类", "Class"), ("款", "Subclass"), ("项", "Item"))[:depth]
    return tuple(Level(zh, en, f"{first}[0-9]{{{2 * (at + 1)}}}") for at, (zh, en) in enumerate(names))


CLASSIFICATIONS: Mapping[str, Classification] = {
    "function": Classification("Function", "支出功能分类科目", "Functional classification", _levels("2", 3)),
    "economic-department": Classification(
        "Economic", "部门预算支出经济分类科目", "Economic classification of departments", _levels("3", 2)
    ),
    "economic-government": Classification(
        "Economic", "政府预算支出经济分类科目", "Economic classification of governments", _levels("5", 2)
    ),
    "revenue": Classification("Revenue", "收入分类科目", "Revenue classification", _levels("1", 3)),
}


def classification_text(name: str, edition: str) -> str:
    """One edition of an official classification as Turtle."""
    about = CLASSIFICATIONS[name]
    codes = sorted(code_list(name, edition), key=lambda code: code.notation)
    base = scheme(name, edition)
    closure = closure_of({code.notation: code.parent for code in codes})
    head = [
        *titled(f"{about.zh}（{edition}）", f"{about.en}, edition {edition}"),
        *_years(name, edition),
        *_scope(name, edition),
        *_neighbours(name, edition),
    ]
    levels = {level.zh: level for level in about.levels}
    members = {zh: [c.notation for c in codes if c.level == zh] for zh in levels}
    resources = [
        *classified(base, head, [levels[zh] for zh in levels if members[zh]], members),
        *(_official(about, base, code, closure[code.notation]) for code in codes),
    ]
    return list_text(base, resources)


def region_text() -> str:
    """The administrative regions as Turtle."""
    base = scheme("region")
    known = regions()
    closure = closure_of({region.notation: region.parent for region in known.values()})
    levels = [
        Level(zh, en, "[0-9]{6}")
        for zh, en in zip(LEVELS, ("Province level", "Prefecture level", "County level"), strict=True)
    ]
    members = {level.zh: [r.notation for r in known.values() if r.level == level.zh] for level in levels}
    head = [
        *titled("行政区划", "Administrative regions"),
        (DCT + "issued", Literal(AS_OF, datatype=XSD + "date")),
        (DCT + "source", Literal("National Bureau of Statistics, statistical codes of divisions", "en")),
    ]
    resources = [
        *classified(base, head, levels, members),
        *(Resource(concept("region", r.notation), tuple(_region(base, r, closure))) for r in known.values()),
    ]
    return list_text(base, resources)


def small_list_text(name: str) -> str:
    """One small list of the contract as Turtle."""
    entries = small_lists()[name]
    base = scheme(name)
    resources = [
        Resource(base, (*titled(entries.zh, entries.en), *_tops(entries))),
        *(
            Resource(concept(name, entry.key), tuple(_small(base, entries, at)))
            for at, entry in enumerate(entries.concepts)
        ),
    ]
    return list_text(base, resources)


def code_files() -> Mapping[str, Callable[[], str]]:
    """What stands in `ontology/codes`: each file name and what writes it (correspondences apart)."""
    files: dict[str, Callable[[], str]] = {"region.ttl": region_text}
    for name in CLASSIFICATIONS:
        for edition in editions(name):
            files[f"{name}-{edition}.ttl"] = _writer(name, edition)
    for name in small_lists():
        files[f"{name}.ttl"] = _small_writer(name)
    return dict(sorted(files.items()))


def _writer(name: str, edition: str) -> Callable[[], str]:
    return lambda: classification_text(name, edition)


def _small_writer(name: str) -> Callable[[], str]:
    return lambda: small_list_text(name)


def _tops(entries: SmallList) -> list[Statement]:
    tops = [entry.key for entry in entries.concepts if not entry.broader]
    return [(SKOS + "hasTopConcept", Iri(concept(entries.name, key))) for key in tops]


def _years(name: str, edition: str) -> Iterator[Statement]:
    """An edition holds from its fiscal year to the year before the next edition that is known."""
    yield ONTOLOGY + "validFrom", Literal(edition, datatype=XSD + "gYear")
    later = [other for other in editions(name) if other > edition]
    if later:
        yield ONTOLOGY + "validThrough", Literal(str(int(later[0]) - 1), datatype=XSD + "gYear")


def _scope(name: str, edition: str) -> Iterator[Statement]:
    """Which years the edition serves: a year between two collected editions is read with the older."""
    later = [other for other in editions(name) if other > edition]
    span = f"{edition}–{int(later[0]) - 1}" if later else f"{edition}–"
    earliest = edition == editions(name)[0]
    zh, en = ("，亦用于更早年度", ", and for earlier years too") if earliest else ("", "")
    yield SKOS + "scopeNote", Literal(f"用于预算年度 {span}{zh}；其间各年修订未收录。", "zh")
    english = f"Used for fiscal years {span}{en}; the revisions of each year are not held."
    yield SKOS + "scopeNote", Literal(english, "en")


def _neighbours(name: str, edition: str) -> Iterator[Statement]:
    earlier = [other for other in editions(name) if other < edition]
    if earlier:
        for predicate in ("follows", "supersedes"):
            yield XKOS + predicate, Iri(scheme(name, earlier[-1]))


def _official(about: Classification, base: str, code: Code, ancestors: Sequence[str]) -> Resource:
    statements = tuple(_entry(about, base, code, ancestors))
    return Resource(concept(code.scheme, code.notation, code.edition), statements)


def _entry(about: Classification, base: str, code: Code, ancestors: Sequence[str]) -> Iterator[Statement]:
    yield from labelled(about.kind, code.notation, code.name)
    yield from _former(code)
    yield from placed(base, ancestors)
    yield from _years(code.scheme, code.edition)
    if code.scheme == "function":
        yield ONTOLOGY + "fundType", Iri(concept("fund-type", _BUDGETS[code.budget]))
    yield ONTOLOGY + "attestation", Iri(concept("attestation", code.attestation))
    yield DCT + "source", Literal(code.source or _UNCHECKED)
    if code.note:
        yield SKOS + "note", Literal(code.note)
    for change in notes_on(code.notation):
        yield SKOS + "changeNote", Literal(change.text)


def _former(code: Code) -> Iterator[Statement]:
    """Other names that the code had or got in other years: a search finds them, a label never shows them."""
    for name in names_told(code.notation):
        if skeleton(name) != skeleton(code.name):
            for predicate in (ONTOLOGY + "otherYearName", SKOS + "hiddenLabel"):
                yield predicate, Literal(name, "zh")


def _region(base: str, region: Region, closure: Mapping[str, Sequence[str]]) -> Iterator[Statement]:
    yield from labelled("Region", region.notation, region.name)
    yield from placed(base, closure[region.notation])
    yield ONTOLOGY + "attestation", Iri(concept("attestation", "sourced"))


def _small(base: str, entries: SmallList, at: int) -> Iterator[Statement]:
    entry = entries.concepts[at]
    yield RDF_TYPE, Iri(SKOS + "Concept")
    yield SKOS + "notation", Literal(entry.key)
    yield SKOS + "prefLabel", Literal(entry.zh, "zh")
    yield SKOS + "prefLabel", Literal(entry.en, "en")
    yield from placed(base, entries.ancestors(entry.key))
    for form in entry.requires:
        yield ONTOLOGY + "requiresForm", Iri(concept("report-table", form))
    for mark, value in entry.marks:
        yield ONTOLOGY + _camel(mark), Iri(concept(mark, value))


def _camel(mark: str) -> str:
    first, *rest = mark.split("-")
    return first + "".join(word.capitalize() for word in rest)
