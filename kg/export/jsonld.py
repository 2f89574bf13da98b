"""JSON-LD with the project's own context: one named graph a document, the document itself first in it."""

from __future__ import annotations

import json
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
    for quad in quads:
        name = _id(quad.subject)
        _add(subjects.setdefault(name, {"id": name}), quad)
    yield from (node for node in subjects.values() if len(node) > 1)


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
    if name and wanted == "@id":
        return name, told.shorten(_id(value))
    return told.shorten(predicate), {"id": told.shorten(_id(value))}


def _literal(value: ox.Literal) -> Any:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == _STRING:
        return value.value
    return {"@value": value.value, "@type": context().shorten(value.datatype.value)}


def _id(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)
