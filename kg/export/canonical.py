"""The canonical form of a dataset (RDFC-1.0) and its hash, so that two exports can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox


def canonical_lines(quads: Iterable[ox.Quad]) -> list[str]:
    """The dataset as lines of canonical N-Quads, in the order of their code points, each ending in a line feed.

    All statements are held in memory: RDFC-1.0 names blank nodes by what the whole dataset says of them.
    """
    listed = list(quads)
    if not any(map(_has_blank, listed)):
        # without blank nodes the canonical form is the sorted statements, and that is far quicker
        return sorted({f"{quad} .\n" for quad in listed})
    dataset = ox.Dataset(listed)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad} .\n" for quad in dataset)


def _has_blank(quad: ox.Quad) -> bool:
    return any(isinstance(each, ox.BlankNode | ox.Triple) for each in (quad.subject, quad.object, quad.graph_name))


def canonical_hash(quads: Iterable[ox.Quad]) -> str:
    """The SHA-256 of the canonical form, in hexadecimal digits."""
    digest = hashlib.sha256()
    for line in canonical_lines(quads):
        digest.update(line.encode())
    return digest.hexdigest()
