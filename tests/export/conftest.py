"""A small store that exports start from: one disclosure, and a part of the ontology in the default graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.graph.document import document_nquads
from kg.graph.iris import document
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore


@pytest.fixture
def other_file(tmp_path: Path, small_text: str) -> Path:
    """A second disclosure, of another organisation."""
    path = tmp_path / "other.txt"
    path.write_text(small_text.replace("示范市标准局", "示范市档案馆"), "utf-8")
    return path


def put(store: EmbeddedStore, path: Path) -> str:
    """Stores a document; gives its graph."""
    record = convert(path)
    name = document(record.sha256)
    store.put(name, document_nquads(record, with_concepts=False))
    store.flush()
    return name


@pytest.fixture
def small_store(tmp_path: Path, small_file: Path, other_file: Path) -> EmbeddedStore:
    """Two documents, and two vocabulary files in the default graph, as a store on disk."""
    store = EmbeddedStore(tmp_path / "small.db")
    put(store, small_file)
    put(store, other_file)
    for name in ("budget.ttl", "codes/three-public.ttl"):
        store.store.load(path=str(data_folder("ontology") / name), format=ox.RdfFormat.TURTLE)
    store.flush()
    return store
