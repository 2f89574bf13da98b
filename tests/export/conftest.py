"""A small store that exports start from: one disclosure, and a part of the ontology in the default graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.graph.document import document_nquads
from kg.graph.iris import document
from kg.pipeline import convert
from kg.records.model import Disclosure
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from tests.export.servers import Gate, OxigraphServer


@pytest.fixture
def other_file(tmp_path: Path, small_text: str) -> Path:
    """A second disclosure, of another organisation."""
    path = tmp_path / "other.txt"
    path.write_text(small_text.replace("示范市标准局", "示范市档案馆"), "utf-8")
    return path


def _put(store: EmbeddedStore, path: Path) -> None:
    record = convert(path)
    store.put(document(record.sha256), document_nquads(record, with_concepts=False))


@pytest.fixture
def small_store(tmp_path: Path, small_file: Path, other_file: Path) -> EmbeddedStore:
    """Two documents, and two vocabulary files in the default graph, as a store on disk."""
    store = EmbeddedStore(tmp_path / "small.db")
    _put(store, small_file)
    _put(store, other_file)
    for name in ("budget.ttl", "codes/three-public.ttl"):
        store.store.load(path=str(data_folder("ontology") / name), format=ox.RdfFormat.TURTLE)
    store.flush()
    return store


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OxigraphServer]:
    """An empty Oxigraph server."""
    started = OxigraphServer(tmp_path / "target")
    started.start()
    yield started
    started.kill()


@pytest.fixture
def gate(server: OxigraphServer) -> Iterator[Gate]:
    """The same server behind a gate."""
    opened = Gate(server)
    yield opened
    opened.close()


LISTS = ("report-table", "aggregate-role", "funding-source", "expenditure-kind", "function-2024")


@pytest.fixture
def sampled(tmp_path: Path) -> tuple[EmbeddedStore, list[Disclosure]]:
    """Two budgets with every form whole, and their records."""
    store, records = EmbeddedStore(), []
    for each in samples(2, 7, ["tabs"], (2024,)):
        path = tmp_path / each.file_name
        path.write_text(each.text, "utf-8")
        record = convert(path)
        store.put(document(record.sha256), document_nquads(record, with_concepts=False))
        records.append(record)
    for name in LISTS:
        store.store.load(path=str(data_folder("ontology") / f"codes/{name}.ttl"), format=ox.RdfFormat.TURTLE)
    return store, records
