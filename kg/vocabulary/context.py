"""The JSON-LD context: every term of the vocabulary under its own name, typed by its range."""

from __future__ import annotations

import json
from pathlib import Path

from kg.graph.iris import CODE, ONTOLOGY
from kg.vocabulary.terms import Term, prefixes_of, themes, vocabulary_files

XSD = "http://www.w3.org/2001/XMLSchema#"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def context_text(folder: Path) -> str:
    """The context as JSON, keys sorted."""
    entries: dict[str, object] = {"id": "@id", "type": "@type", "code": CODE, **_prefixes(folder)}
    for theme in themes(folder):
        for term in theme.terms:
            entries[term.name] = _entry(term)
    return json.dumps({"@context": dict(sorted(entries.items()))}, ensure_ascii=False, indent=2) + "\n"


def _prefixes(folder: Path) -> dict[str, str]:
    found = {"bo": ONTOLOGY, "xsd": XSD}
    for path in vocabulary_files(folder):
        found.update(prefixes_of(path.read_text(encoding="utf-8")))
    return found


def _entry(term: Term) -> object:
    iri = f"bo:{term.name}"
    if term.kind == "object":
        return {"@id": iri, "@type": "@id"}
    if term.kind == "datatype" and term.range == _LANG_STRING:
        return {"@id": iri, "@container": "@language"}
    if term.kind == "datatype" and term.range.startswith(XSD) and term.range != f"{XSD}string":
        return {"@id": iri, "@type": f"xsd:{term.range.removeprefix(XSD)}"}
    return iri
