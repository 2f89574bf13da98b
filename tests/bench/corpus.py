"""What the benchmarks run on: the real text documents where they are, else our own samples."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.samples.write import samples
from tests.conftest import SHARED


def documents() -> list[Path]:
    """Text documents, one of each flavour at least."""
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    return seeds or _samples()


def _samples() -> list[Path]:
    folder = Path(tempfile.mkdtemp())
    paths = []
    for sample in samples(6, 7, ("tabs", "cells", "lines")):
        paths.append(folder / sample.file_name)
        paths[-1].write_text(sample.text, "utf-8")
    return paths
