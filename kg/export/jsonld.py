"""JSON-LD with the project's own context: one named graph a document, framed by the document.

The document stands first, and what only one thing speaks of stands inside that thing: the place inside its fact, the
indicator inside its goal. Framing changes the shape alone; the statements are those of the graph.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

import pyoxigraph as ox

from kg.datafolders import data_folder
from kg.graph.iris import ONTOLOGY

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{_XSD}string"

_DEEPEST = 8
"""Things inside things; deeper ones stand by themselves"""

Graph = tuple[str | None, Iterable[ox.Quad]]
"""The name of a graph (none for the default graph) and its statements, those of a subject together."""


@dataclass(frozen=True, slots=True)
class Context:
    """The published context, turned round: from IRIs to short names."""

    document: Mapping[str, Any]
    namespaces: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    types: Mapping[str, str]
    languages: frozenset[str]

    def shorten(self, iri: str) -> str:
        """An IRI under a prefix of the context where that can be read back unchanged."""
        for namespace, prefix in self.namespaces:
            rest = iri[len(namespace) :]
            if iri.startswith(namespace) and rest and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri


@dataclass(frozen=True, slots=True)
class _Reference:
    """A thing that a statement speaks of: its name, and how it is written where the thing stands elsewhere."""

    name: str
    written: Any


@cache
def context() -> Context:
    """The context of this installation (ontology/context.jsonld)."""
    document = json.loads((data_folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    namespaces = {value: name for name, value in document.items() if isinstance(value, str) and value[-1:] in "#/"}
    names, types, languages = {}, {}, set()
    for name, entry in document.items():
        iri = entry if isinstance(entry, str) else entry["@id"]
        if not iri.startswith("bo:"):
            continue
        full = ONTOLOGY + iri.removeprefix("bo:")
        names[full] = name
        if isinstance(entry, dict) and "@type" in entry:
            types[full] = entry["@type"].replace("xsd:", _XSD)
        elif isinstance(entry, dict):
            languages.add(full)
    longest_first = tuple(sorted(namespaces.items(), key=lambda pair: -len(pair[0])))
    return Context(document, longest_first, names, types, frozenset(languages))


def write_jsonld(graphs: Iterable[Graph], out: IO[bytes]) -> None:
    """Writes the graphs as one JSON-LD document, graph by graph, so that memory holds one of them."""
    head = json.dumps(context().document, ensure_ascii=False)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    comma = "\n"
    for name, quads in graphs:
        nodes = _nodes(quads, name)
        for item in nodes if name is None else [{"id": name, "@graph": list(nodes)}]:
            out.write(f"{comma}{json.dumps(item, ensure_ascii=False)}".encode())
            comma = ",\n"
    out.write(b"\n]}\n")


def _nodes(quads: Iterable[ox.Quad], first: str | None) -> Iterator[dict[str, Any]]:
    subjects: dict[str, dict[str, Any]] = {}
    if first is not None:
        subjects[first] = {"id": first}
    spoken_of: Counter[str] = Counter()
    for quad in quads:
        name = _id(quad.subject)
        _add(subjects.setdefault(name, {"id": name}), quad)
        if not isinstance(quad.object, ox.Literal) and quad.predicate.value != _RDF_TYPE:
            spoken_of[_id(quad.object)] += 1
    alone = {name for name, count in spoken_of.items() if count == 1 and first not in (None, name)}
    yield from _framed(subjects, alone)


def _framed(subjects: dict[str, dict[str, Any]], alone: set[str]) -> Iterator[dict[str, Any]]:
    """The nodes, those of `alone` inside the one that speaks of them; a ring, or what is too deep, stands by itself."""
    done: set[str] = set()

    def framed(name: str, depth: int) -> dict[str, Any]:
        done.add(name)
        return {key: value if key == "id" else inside(value, depth) for key, value in subjects[name].items()}

    def inside(value: Any, depth: int) -> Any:
        if isinstance(value, list):
            return [inside(each, depth) for each in value]
        if not isinstance(value, _Reference):
            return value
        if value.name in alone and value.name in subjects and value.name not in done and depth < _DEEPEST:
            return framed(value.name, depth + 1)
        return value.written

    for name in [name for name in subjects if name not in alone] + sorted(alone & subjects.keys()):
        if name not in done and len(subjects[name]) > 1:
            yield framed(name, 0)


def _add(node: dict[str, Any], quad: ox.Quad) -> None:
    key, value = _entry(quad.predicate.value, quad.object)
    if isinstance(value, dict) and key in node and context().document.get(key, {}) and _is_language_map(key):
        _merge(node[key], value)
    elif key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _is_language_map(key: str) -> bool:
    entry = context().document[key]
    return isinstance(entry, dict) and "@container" in entry


def _merge(known: dict[str, Any], more: dict[str, str]) -> None:
    for language, text in more.items():
        there = known.get(language)
        if there is None:
            known[language] = text
        else:
            known[language] = [*there, text] if isinstance(there, list) else [there, text]


def _entry(predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> tuple[str, Any]:
    """The key and the value: under the term of the context where its type is the value's, else spelled out."""
    told = context()
    if predicate == _RDF_TYPE and not isinstance(value, ox.Literal):
        return "type", told.names.get(_id(value)) or told.shorten(_id(value))
    name, wanted = told.names.get(predicate), told.types.get(predicate)
    if isinstance(value, ox.Literal):
        if name and predicate in told.languages and value.language:
            return name, {value.language: value.value}
        if name and predicate not in told.languages and wanted in (None, "@id"):
            return (name, _literal(value)) if wanted is None else (told.shorten(predicate), _literal(value))
        if name and wanted == value.datatype.value:
            return name, value.value
        return told.shorten(predicate), _literal(value)
    short = told.shorten(_id(value))
    if name and wanted == "@id":
        return name, _Reference(_id(value), short)
    return told.shorten(predicate), _Reference(_id(value), {"id": short})


def _literal(value: ox.Literal) -> Any:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == _STRING:
        return value.value
    return {"@value": value.value, "@type": context().shorten(value.datatype.value)}


def _id(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)
