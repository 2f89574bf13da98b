"""What VoID counts of a dataset, counted graph by graph while an export writes it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.export.content import Content
from kg.graph.turtle import RDF_TYPE
from kg.store.embedded import ACROSS

_TYPE = f"<{RDF_TYPE}>".encode()


@dataclass(slots=True)
class Statistics:
    """The numbers of statements and of documents, of the members of each class and the uses of each property.

    A thing counts once for its class, though several graphs may say so (a department of two documents); what is named
    below a document can stand in no other graph and need not be remembered.
    """

    statements: int = 0
    documents: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[bytes, bytes]] = field(default_factory=set)

    def add(self, content: Content) -> None:
        """Takes one graph in."""
        self.statements += len(content.statements)
        self.documents += content.graph not in (None, ACROSS) and bool(content.statements)
        parts = [each.split(b" ", 2) for each in content.statements]
        for name, count in Counter(predicate for _, predicate, _ in parts).items():
            self.properties[_iri(name)] += count
        own = content.of_its_own()
        for subject, predicate, kind in parts:
            if predicate != _TYPE or not kind.startswith(b"<"):
                continue
            if not subject.startswith(own):
                if (subject, kind) in self._seen:
                    continue
                self._seen.add((subject, kind))
            self.classes[_iri(kind)] += 1


def _iri(written: bytes) -> str:
    return written[1:-1].decode()
