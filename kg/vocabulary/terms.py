"""The terms that the ontology defines, read from its Turtle: labels, definitions, domains, alignments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import Defect
from kg.graph.iris import ONTOLOGY

OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
_KINDS = {f"{OWL}Class": "class", f"{OWL}ObjectProperty": "object", f"{OWL}DatatypeProperty": "datatype"}
_ALIGNMENTS = "alignments.ttl"
_NO_THEME = {_ALIGNMENTS, "cubes.ttl", "ontology.ttl"}


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property: `kind` is class, object or datatype; texts are pairs of Chinese and English."""

    name: str
    kind: str
    theme: str
    label: tuple[str, str]
    definition: tuple[str, str]
    domain: str
    range: str
    status: str
    above: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One file of the vocabulary with its titles and terms, in the order of the file."""

    name: str
    zh: str
    en: str
    terms: tuple[Term, ...]


def vocabulary_files(folder: Path) -> list[Path]:
    """Every hand-written Turtle file of the ontology, sorted: themes, header, alignments, cubes."""
    return sorted(folder.glob("*.ttl"))


def themes(folder: Path) -> tuple[Theme, ...]:
    """The themes of the vocabulary below an `ontology` folder, sorted by name."""
    aligned = _graph(folder / _ALIGNMENTS)
    return tuple(_theme(path, aligned) for path in vocabulary_files(folder) if path.name not in _NO_THEME)


def ontology_version(folder: Path) -> str:
    """The version that the header of the ontology states."""
    found = _values(_graph(folder / "ontology.ttl"), ONTOLOGY.removesuffix("#"), f"{OWL}versionInfo")
    if len(found) != 1:
        raise Defect("the header of the ontology states no version, or several")
    return found[0]


def prefixes_of(text: str) -> dict[str, str]:
    """The prefixes that a Turtle text declares."""
    found = (line.split() for line in text.splitlines() if line.startswith("@prefix "))
    return {parts[1].removesuffix(":"): parts[2].strip("<>") for parts in found}


def _theme(path: Path, aligned: Store) -> Theme:
    text = path.read_text(encoding="utf-8")
    en, separator, zh = text.splitlines()[0].removeprefix("# ").partition(" · ")
    if not separator:
        raise Defect(f"{path.name} does not open with its title in English and Chinese")
    graph = _graph(path)
    named = sorted(_subjects(graph), key=lambda iri: text.index(f"\nbo:{iri.removeprefix(ONTOLOGY)} "))
    return Theme(path.stem, zh, en, tuple(_term(graph, aligned, iri, path.stem) for iri in named))


def _graph(path: Path) -> Store:
    store = Store()
    store.load(path.read_bytes(), RdfFormat.TURTLE)
    return store


def _subjects(graph: Store) -> set[str]:
    found = graph.quads_for_pattern(None, _TYPE, None, None)
    return {_name(quad.subject) for quad in found if _name(quad.object) in _KINDS}


def _term(graph: Store, aligned: Store, iri: str, theme: str) -> Term:
    types = [_KINDS[value] for value in _values(graph, iri, _TYPE.value) if value in _KINDS]
    above = _values(aligned, iri, RDFS + "subClassOf") + _values(aligned, iri, RDFS + "subPropertyOf")
    return Term(
        name=iri.removeprefix(ONTOLOGY),
        kind=types[0],
        theme=theme,
        label=_texts(graph, iri, RDFS + "label"),
        definition=_texts(graph, iri, SKOS + "definition"),
        domain="".join(_values(graph, iri, RDFS + "domain")),
        range="".join(_values(graph, iri, RDFS + "range")),
        status="".join(_values(graph, iri, _STATUS)),
        above=tuple(sorted(above)),
        near=tuple(sorted(_values(aligned, iri, SKOS + "closeMatch"))),
    )


def _values(graph: Store, subject: str, predicate: str) -> list[str]:
    return sorted(_name(quad.object) for quad in _quads(graph, subject, predicate))


def _texts(graph: Store, subject: str, predicate: str) -> tuple[str, str]:
    by_language = {
        quad.object.language: quad.object.value
        for quad in _quads(graph, subject, predicate)
        if isinstance(quad.object, Literal)
    }
    return by_language.get("zh", ""), by_language.get("en", "")


def _quads(graph: Store, subject: str, predicate: str) -> Iterator[Quad]:
    return graph.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)


def _name(node: object) -> str:
    return str(getattr(node, "value", node))
