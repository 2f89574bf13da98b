"""The canonical form of a dataset (RDFC-1.0) and its hash, so that two exports can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from kg.export.sorting import sorted_lines

_BLOCK = 10_000


def canonical_lines(quads: Iterable[ox.Quad]) -> list[str]:
    """The dataset as lines of canonical N-Quads, in the order of their code points, each ending in a line feed.

    All statements are held in memory; `canonical_stream` does without.
    """
    listed = list(quads)
    if not any(map(_has_blank, listed)):
        # without blank nodes the canonical form is the sorted statements, and that is far quicker
        return sorted({f"{quad} .\n" for quad in listed})
    dataset = ox.Dataset(listed)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad} .\n" for quad in dataset)


def canonical_stream(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same from N-Quads as the engine writes them, in parts that need no order; sorted on disk.

    Only a dataset with blank nodes is held in memory: RDFC-1.0 names them by what the whole dataset says of them.
    """
    watch = _Watch()
    lines = sorted_lines(watch.lines(blocks))
    if not watch.blank:
        yield from lines
        return
    quads = ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    yield from (line.encode() for line in canonical_lines(quads))


def canonical_hash(quads: Iterable[ox.Quad]) -> str:
    """The SHA-256 of the canonical form, in hexadecimal digits."""
    return hash_of(canonical_stream(nquads(quads)))


def hash_of(lines: Iterable[bytes]) -> str:
    """The SHA-256 of some lines, in hexadecimal digits."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def nquads(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Statements as blocks of N-Quads."""
    left = iter(quads)
    while block := "".join(f"{quad} .\n" for quad in islice(left, _BLOCK)):
        yield block.encode()


class _Watch:
    """Looks out for blank nodes while lines pass by."""

    def __init__(self) -> None:
        self.blank = False

    def lines(self, blocks: Iterable[bytes]) -> Iterator[list[bytes]]:
        for block in blocks:
            if not self.blank and (b"_:" in block or b"<<(" in block):
                # it may stand in a text
                self.blank = any(map(_has_blank, ox.parse(block, format=ox.RdfFormat.N_QUADS)))
            yield block.splitlines(keepends=True)


def _has_blank(quad: ox.Quad) -> bool:
    return any(isinstance(each, ox.BlankNode | ox.Triple) for each in (quad.subject, quad.object, quad.graph_name))
