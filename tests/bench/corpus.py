"""What the benchmarks run on: the real text documents where they are, else our own samples."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.conftest import SHARED


def documents() -> list[Path]:
    """Text documents, one of each flavour at least."""
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    return seeds or _samples()


def _samples() -> list[Path]:
    from kg.samples.write import write_samples

    return write_samples(Path(tempfile.mkdtemp()), documents=6, seed=7)
