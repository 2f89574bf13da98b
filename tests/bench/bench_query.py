"""Every question of the library on a store of generated documents, and a few of them on rdflib's engine.

`DOCUMENTS=1000 python -m tests.bench query` sets the size; rdflib gets a tenth of it, and at most ten documents.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from rdflib import Dataset

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.query.answers import answer
from kg.query.library import library
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from tests.bench.timing import in_turn

_COMPARED = ("total-spending", "largest-projects", "spending-by-function", "three-public-by-item", "contradictions")
_SLOW = 1.0


def report() -> list[str]:
    """One line a question: its rows and seconds in memory; then the ratio to rdflib."""
    size = int(os.environ.get("DOCUMENTS", "100"))
    graphs = _graphs(size)
    store = _store(graphs)
    lines = [f"{len(library())} questions on {len(graphs)} documents, {len(store):,} quads in memory"]
    slow = 0
    for name, question in library().items():
        begin = time.perf_counter()
        rows = answer(store, question, {})
        seconds = time.perf_counter() - begin
        slow += seconds > _SLOW
        lines.append(f"  {name:<36} {len(rows):>8} rows {seconds * 1000:>10.1f} ms")
    lines.append(f"  {slow} of them took more than {_SLOW:g} s")
    return lines + _against_rdflib(dict(list(graphs.items())[: max(1, min(10, size // 10))]))


def _against_rdflib(graphs: dict[str, str]) -> list[str]:
    store = _store(graphs)
    dataset = Dataset(default_union=True)
    dataset.parse(data="".join(graphs.values()), format="nquads")
    lines = [f"The same questions on {len(graphs)} documents, without code lists in rdflib"]
    for name in _COMPARED:
        question = library()[name]
        text = question.sparql()
        ours, theirs = in_turn(
            {
                f"{name}, Oxigraph": lambda question=question: answer(store, question, {}),  # type: ignore[misc]
                f"{name}, rdflib": lambda text=text: list(dataset.query(text)),  # type: ignore[misc]
            },
            runs=3,
        )
        lines += [ours.line(), theirs.line(f"ratio {theirs.median / ours.median:.0f}")]
    return lines


def _graphs(size: int) -> dict[str, str]:
    """The N-Quads of generated documents by graph: as many different ones as asked for."""
    graphs = {}
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples(size, 1, ["tabs"]):
            path = Path(folder) / sample.file_name
            path.write_text(sample.text, "utf-8")
            record = convert(path)
            graphs[iris.document(record.sha256)] = document_nquads(record, with_concepts=False)
    return graphs


def _store(graphs: dict[str, str]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load_lists()
    for graph, nquads in graphs.items():
        store.put(graph, nquads)
    return store
