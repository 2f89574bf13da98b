"""Every question of the library as `kg ask` answers it, free queries as a stranger writes them, and rdflib's engine.

    DOCUMENTS=1000 python -m tests.bench query            generated documents in a store of its own on disk
    STORE=budgets.db python -m tests.bench query          a store that is there
    SECONDS=30 …                                          a question that takes longer is ended and told

Each question is asked twice: of one department, and of everything. rdflib gets ten documents at most, in the same run.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from rdflib import Dataset

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.query.answers import answer
from kg.query.library import Question, library
from kg.query.run import ask
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from tests.bench.free_queries import FREE
from tests.bench.timing import in_turn

_COMPARED = (
    "total-spending",
    "largest-projects",
    "spending-by-function",
    "three-public-by-item",
    "revenue-by-source",
    "contradictions",
)
_SLOW = 1.0


def report() -> list[str]:
    """A table of questions with rows and seconds, one of free queries, and the ratio to rdflib."""
    given = os.environ.get("STORE")
    if given:
        return _on(Path(given))
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder), _graphs(int(os.environ.get("DOCUMENTS", "100"))))
        return _on(Path(folder))


def _on(folder: Path) -> list[str]:
    seconds = float(os.environ.get("SECONDS", "60"))
    store = EmbeddedStore(folder, read_only=True)
    department = _department(store)
    documents = sum(1 for _ in store.graphs())
    lines = [f"{len(library())} questions on {documents} documents, {len(store):,} quads on disk"]
    lines.append(f"  {'question':<36} {'rows of one':>11} {'seconds':>8} {'rows of all':>12} {'seconds':>8}")
    slow = [0, 0]
    asker = _Asker(folder, seconds)
    for name, question in library().items():
        of_one = {"department": department} if "department" in _parameters(question) else {}
        (one, one_time), (every, every_time) = (asker.ask(name, given) for given in (of_one, {}))
        slow = [slow[0] + (one_time > _SLOW), slow[1] + (every_time > _SLOW)]
        lines.append(f"  {name:<36} {one:>11} {one_time:>8.2f} {every:>12} {every_time:>8.2f}")
    asker.end()
    lines.append(f"  over {_SLOW:g} s: {slow[0]} of one department ({department}), {slow[1]} of all")
    return [*lines, *_free(store), *_against_rdflib()]


class _Asker:
    """Another process with the store open, started anew where a question takes too long."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder, self._seconds = folder, seconds
        self._start()

    def ask(self, name: str, values: dict[str, str]) -> tuple[str, float]:
        self._pipe.send((name, values))
        if not self._pipe.poll(self._seconds):
            self.end()
            self._start()
            return "ended", self._seconds
        rows, taken = self._pipe.recv()
        return str(rows), taken

    def end(self) -> None:
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_answers, args=(other, self._folder), daemon=True)
        self._process.start()
        self._pipe.recv()


def _answers(pipe: Connection, folder: Path) -> None:
    store = EmbeddedStore(folder, read_only=True)
    questions = library()
    pipe.send("ready")
    while True:
        name, values = pipe.recv()
        begin = time.perf_counter()
        rows = len(answer(store, questions[name], values))
        pipe.send((rows, time.perf_counter() - begin))


def _parameters(question: Question) -> set[str]:
    return {each.name for each in question.header.parameters}


def _department(store: EmbeddedStore) -> str:
    """The department with the most documents: the dearest one to ask of."""
    told = ask(
        store,
        """SELECT ?name { GRAPH ?d { ?d bo:disclosedBy ?body . ?body rdfs:label ?name } }
        GROUP BY ?name ORDER BY DESC(COUNT(?d)) ?name LIMIT 1""",
    )
    return told.rows[0][0].value  # type: ignore[union-attr]


def _free(store: EmbeddedStore) -> Iterator[str]:
    yield "Free queries"
    for name, query in FREE.items():
        begin = time.perf_counter()
        rows = ask(store, query).rows
        yield f"  {name:<52} {len(rows):>6} rows {time.perf_counter() - begin:>8.2f} s"


def _against_rdflib() -> Iterator[str]:
    graphs = _graphs(10)
    store = EmbeddedStore()
    store.load_lists()
    for graph, nquads in graphs.items():
        store.put(graph, nquads)
    dataset = Dataset(default_union=True)
    dataset.parse(data="".join(graphs.values()), format="nquads")
    yield f"The same questions on {len(graphs)} documents in memory, without code lists in rdflib"
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
        yield from (ours.line(), theirs.line(f"ratio {theirs.median / ours.median:.0f}"))


def _build(folder: Path, graphs: dict[str, str]) -> None:
    store = EmbeddedStore(folder)
    store.load_lists()
    for graph, nquads in graphs.items():
        store.put(graph, nquads)
    store.flush()


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
