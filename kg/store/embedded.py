"""An Oxigraph store in a folder: documents are replaced whole, and nothing else is touched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.graph import iris
from kg.graph.lists import list_files, lists_digest
from kg.store.changes import replacing, withdrawing
from kg.store.files import Chain
from kg.store.links import ACROSS as ACROSS
from kg.store.marks import HASH, META, Mark, count_statements, read_mark, sources, wholes

_VERSION = ox.NamedNode(f"{iris.DATA}store/lists")
_ACROSS = ox.NamedNode(ACROSS)
_LEFT_BEHIND = re.compile(r"(bulk-)?\d{12,}(\.sst)?")
"""files of a bulk load that was killed; those that the engine itself numbers have six digits"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a document did: new, changed, or unchanged."""

    graph: str
    outcome: str
    quads: int


class EmbeddedStore:
    """The store in a folder (in memory without one)."""

    def __init__(self, folder: Path | None = None, read_only: bool = False) -> None:
        self.folder = folder
        self.store = _opened(folder, read_only)

    def load_lists(self) -> bool:
        """Puts the ontology and the code lists into the default graph, where they are not yet; tells whether it did."""
        digest = ox.Literal(lists_digest())
        if ox.Quad(_VERSION, HASH, digest, META) in self.store:
            return False
        # one load, mark and all: TriG is Turtle that may name graphs, and the files name no blank node twice
        mark = f"GRAPH {META} {{ {_VERSION} {HASH} {digest} }}\n"
        stream = cast(IO[bytes], Chain(list_files(), mark.encode()))
        with self.writing():
            self.store.clear_graph(ox.DefaultGraph())
            for quad in list(self.store.quads_for_pattern(_VERSION, None, None, META)):
                self.store.remove(quad)
            self.store.bulk_load(input=stream, format=ox.RdfFormat.TRIG)
        return True

    def put(self, graph: str, nquads: str, mark: Mark | None = None) -> Stored:
        """Replaces the graph of a document by these quads, all of which belong to it, in one transaction.

        Readers and a build that is killed find the old graph with its mark or the new one with its own.
        """
        count = nquads.count("\n")
        digest = hashlib.sha256(nquads.encode()).hexdigest()
        wanted = replace(mark or Mark(graph, digest), content=digest, statements=count)
        known = self.mark(graph)
        if known == wanted:
            return Stored(graph, "unchanged", count)
        outcome = "new" if known is None else "unchanged" if known.content == digest else "changed"
        update = replacing(self.store, known, wanted, None if outcome == "unchanged" else nquads)
        with self.writing():
            self.store.update(update)
        return Stored(graph, outcome, count)

    def load(self, files: Sequence[Path], marks: Sequence[Mark]) -> None:
        """Adds documents that the store does not hold, each the N-Quads of one file, all at once and with their marks.

        Several documents go in together several times as fast as one by one. They are all there afterwards, or
        none is.
        """
        told = "".join(mark.nquads() for mark in marks)
        stream = cast(IO[bytes], Chain(files, told.encode()))
        with self.writing():
            self.store.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS)

    def withdraw(self, graph: str) -> None:
        """Removes a document with its mark, in one transaction."""
        update = withdrawing(graph, self.mark(graph))
        with self.writing():
            self.store.update(update)

    def mark(self, graph: str) -> Mark | None:
        """What is noted of a document; none where the store does not hold it."""
        return read_mark(self.store, graph)

    def holds(self, graph: str) -> bool:
        """Whether anything of a document is in the store, marked or not."""
        return self.store.contains_named_graph(ox.NamedNode(graph)) or self.mark(graph) is not None

    def wholes(self, sha256: str) -> Iterator[Mark]:
        """The documents of several files, of which one has this hash."""
        return wholes(self.store, sha256)

    def sources(self) -> Iterator[tuple[str, str]]:
        """The graph of each document that a batch stored, and the hash of what it was made from."""
        return sources(self.store)

    def statements(self) -> int:
        """The statements of all documents as their marks tell them; `len` counts everything, one by one."""
        return count_statements(self.store)

    def put_across(self, ntriples: str) -> None:
        """Adds what only several documents together say (candidates for successions) to a graph of its own."""
        self.store.load(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=_ACROSS)

    def graphs(self) -> Iterator[str]:
        """The names of the documents' graphs."""
        for graph in self.store.named_graphs():
            if isinstance(graph, ox.NamedNode) and graph not in (META, _ACROSS):
                yield graph.value

    def content(self, graph: str | None) -> Iterator[ox.Quad]:
        """The statements of a document's graph, or of the default graph."""
        return iter(self.store.quads_for_pattern(None, None, None, _name(graph)))

    def ntriples(self, graph: str | None) -> bytes:
        """The same as N-Triples, in the engine's own order; other threads may run meanwhile."""
        return self.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=_name(graph)) or b""

    def digest(self, graph: str | None) -> str | None:
        """The mark of what the graph holds; none where a build was killed before it came."""
        marked = _VERSION if graph is None else ox.NamedNode(graph)
        known = next(iter(self.store.quads_for_pattern(marked, HASH, None, META)), None)
        return known.object.value if known is not None and isinstance(known.object, ox.Literal) else None

    def flush(self) -> None:
        """Writes everything to disk."""
        if self.folder is not None:
            with self.writing():
                self.store.flush()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Writing inside; raises BadArgument where the disk is full: what was whole before stays."""
        try:
            yield
        except OSError as error:
            advice = "make room on that disk and build again: what is stored is kept"
            raise BadArgument(str(self.folder), f"the store cannot be written ({error})", advice) from error

    def tidy(self) -> None:
        """Removes the files that a killed bulk load left in the folder and that no store knows."""
        for path in self.folder.iterdir() if self.folder is not None else ():
            if _LEFT_BEHIND.fullmatch(path.name) and path.is_file():
                path.unlink()

    def __len__(self) -> int:
        return len(self.store)


def _name(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def _opened(folder: Path | None, read_only: bool) -> ox.Store:
    if folder is None:
        return ox.Store()
    if read_only and not (folder / "CURRENT").is_file():
        raise BadArgument(str(folder), "there is no store in this folder", "build one with `kg build … --store DIR`")
    try:
        if read_only:
            return ox.Store.read_only(str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(folder))
    except OSError as error:
        advice = "another process may be writing to it, or the disk be full: try again when that has ended"
        raise BadArgument(str(folder), f"the store cannot be opened ({error})", advice) from error
