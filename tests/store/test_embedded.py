"""The embedded store: documents are replaced whole, again and again without change."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import BadArgument
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore
from kg.store.marks import Mark


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


def test_what_a_killed_load_left_is_removed_and_nothing_else(tmp_path: Path, small_file: Path) -> None:
    folder = tmp_path / "db"
    store = EmbeddedStore(folder)
    store.put(kg.convert(small_file).iri, _quads(small_file))
    store.flush()
    stood = {path.name for path in folder.iterdir()}
    for name in ("bulk-66918055075037839590821071549864241679.sst", "336918055075037839590821071549864241679"):
        (folder / name).write_bytes(b"left behind")
    (folder / "notes.txt").write_text("mine", "utf-8")
    store.tidy()
    assert {path.name for path in folder.iterdir()} == stood | {"notes.txt"}


def test_documents_go_in_together_or_not_at_all(tmp_path: Path, small_file: Path) -> None:
    conversion, store = kg.convert(small_file), EmbeddedStore(tmp_path / "db")
    good, bad = tmp_path / "good.nq", tmp_path / "bad.nq"
    good.write_text(_quads(small_file), "utf-8")
    bad.write_text("<a> <b> .\n", "utf-8")
    mark = Mark(conversion.iri, "digest", "source", "conversion", 1, "650100", "{}", "1 2 3", "[]", (("sha", "[]"),))
    with pytest.raises(SyntaxError):
        store.load([good, bad], [mark])
    assert (len(store), store.mark(conversion.iri)) == (0, None)
    store.load([good], [mark])
    assert store.mark(conversion.iri) == mark
    assert store.holds(conversion.iri)
    assert [each.graph for each in store.wholes("sha")] == [conversion.iri]
    store.withdraw(conversion.iri)
    left = {str(quad) for quad in store.store}
    assert len(left) == 1  # only that the region's links are to be looked at
    assert "pendingRegion" in left.pop()


def test_blank_nodes_are_replaced_with_their_graph(tmp_path: Path) -> None:
    store, graph = EmbeddedStore(tmp_path / "db"), "urn:g"
    for value in ("one", "two"):
        store.put(graph, f'_:a <urn:p> "{value}" <urn:g> .\n<urn:s> <urn:p> _:a <urn:g> .\n')
        assert len(list(store.content(graph))) == 2
    assert '"two"' in {str(quad.object) for quad in store.content(graph)}
