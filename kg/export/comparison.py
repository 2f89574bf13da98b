"""Whether two exports hold the same, whatever their formats, their files and their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.export.canonical import canonical_stream, nquads
from kg.export.reading import has_graphs, read_export

SHOWN = 1_000
"""statements that a comparison remembers of what only one side has"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two exports: its statements, the hash of its canonical form, and what the other has not.

    `missing` counts that, `only_here` holds the first of it.
    """

    path: Path
    statements: int
    sha256: str
    missing: int
    only_here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two exports side by side; `with_graphs` is false where one has no named graphs, and both are taken without."""

    left: Side
    right: Side
    with_graphs: bool

    @property
    def same(self) -> bool:
        """Whether the canonical forms are equal."""
        return self.left.sha256 == self.right.sha256


def compare(left: Path, right: Path) -> Comparison:
    """Compares two exports by their canonical form (RDFC-1.0), sorted on disk. Raises BadArgument: unreadable."""
    with_graphs = has_graphs(left) and has_graphs(right)
    one, other = (_Counted(path, _lines(path, with_graphs)) for path in (left, right))
    here, there = one.next(), other.next()
    while here or there:
        if here == there:
            here, there = one.next(), other.next()
        elif not there or (here and here < there):
            one.lacking(here)
            here = one.next()
        else:
            other.lacking(there)
            there = other.next()
    return Comparison(one.side(), other.side(), with_graphs)


def _lines(path: Path, with_graphs: bool) -> Iterator[bytes]:
    quads = read_export(path)
    return canonical_stream(nquads(quads if with_graphs else (ox.Quad(*quad.triple) for quad in quads)))


class _Counted:
    """One side while its lines pass by."""

    def __init__(self, path: Path, lines: Iterator[bytes]) -> None:
        self._path = path
        self._lines = lines
        self._digest = hashlib.sha256()
        self._statements = 0
        self._missing = 0
        self._only_here: list[str] = []

    def next(self) -> bytes:
        """The next line; none at the end."""
        line = next(self._lines, b"")
        self._digest.update(line)
        self._statements += bool(line)
        return line

    def lacking(self, line: bytes) -> None:
        """The other side has not this line."""
        self._missing += 1
        if self._missing <= SHOWN:
            self._only_here.append(line.decode())

    def side(self) -> Side:
        """What was found."""
        return Side(self._path, self._statements, self._digest.hexdigest(), self._missing, tuple(self._only_here))
