"""Quads as text against adding the same to an rdflib graph and serialising it."""

from __future__ import annotations

from rdflib import Dataset

from kg.graph.document import document_nquads
from kg.pipeline import convert
from tests.bench.corpus import documents
from tests.bench.timing import in_turn


def report() -> list[str]:
    """Both sides in one run. rdflib gets its terms ready made: only adding and serialising are timed."""
    records = [convert(path) for path in documents()]
    texts = [document_nquads(record, with_concepts=False) for record in records]
    ready = [_quads(text) for text in texts]
    count = sum(map(len, ready))

    def by_text() -> None:
        for record in records:
            document_nquads(record, with_concepts=False)

    def by_rdflib() -> None:
        for quads in ready:
            dataset = Dataset()
            dataset.addN(quads)
            dataset.serialize(format="nquads")

    text, rdflib = in_turn({"records to N-Quads text": by_text, "rdflib: addN and serialise": by_rdflib}, runs=5)
    return [
        f"Emitting {count} quads of {len(records)} documents",
        text.line(f"{count / text.median:,.0f} quads/s"),
        rdflib.line(f"{count / rdflib.median:,.0f} quads/s"),
        f"  ratio: {rdflib.median / text.median:.1f} times as fast",
    ]


def _quads(text: str) -> list[tuple[object, ...]]:
    dataset = Dataset()
    dataset.parse(data=text, format="nquads")
    target = Dataset()
    return [(s, p, o, target.graph(g)) for s, p, o, g in dataset.quads()]
