"""An Oxigraph store in a folder: documents are replaced whole, and nothing else is touched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.graph import iris
from kg.graph.lists import list_files, lists_digest

_VERSION = ox.NamedNode(f"{iris.DATA}store/lists")
_HASH = ox.NamedNode(f"{iris.ONTOLOGY}contentHash")
_SHA256 = ox.NamedNode(f"{iris.ONTOLOGY}sha256")
_META = ox.NamedNode(f"{iris.DATA}store")
ACROSS = f"{iris.DATA}store/across"
"""The graph of what only several documents together say."""
_ACROSS = ox.NamedNode(ACROSS)


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
        if ox.Quad(_VERSION, _HASH, digest, _META) in self.store:
            return False
        self.store.clear_graph(ox.DefaultGraph())
        for quad in list(self.store.quads_for_pattern(_VERSION, None, None, _META)):
            self.store.remove(quad)
        for file in list_files():
            self.store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
        self.store.add(ox.Quad(_VERSION, _HASH, digest, _META))
        return True

    def put(self, graph: str, nquads: str) -> Stored:
        """Replaces the graph of a document by these quads, all of which belong to it.

        The mark of the old content goes first and that of the new comes with it, in one transaction: a build that
        is killed between leaves no mark, and the next one stores the document again.
        """
        name = ox.NamedNode(graph)
        digest = ox.Literal(hashlib.sha256(nquads.encode()).hexdigest())
        count = nquads.count("\n")
        known = next(iter(self.store.quads_for_pattern(name, _HASH, None, _META)), None)
        if known is not None and known.object == digest:
            return Stored(graph, "unchanged", count)
        quads = list(ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS))
        if any(quad.graph_name != name for quad in quads):
            raise BadArgument(graph, "the quads belong to several graphs", "store each document by itself")
        if known is not None:
            self.store.remove(known)
        self.store.remove_graph(name)
        self.store.extend([*quads, ox.Quad(name, _HASH, digest, _META)])
        return Stored(graph, "new" if known is None else "changed", count)

    def drop(self, graph: str) -> None:
        """Takes a document's graph away, its mark first; nothing happens where there is none."""
        name = ox.NamedNode(graph)
        for known in list(self.store.quads_for_pattern(name, _HASH, None, _META)):
            self.store.remove(known)
        self.store.remove_graph(name)

    def put_across(self, ntriples: str) -> None:
        """Adds what only several documents together say (candidates for successions) to a graph of its own."""
        self.store.load(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=_ACROSS)

    def graphs(self) -> Iterator[str]:
        """The names of the documents' graphs."""
        for graph in self.store.named_graphs():
            if isinstance(graph, ox.NamedNode) and graph not in (_META, _ACROSS):
                yield graph.value

    def content(self, graph: str | None) -> Iterator[ox.Quad]:
        """The statements of a document's graph, or of the default graph."""
        return iter(self.store.quads_for_pattern(None, None, None, _name(graph)))

    def digest(self, graph: str | None) -> str | None:
        """The mark of what the graph holds; none where a build was killed before it came."""
        marked = _VERSION if graph is None else ox.NamedNode(graph)
        known = next(iter(self.store.quads_for_pattern(marked, _HASH, None, _META)), None)
        return known.object.value if known is not None and isinstance(known.object, ox.Literal) else None

    def flush(self) -> None:
        """Writes everything to disk."""
        if self.folder is not None:
            self.store.flush()

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
        advice = "another process may be writing to it; try again when it has ended"
        raise BadArgument(str(folder), f"the store cannot be opened ({error})", advice) from error
