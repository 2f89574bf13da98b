"""The embedded store: documents are replaced whole, again and again without change."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import BadArgument
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore


def _quads(path: Path) -> str:
    return document_nquads(convert(path), with_concepts=False)


def test_the_same_document_changes_nothing(tmp_path: Path, small_file: Path) -> None:
    conversion = kg.convert(small_file)
    store = EmbeddedStore(tmp_path / "db")
    assert store.put(conversion.iri, _quads(small_file)).outcome == "new"
    size = len(store)
    assert store.put(conversion.iri, _quads(small_file)).outcome == "unchanged"
    assert len(store) == size


def test_a_changed_document_replaces_its_graph_whole(small_file: Path) -> None:
    conversion = kg.convert(small_file)
    store = EmbeddedStore()
    store.put(conversion.iri, _quads(small_file))
    fewer = "".join(_quads(small_file).splitlines(keepends=True)[:10])
    assert store.put(conversion.iri, fewer).outcome == "changed"
    assert len(list(store.content(conversion.iri))) == 10
    assert store.statements() == 10
    assert list(store.graphs()) == [conversion.iri]


def test_quads_of_another_graph_are_refused(small_file: Path) -> None:
    store = EmbeddedStore()
    with pytest.raises(BadArgument, match="store each document by itself"):
        store.put("https://example.org/other", _quads(small_file))
    assert len(store) == 0


def test_the_lists_are_loaded_once() -> None:
    store = EmbeddedStore()
    assert store.load_lists() is True
    size = len(store)
    assert size > 30_000
    assert store.load_lists() is False
    assert len(store) == size


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="there is no store in this folder"):
        EmbeddedStore(tmp_path, read_only=True)
