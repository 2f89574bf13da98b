"""Validates a store and writes an HTML report as it goes; tells time and memory: `… store_validation FOLDER [MOST]`."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg.store.embedded import EmbeddedStore
from kg.validate.findings import DocumentReport
from kg.validate.reports.html import html_parts
from kg.validate.run import validate_store


class _Watched:
    """Reports as they come, with what each took and the memory held after a tenth of them."""

    def __init__(self, reports: Iterable[DocumentReport], total: int) -> None:
        self._reports = reports
        self._tenth = max(1, total // 10)
        self.seconds: list[float] = []
        self.processor: list[float] = []
        self.findings = 0
        self.early = 0

    def __iter__(self) -> Iterator[DocumentReport]:
        wall, processor = time.perf_counter(), time.process_time()
        for report in self._reports:
            self.seconds.append(time.perf_counter() - wall)
            self.processor.append(time.process_time() - processor)
            self.findings += len(report.findings)
            if len(self.seconds) == self._tenth:
                self.early = memory()
            yield report
            wall, processor = time.perf_counter(), time.process_time()


def lines(folder: Path, most: int | None = None) -> Iterator[str]:
    """The lines of the report."""
    store = EmbeddedStore(folder, read_only=True)
    names = list(islice(sorted(store.graphs()), most))
    watched = _Watched(validate_store(store.store, names), len(names))
    begin = time.perf_counter()
    written = sum(len(part) for part in html_parts(watched))
    whole = time.perf_counter() - begin
    processor = statistics.median(watched.processor)
    yield f"A store of {len(names)} documents, with an HTML report written as they come"
    yield (
        f"  a document: median {statistics.median(watched.seconds) * 1000:.0f} ms, {processor * 1000:.0f} ms of "
        f"processor, longest {max(watched.seconds) * 1000:.0f} ms"
    )
    yield f"  all: {whole:.1f} s with the report ({written / 1e6:.1f} million characters, {watched.findings} findings)"
    yield f"  memory at most: {watched.early} MB after a tenth of the documents, {memory()} MB after all"


def memory() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print("\n".join(lines(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)))
