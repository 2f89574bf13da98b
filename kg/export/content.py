"""What a graph of a store holds, as sorted lines; the next graphs are read while one is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.store.embedded import EmbeddedStore

END = b" .\n"
"""what ends a statement; inside a literal a line feed is escaped, so it stands nowhere else"""
_READERS = 2
_AHEAD = 3
"""graphs that are read while one is written: all the memory that an export takes"""


@dataclass(frozen=True, slots=True)
class Content:
    """One graph (none: the default graph) and its statements, N-Triples without their ends, in order."""

    graph: str | None
    statements: list[bytes]

    def ntriples(self) -> bytes:
        """The statements alone."""
        return END.join([*self.statements, b""])

    def nquads(self) -> bytes:
        """The statements with the name of their graph; their order is that of N-Quads, too."""
        end = END if self.graph is None else f" <{self.graph}>".encode() + END
        return end.join([*self.statements, b""])

    def quads(self) -> Iterator[ox.Quad]:
        """The statements parsed."""
        return ox.parse(self.nquads(), format=ox.RdfFormat.N_QUADS)

    def triples(self) -> Iterator[ox.Triple]:
        """The statements parsed, without the graph."""
        return (quad.triple for quad in ox.parse(self.ntriples(), format=ox.RdfFormat.N_TRIPLES))

    def of_its_own(self) -> tuple[bytes, ...]:
        """How subjects begin that are the graph's document or named below it: they stand in no other graph."""
        return () if self.graph is None else tuple(f"<{self.graph}{end}".encode() for end in ">/#")


def content_of(store: EmbeddedStore, graph: str | None) -> Content:
    """A graph, read at once; documents are small. Raises BadArgument where the store cannot be read."""
    try:
        return Content(graph, sorted(store.ntriples(graph).split(END)[:-1]))
    except OSError as error:
        advice = "another process may be writing to it; try again when it has ended"
        raise BadArgument(str(store.folder), f"the store cannot be read ({error})", advice) from error


def contents(store: EmbeddedStore, graphs: Sequence[str | None]) -> Iterator[Content]:
    """The graphs in the order given. The engine reads in other threads, so that it never waits for the writing."""
    waiting: deque[Future[Content]] = deque()
    names = iter(graphs)
    with ThreadPoolExecutor(_READERS) as readers:
        try:
            waiting.extend(readers.submit(content_of, store, name) for name in islice(names, _AHEAD))
            while waiting:
                done = waiting.popleft().result()
                waiting.extend(readers.submit(content_of, store, name) for name in islice(names, 1))
                yield done
        finally:
            for each in waiting:
                each.cancel()


def each_once(found: Iterable[Content]) -> Iterator[Content]:
    """The same without statements that an earlier graph has made, for formats without graphs.

    Only what can stand in several graphs (departments, concepts) is remembered.
    """
    seen: set[bytes] = set()
    for content in found:
        own = content.of_its_own()
        fresh = [each for each in content.statements if each.startswith(own) or each not in seen]
        seen.update(each for each in fresh if not each.startswith(own))
        yield replace(content, statements=fresh)
