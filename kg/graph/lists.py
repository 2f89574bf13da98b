"""What the published code lists say of the concepts that a document uses."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.datafolders import data_folder
from kg.errors import Defect
from kg.graph.iris import CODE
from kg.graph.names import term
from kg.graph.nquads import Statements

_FOLLOWED = (term("skos:broader"), term("bo:requiresForm"))


def add_concepts(used: Iterable[str], out: Statements) -> set[str]:
    """States all that the code lists say of these concepts (IRIs), those above and those they require.

    Gives the unlisted ones.
    """
    unlisted: set[str] = set()
    waiting = list(used)
    seen: set[str] = set()
    while waiting:
        concept = waiting.pop()
        if concept in seen:
            continue
        seen.add(concept)
        known = _described(_list_of(concept)).get(concept)
        if known is None:
            unlisted.add(concept)
            continue
        for predicate, value in known:
            out.add(f"<{concept}>", predicate, value)
            if predicate in _FOLLOWED:
                waiting.append(value[1:-1])
    return unlisted


def is_listed(concept: str) -> bool:
    """Whether a code list holds the concept."""
    return concept in _described(_list_of(concept))


def _list_of(concept: str) -> str:
    if not concept.startswith(CODE):
        raise Defect(f"{concept} is no concept of a code list")
    return concept.removeprefix(CODE).split("/", 1)[0]


@cache
def _described(name: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each concept of a code list its statements, as N-Quads terms."""
    file = data_folder("ontology") / "codes" / f"{name}.ttl"
    if not file.is_file():
        raise Defect(f"the code list {name!r} is missing; run `kg ontology build`")
    described: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode):
            described[triple.subject.value].append((str(triple.predicate), str(triple.object)))
    return {concept: tuple(pairs) for concept, pairs in described.items()}


def list_files() -> list[Path]:
    """The Turtle files of the ontology and of every code list."""
    folder = data_folder("ontology")
    return sorted([*folder.glob("*.ttl"), *(folder / "codes").glob("*.ttl")])


def lists_digest() -> str:
    """The hash of those files."""
    digest = hashlib.sha256()
    for file in list_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()
