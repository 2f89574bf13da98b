"""The canonical form of a dataset (RDFC-1.0) and its hash, so that two exports can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox


def canonical_lines(quads: Iterable[ox.Quad]) -> list[str]:
    """The dataset as lines of canonical N-Quads, in the order of their code points, each ending in a line feed.

    All statements are held in memory: RDFC-1.0 names blank nodes by what the whole dataset says of them.
    """
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad} .\n" for quad in dataset)


def canonical_hash(quads: Iterable[ox.Quad]) -> str:
    """The SHA-256 of the canonical form, in hexadecimal digits."""
    digest = hashlib.sha256()
    for line in canonical_lines(quads):
        digest.update(line.encode())
    return digest.hexdigest()
