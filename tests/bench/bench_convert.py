"""From the bytes of a text document to its N-Quads, in steady state."""

from __future__ import annotations

from kg.graph.document import document_nquads
from kg.pipeline import convert
from tests.bench.corpus import documents
from tests.bench.timing import in_turn


def report() -> list[str]:
    """One line a document: read, recognise, place, and emit."""
    lines = ["One document to N-Quads (steady state: descriptions and code lists are loaded)"]
    for path in documents():
        whole, records = in_turn(
            {
                path.name[:24]: lambda path=path: document_nquads(convert(path), with_concepts=False),  # type: ignore[misc]
                "  of which to records": lambda path=path: convert(path),  # type: ignore[misc]
            }
        )
        record = convert(path)
        lines += [whole.line(f"{len(record.facts) + len(record.unplaced)} amounts"), records.line()]
    return lines
