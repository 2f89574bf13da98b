"""`kg build` as a user runs it: documents a second, memory, store size, a rebuild without changes, growth.

Run: python -m tests.bench build
DOCUMENTS=1000 sets the size (100 without it); the growth is shown from a tenth of it. CORPUS=folder takes text
documents from there instead of generating them. PDF=20 sets how many PDFs are built (a tenth of the size without it).
Each figure is of one fresh process: what it starts, imports and warms up is counted.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.samples.corpus import Plan, corpus
from kg.samples.tables import FAMILIES
from kg.store.embedded import EmbeddedStore

T = TypeVar("T")


@dataclass(frozen=True)
class Run:
    """One build: wall seconds, peak memory of its main process in megabytes, what the summary says, bytes on disk."""

    seconds: float
    peak: float
    documents: int
    statements: int
    counts: dict[str, int]
    disk: int

    def line(self, name: str) -> str:
        """One row of the report."""
        return (
            f"  {name:<38} {self.seconds:8.1f} s {self.documents / self.seconds:7.2f} documents/s "
            f"{self.statements / self.seconds:10,.0f} triples/s {self.peak:7.0f} MB"
        )


def report() -> list[str]:
    """Builds of generated documents, side by side in one run."""
    size = int(os.environ.get("DOCUMENTS", "100"))
    with tempfile.TemporaryDirectory() as folder:
        tenth = max(2, size // 10)
        pdfs = int(os.environ.get("PDF", str(tenth)))
        return [*_stages(Path(folder), tenth), *_text(Path(folder), size), *_pdf(Path(folder), pdfs)]


def _stages(folder: Path, size: int) -> list[str]:
    """Processor seconds of one process for each step, in steady state: what a document costs wherever it is done."""
    lines = []
    for flavour in ("tabs", "pdf"):
        paths = _corpus(folder / f"stages-{flavour}", size, flavour)
        document_nquads(convert(paths[0]), with_concepts=False)
        reading, records = _cpu(lambda: [convert(path) for path in paths])  # noqa: B023
        emitting, texts = _cpu(lambda: [document_nquads(record, with_concepts=False) for record in records])  # noqa: B023
        count = sum(each.count("\n") for each in texts)
        for number, each in enumerate(texts):
            (folder / f"{number}.nq").write_text(each, "utf-8")
        store = EmbeddedStore(folder / f"stages-{flavour}.db")
        loading, _ = _cpu(lambda: store.load([folder / f"{n}.nq" for n in range(len(texts))], []))  # noqa: B023
        lines += [
            f"Processor time of {len(paths)} documents, {flavour}: {count:,} triples",
            f"  to records {reading / len(paths) * 1000:6.0f} ms a document; "
            f"emitted {count / emitting:,.0f} triples/s; loaded {count / loading:,.0f} triples/s",
        ]
    return lines


def _cpu(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def _text(folder: Path, size: int) -> list[str]:
    some, all_of = folder / "some", folder / "all"
    paths = _corpus(folder / "text", size, "tabs")
    _link(some, paths[: max(1, size // 10)])
    _link(all_of, paths)
    count = len(paths)
    lines = [f"kg build of {count} text documents (wall time, peak memory of the main process)"]
    small = run(some, folder / "store-some", 1)
    one = run(all_of, folder / "store-1", 1)
    again = run(all_of, folder / "store-1", 1)
    two = run(all_of, folder / "store-2", 2)
    lines += [small.line(f"{small.documents} documents, 1 worker"), one.line(f"{count} documents, 1 worker")]
    lines.append(two.line(f"{count} documents, 2 workers"))
    lines.append(f"  2 workers against 1: {one.seconds / two.seconds:.2f} times")
    slower = (one.seconds / count) / (small.seconds / small.documents)
    lines.append(f"  {count} against {small.documents} documents: {one.peak / small.peak:.2f} times the memory, "
                 f"{slower:.2f} times the time a document")  # fmt: skip
    assert again.counts == {"unchanged": count} or set(again.counts) == {"unchanged", "apart"}, again.counts
    lines.append(f"  again without changes: {again.seconds:.2f} s, {again.seconds / count * 1000:.2f} ms a document, "
                 f"{again.peak:.0f} MB")  # fmt: skip
    per_document = one.statements / count
    lines.append(f"  {per_document:,.0f} triples a document; {one.disk / count / 1e6:.2f} MB of disk a document, "
                 f"{one.disk / one.statements:.0f} bytes a triple")  # fmt: skip
    return lines


def _pdf(folder: Path, size: int) -> list[str]:
    _corpus(folder / "pdf", size, "pdf")
    one = run(folder / "pdf", folder / "store-pdf-1", 1)
    two = run(folder / "pdf", folder / "store-pdf-2", 2)
    lines = [f"kg build of {one.documents} PDF documents", one.line("1 worker"), two.line("2 workers")]
    return [*lines, f"  2 workers against 1: {one.seconds / two.seconds:.2f} times"]


def run(documents: Path, store: Path, workers: int) -> Run:
    """Builds in a process of its own; an error of the build ends the benchmark."""
    command = [sys.executable, "-m", "kg", "build", str(documents), "--store", str(store), "--json"]
    out = store.with_suffix(".json")
    begin = time.perf_counter()
    with out.open("wb") as told, Path(os.devnull).open("wb") as quiet:
        files = [(os.POSIX_SPAWN_DUP2, told.fileno(), 1), (os.POSIX_SPAWN_DUP2, quiet.fileno(), 2)]
        command += ["--workers", str(workers)]
        pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=files)
        status, peak = _watched(pid)
    seconds = time.perf_counter() - begin
    assert os.waitstatus_to_exitcode(status) == 0, out.read_text("utf-8")[-2000:]
    told_of = json.loads(out.read_text("utf-8"))
    counts = told_of["counts"]
    stored = counts.get("new", 0) + counts.get("unchanged", 0)
    disk = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    return Run(seconds, peak, stored, told_of["quads"], counts, disk)


def _watched(pid: int) -> tuple[int, float]:
    """Waits for a process: its status and the most memory (megabytes) that it had.

    The kernel's own account (ru_maxrss) begins with what the parent had, so the peak is read while the process runs.
    """
    peak = 0.0
    while True:
        found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
        peak = max(peak, int(found.group(1)) / 1024) if found else peak
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status, peak
        time.sleep(0.05)


def _corpus(folder: Path, size: int, flavour: str) -> list[Path]:
    """So many documents: those of CORPUS, or generated ones."""
    given = os.environ.get("CORPUS")
    if given and flavour != "pdf":
        return sorted(Path(given).glob("*.txt"))[:size]
    folder.mkdir(parents=True)
    for each in corpus(Plan(size, 7, (flavour,), tuple(FAMILIES), 3, 0.0)):
        (folder / each.sample.file_name).write_bytes(each.sample.data)
    return sorted(folder.iterdir())


def _link(folder: Path, paths: list[Path]) -> None:
    folder.mkdir()
    for path in paths:
        shutil.copy(path, folder / path.name)


if __name__ == "__main__":
    print("\n".join(report()))
