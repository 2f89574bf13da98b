"""A store as files: one, one a document, or shards; each in any RDF format, compressed if asked."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.export.canonical import canonical_stream
from kg.export.compression import ENDINGS, check
from kg.export.content import Content, contents, each_once
from kg.export.jsonld import write_jsonld
from kg.export.statistics import Statistics
from kg.export.wholefile import Written, whole_file, written
from kg.graph.formats import FORMATS, format_of
from kg.graph.iris import CODE
from kg.graph.names import PREFIXES
from kg.store.embedded import ACROSS, EmbeddedStore

LISTS = "lists"
"""The name of the file that holds the ontology and the code lists, where a store becomes several files."""
_LONGEST_STEM = 180
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


def export_file(
    store: EmbeddedStore, path: Path, shape: Shape, lists: bool = True, told: Statistics | None = None
) -> Exported:
    """The whole store as one file; with `lists` the ontology and the code lists come first.

    What is written is counted into `told` on its way.
    """
    return _export(_counted(store, _all(store, lists), told), path, shape)


def export_documents(
    store: EmbeddedStore, folder: Path, shape: Shape, lists: bool = True, told: Statistics | None = None
) -> Iterator[Exported]:
    """One file a document, named by its IRI; the lists have a file of their own."""
    _check(shape)
    graphs = _all(store, lists)
    stems = _file_stems(graphs)
    for content in _counted(store, graphs, told):
        yield _export([content], folder / f"{stems[content.graph]}{shape.suffix}", shape)


def export_shards(
    store: EmbeddedStore,
    folder: Path,
    shape: Shape,
    count: int,
    lists: bool = True,
    told: Statistics | None = None,
) -> Iterator[Exported]:
    """So many files of about the same size; which one holds a document depends on its IRI alone."""
    _check(shape)
    if lists:
        yield _export(_counted(store, [None], told), folder / f"{LISTS}{shape.suffix}", shape)
    members: list[list[str | None]] = [[] for _ in range(count)]
    for graph in named(store):
        members[int(hashlib.sha256(graph.encode()).hexdigest(), 16) % count].append(graph)
    for number, graphs in enumerate(members):
        name = f"shard-{number:05d}-of-{count:05d}{shape.suffix}"
        yield _export(_counted(store, graphs, told), folder / name, shape)


def documents(store: EmbeddedStore) -> list[str]:
    """The graphs of the documents, sorted."""
    return sorted(store.graphs())


def named(store: EmbeddedStore) -> list[str]:
    """The named graphs that leave the house: the documents, and what only several together say, if anything."""
    across = [ACROSS] if next(iter(store.content(ACROSS)), None) is not None else []
    return documents(store) + across


def all_contents(store: EmbeddedStore, lists: bool = True) -> Iterator[Content]:
    """Every graph that an export holds, one by one: the marks of the store itself stay at home."""
    return contents(store, _all(store, lists))


def all_quads(store: EmbeddedStore, lists: bool = True) -> Iterator[ox.Quad]:
    """Every statement of these."""
    for content in all_contents(store, lists):
        yield from content.quads()


def _all(store: EmbeddedStore, lists: bool) -> list[str | None]:
    first: list[str | None] = [None] if lists else []
    return first + list(named(store))


def _counted(store: EmbeddedStore, graphs: Sequence[str | None], told: Statistics | None) -> Iterator[Content]:
    for content in contents(store, graphs):
        if told is not None:
            told.add(content)
        yield content


def _check(shape: Shape) -> None:
    check(shape.compression)
    if shape.canonical and shape.ending != ".nq":
        raise BadArgument(shape.ending, "the canonical form is N-Quads", "use a name that ends in .nq")


def _file_stems(graphs: Iterable[str | None]) -> dict[str | None, str]:
    """A file name for each graph, from the last part of its IRI; with a part of its hash where two would share one."""
    stems = {graph: _file_stem(graph) for graph in graphs}
    # file systems of some people take no notice of capitals
    shared = Counter(stem.lower() for stem in stems.values())
    return {
        graph: stem if graph is None or shared[stem.lower()] == 1 else f"{stem}-{_short_hash(graph)}"
        for graph, stem in stems.items()
    }


def _file_stem(graph: str | None) -> str:
    if graph is None:
        return LISTS
    stem = re.sub(r"[^0-9A-Za-z._-]", "_", graph.rstrip("/").rsplit("/", 1)[-1]).lstrip(".")
    return stem[:_LONGEST_STEM] or "document"


def _short_hash(graph: str) -> str:
    return hashlib.sha256(graph.encode()).hexdigest()[:16]


def _export(found: Iterable[Content], path: Path, shape: Shape) -> Exported:
    passed = _Passed()
    with whole_file(path, shape.compression) as out:
        target = FORMATS[shape.ending]
        if target == ox.RdfFormat.JSON_LD:
            write_jsonld(((each.graph, each.quads()) for each in passed.on(found)), out)
        elif shape.canonical:
            out.writelines(canonical_stream(each.nquads() for each in passed.on(found)))
        elif target == ox.RdfFormat.N_QUADS:
            out.writelines(each.nquads() for each in passed.on(found))
        elif target == ox.RdfFormat.N_TRIPLES:
            out.writelines(each.ntriples() for each in passed.on(each_once(found)))
        elif target == ox.RdfFormat.RDF_XML:
            stream = cast(IO[bytes], _CarriageReturns(out))
            triples = _for_xml(passed.on(each_once(found)))
            ox.serialize(triples, stream, format=target, prefixes=_prefixes())
        elif target.supports_datasets:
            quads = (quad for each in passed.on(found) for quad in each.quads())
            ox.serialize(quads, out, format=target, prefixes=_prefixes())
        else:
            triples = (triple for each in passed.on(each_once(found)) for triple in each.triples())
            ox.serialize(triples, out, format=target, prefixes=_prefixes())
    return Exported(written(path), shape, passed.statements)


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


class _Passed:
    """Counts statements on their way into a file."""

    def __init__(self) -> None:
        self.statements = 0

    def on(self, found: Iterable[Content]) -> Iterator[Content]:
        for content in found:
            self.statements += len(content.statements)
            yield content


def _for_xml(found: Iterable[Content]) -> Iterator[ox.Triple]:
    for content in found:
        for triple in content.triples():
            if isinstance(triple.object, ox.Literal):
                check_xml(str(triple.subject), triple.object.value)
            yield triple


def check_xml(where: str, text: str) -> None:
    """Raises BadArgument where a text holds a character that no XML file can carry."""
    found = _FORBIDDEN_IN_XML.search(text)
    if found:
        what = f"a text holds the character U+{ord(found.group()):04X}, which XML cannot carry"
        raise BadArgument(where, what, "use another format")
