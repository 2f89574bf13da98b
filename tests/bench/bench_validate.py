"""Every rule over one document, over a store of many, and pySHACL on the same shapes and data in the same run.

pySHACL takes minutes on a whole document: by default it is given the small disclosure of the tests, and a whole one
only on demand. The store is one of forty generated documents, or one that already stands somewhere:
python -m tests.bench.bench_validate pyshacl
python -m tests.bench.bench_validate store=FOLDER
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from kg.validate.load import document_graph
from kg.validate.rules import rules
from kg.validate.run import validate_graph, validate_nquads
from tests.bench.corpus import documents
from tests.bench.timing import in_turn
from tests.validate.damage import triples
from tests.validate.erring import small_nquads
from tests.validate.oracle import pyshacl_results

OWN_DOCUMENTS = 40


def report() -> list[str]:
    """The lines of the three parts."""
    return [*_documents(), *_ratio(), *_store()]


def _documents() -> Iterator[str]:
    yield f"One document against all {len(rules())} rules (steady state: shapes are loaded)"
    for path in documents():
        record = convert(path)
        name, nquads = iris.document(record.sha256), document_nquads(record)
        graph = document_graph(nquads, name)
        run, load, cpu = in_turn(
            {
                path.name[:24]: lambda graph=graph, name=name: validate_graph(graph, name),  # type: ignore[misc]
                "  loading its graph": lambda nquads=nquads, name=name: document_graph(nquads, name),  # type: ignore[misc]
                "  both": lambda nquads=nquads, name=name: validate_nquads(nquads, name),  # type: ignore[misc]
            },
            runs=5,
        )
        begin = time.process_time()
        validate_graph(graph, name)
        yield run.line(f"{len(graph)} triples, {(time.process_time() - begin) * 1000:.0f} ms of processor")
        yield load.line()
        yield cpu.line()
        if "pyshacl" in sys.argv:
            begin = time.perf_counter()
            pyshacl_results(triples(graph))
            seconds = time.perf_counter() - begin
            yield f"  pySHACL: {seconds:.1f} s, {seconds / run.median:.0f} times as long"


def _ratio() -> Iterator[str]:
    """pySHACL with its queries prepared beforehand: the first run pays for that, the second is counted."""
    nquads, name = small_nquads()
    graph = document_graph(nquads, name)
    ntriples = triples(graph)
    pyshacl_results(ntriples)
    ours, theirs = in_turn(
        {"default engine": lambda: validate_graph(graph, name), "pySHACL": lambda: pyshacl_results(ntriples)}, runs=2
    )
    yield f"The small disclosure of the tests ({len(graph)} triples) against all {len(rules())} rules"
    yield ours.line()
    yield theirs.line(f"{theirs.median / ours.median:.0f} times as long")


def _store() -> Iterator[str]:
    """In a process of its own, so that its memory is that of validating alone."""
    given = next((each.removeprefix("store=") for each in sys.argv if each.startswith("store=")), "")
    with tempfile.TemporaryDirectory() as folder:
        store = given or str(_built(Path(folder)))
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.store_validation", store], capture_output=True, text=True, check=True
        )
    yield from done.stdout.splitlines()


def _built(folder: Path) -> Path:
    store = EmbeddedStore(folder / "store")
    store.load_lists()
    for sample in samples(OWN_DOCUMENTS, 7, ("tabs",)):
        path = folder / sample.file_name
        path.write_text(sample.text, "utf-8")
        record = convert(path)
        store.put(iris.document(record.sha256), document_nquads(record, with_concepts=False))
    store.flush()
    return folder / "store"


if __name__ == "__main__":
    print("\n".join(report()))
