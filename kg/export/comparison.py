"""Whether two exports hold the same, whatever their formats, their files and their order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.export.canonical import canonical_lines
from kg.export.comparable import comparable_hash
from kg.export.reading import has_graphs, read_export


@dataclass(frozen=True, slots=True)
class Side:
    """One of two exports: its statements, the hash of its canonical form, and what the other has not."""

    path: Path
    statements: int
    sha256: str
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
    """Compares two exports by their canonical form (RDFC-1.0), held in memory. Raises BadArgument: unreadable."""
    with_graphs = has_graphs(left) and has_graphs(right)
    lines, others = (_lines(path, with_graphs) for path in (left, right))
    return Comparison(
        _side(left, lines, others),
        _side(right, others, lines),
        with_graphs,
    )


def _lines(path: Path, with_graphs: bool) -> list[str]:
    quads = read_export(path)
    return canonical_lines(quads if with_graphs else (ox.Quad(*quad.triple) for quad in quads))


def _side(path: Path, lines: list[str], others: list[str]) -> Side:
    only = tuple(sorted(set(lines) - set(others)))
    return Side(path, len(lines), comparable_hash(lines), only)
