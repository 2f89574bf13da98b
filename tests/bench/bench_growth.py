"""`kg build` at growing sizes: time, processor time, memory and store a document, and the cost of building again.

Run: python -m tests.bench growth
SIZES=100,1000,10000 sets the sizes (50 and 100 without it), WORKERS=2 how many workers. FOLDER=path keeps the last
store and its corpus there; ten thousand documents need 50 GB. The documents are generated: five families, three years,
an error in one of twenty; each size is a folder, a store and a process of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.samples.corpus import Plan, corpus
from kg.samples.tables import FAMILIES
from tests.bench.bench_build import run

SIZES = tuple(int(each) for each in os.environ.get("SIZES", "50,100").split(","))
WORKERS = int(os.environ.get("WORKERS", "2"))


def report() -> Iterator[str]:
    """One part for each size, as soon as it is measured."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(os.environ.get("FOLDER", temporary))
        for size in SIZES:
            yield from _size(root, size)


def _size(root: Path, size: int) -> Iterator[str]:
    documents, store = root / "documents", root / "store"
    for old in (documents, store):
        shutil.rmtree(old, ignore_errors=True)
    documents.mkdir(parents=True)
    begin = time.process_time()
    for each in corpus(Plan(size, 7, ("tabs",), tuple(FAMILIES), 3, 0.05)):
        (documents / each.sample.file_name).write_bytes(each.sample.data)
    yield f"{size} documents, generated in {time.process_time() - begin:.0f} s of processor"
    before = os.times()
    built = run(documents, store, WORKERS)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    yield built.line(f"kg build --workers {WORKERS}") + f" {busy / size * 1000:.0f} ms of processor a document"
    each = built.disk / built.statements
    yield f"  {built.statements:,} triples, {built.disk / 1e9:.2f} GB, {each:.0f} bytes a triple"
    again = run(documents, store, WORKERS)
    yield f"  again without changes: {again.seconds:.1f} s, {again.peak:.0f} MB; {again.counts}"


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
