"""A store as files: one, one a document, or shards; each in any RDF format, compressed if asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.export.canonical import canonical_lines
from kg.export.compression import ENDINGS, check
from kg.export.jsonld import Graph, write_jsonld
from kg.export.wholefile import Written, whole_file, written
from kg.graph.formats import FORMATS, format_of
from kg.graph.iris import CODE
from kg.graph.names import PREFIXES
from kg.store.embedded import ACROSS, EmbeddedStore

LISTS = "lists"
"""The name of the file that holds the ontology and the code lists, where a store becomes several files."""
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file is: the ending of its RDF format, its compression, whether its form is canonical."""

    ending: str
    compression: str | None = None
    canonical: bool = False

    @property
    def suffix(self) -> str:
        """The whole ending of a file name."""
        packed = next((ending for ending, name in ENDINGS.items() if name == self.compression), "")
        return f"{self.ending}{packed}"


@dataclass(frozen=True, slots=True)
class Exported:
    """One file of an export: what stands in it, and of how many statements it is made."""

    file: Written
    shape: Shape
    statements: int


def shape_of(path: Path, canonical: bool = False) -> Shape:
    """What the ending of a file name asks for (`.nq`, `.ttl.gz`, …). Raises BadArgument for an unknown one."""
    compression = ENDINGS.get(path.suffix.lower())
    bare = path.with_suffix("") if compression else path
    format_of(str(bare))
    shape = Shape(bare.suffix.lower(), compression, canonical)
    _check(shape)
    return shape


def export_file(store: EmbeddedStore, path: Path, shape: Shape, lists: bool = True) -> Exported:
    """The whole store as one file; with `lists` the ontology and the code lists come first."""
    return _export(_graphs(store, named(store), lists), path, shape)


def export_documents(store: EmbeddedStore, folder: Path, shape: Shape, lists: bool = True) -> Iterator[Exported]:
    """One file a document, named by its IRI; the lists have a file of their own."""
    _check(shape)
    if lists:
        yield _export(_graphs(store, (), True), folder / f"{LISTS}{shape.suffix}", shape)
    for graph in named(store):
        yield _export(_graphs(store, [graph], False), folder / f"{_file_stem(graph)}{shape.suffix}", shape)


def export_shards(
    store: EmbeddedStore, folder: Path, shape: Shape, count: int, lists: bool = True
) -> Iterator[Exported]:
    """So many files of about the same size; which one holds a document depends on its IRI alone."""
    _check(shape)
    if lists:
        yield _export(_graphs(store, (), True), folder / f"{LISTS}{shape.suffix}", shape)
    members: list[list[str]] = [[] for _ in range(count)]
    for graph in named(store):
        members[int(hashlib.sha256(graph.encode()).hexdigest(), 16) % count].append(graph)
    for number, graphs in enumerate(members):
        name = f"shard-{number:05d}-of-{count:05d}{shape.suffix}"
        yield _export(_graphs(store, graphs, False), folder / name, shape)


def documents(store: EmbeddedStore) -> list[str]:
    """The graphs of the documents, sorted."""
    return sorted(store.graphs())


def named(store: EmbeddedStore) -> list[str]:
    """The named graphs that leave the house: the documents, and what only several together say, if anything."""
    across = [ACROSS] if next(iter(store.content(ACROSS)), None) is not None else []
    return documents(store) + across


def all_quads(store: EmbeddedStore, lists: bool = True) -> Iterator[ox.Quad]:
    """Every statement that an export holds: the marks of the store itself stay at home."""
    for _, quads in _graphs(store, named(store), lists):
        yield from quads


def _check(shape: Shape) -> None:
    check(shape.compression)
    if shape.canonical and shape.ending != ".nq":
        raise BadArgument(shape.ending, "the canonical form is N-Quads", "use a name that ends in .nq")


def _file_stem(graph: str) -> str:
    return re.sub(r"[^0-9A-Za-z._-]", "_", graph.rstrip("/").rsplit("/", 1)[-1]) or "document"


def _graphs(store: EmbeddedStore, names: Sequence[str], lists: bool) -> Iterator[Graph]:
    """The graphs in order, each sorted: the same store gives the same bytes."""
    for name in ([None] if lists else []) + list(names):
        yield name, sorted(store.content(name), key=str)


def _export(graphs: Iterable[Graph], path: Path, shape: Shape) -> Exported:
    counted = _Counted()
    with whole_file(path, shape.compression) as out:
        target = FORMATS[shape.ending]
        if target == ox.RdfFormat.JSON_LD:
            write_jsonld(counted.graphs(graphs), out)
        elif shape.canonical:
            out.writelines(line.encode() for line in canonical_lines(counted.quads(graphs)))
        elif target == ox.RdfFormat.RDF_XML:
            stream = cast(IO[bytes], _CarriageReturns(out))
            ox.serialize(counted.triples(graphs, target), stream, format=target, prefixes=_prefixes())
        elif target.supports_datasets:
            ox.serialize(counted.quads(graphs), out, format=target, prefixes=_prefixes())
        else:
            ox.serialize(counted.triples(graphs, target), out, format=target, prefixes=_prefixes())
    return Exported(written(path), shape, counted.count)


def _prefixes() -> dict[str, str]:
    return {**PREFIXES, "code": CODE}


class _CarriageReturns:
    """Keeps carriage returns in XML: Oxigraph writes them bare, and every parser takes those for line feeds."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        self._out.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._out.flush()


class _Counted:
    """Counts statements on their way into a file."""

    def __init__(self) -> None:
        self.count = 0

    def graphs(self, graphs: Iterable[Graph]) -> Iterator[Graph]:
        for name, quads in graphs:
            yield name, self._counting(quads)

    def quads(self, graphs: Iterable[Graph]) -> Iterator[ox.Quad]:
        for _, quads in graphs:
            yield from self._counting(quads)

    def triples(self, graphs: Iterable[Graph], target: ox.RdfFormat) -> Iterator[ox.Triple]:
        """The statements without their graphs, each once.

        What is said of a thing whose IRI is below the document's own can stand in no other graph; only the rest
        (departments, concepts) is remembered.
        """
        seen: set[ox.Triple] = set()
        for name, quads in graphs:
            for quad in quads:
                triple = quad.triple
                if name is None or not str(triple.subject).startswith(f"<{name}"):
                    if triple in seen:
                        continue
                    seen.add(triple)
                if target == ox.RdfFormat.RDF_XML and isinstance(triple.object, ox.Literal):
                    check_xml(str(triple.subject), triple.object.value)
                self.count += 1
                yield triple

    def _counting(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            self.count += 1
            yield quad


def check_xml(where: str, text: str) -> None:
    """Raises BadArgument where a text holds a character that no XML file can carry."""
    found = _FORBIDDEN_IN_XML.search(text)
    if found:
        what = f"a text holds the character U+{ord(found.group()):04X}, which XML cannot carry"
        raise BadArgument(where, what, "use another format")
