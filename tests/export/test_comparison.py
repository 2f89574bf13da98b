"""Exports of every shape are read back and compared: the same store is the same, one wrong amount is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadArgument
from kg.export.canonical import canonical_hash
from kg.export.comparison import compare
from kg.export.files import Shape, all_quads, export_documents, export_file, export_shards, shape_of
from kg.export.reading import read_export
from kg.graph.formats import FORMATS
from kg.graph.iris import ONTOLOGY
from kg.store.embedded import ACROSS, EmbeddedStore


def test_every_format_and_compression_holds_the_same(small_store: EmbeddedStore, tmp_path: Path) -> None:
    export_file(small_store, tmp_path / "all.nq", Shape(".nq"))
    compared = 0
    for ending in FORMATS:
        for packed in ("", ".gz", ".zst"):
            path = tmp_path / f"other{ending}{packed}"
            export_file(small_store, path, shape_of(path))
            told = compare(tmp_path / "all.nq", path)
            assert told.same, path
            assert told.with_graphs is FORMATS[ending].supports_datasets
            compared += 1
    assert compared == 18


@pytest.mark.parametrize("packed", [None, "gzip", "zstd"])
@pytest.mark.parametrize("ending", [".nq", ".trig", ".jsonld", ".ttl"])
def test_folders_of_files_hold_the_same_as_the_store(
    ending: str, packed: str | None, small_store: EmbeddedStore, tmp_path: Path
) -> None:
    shape = Shape(ending, packed)
    list(export_documents(small_store, tmp_path / "each", shape))
    list(export_shards(small_store, tmp_path / "shards", shape, 3))
    told = compare(tmp_path / "each", tmp_path / "shards")
    assert told.same
    assert told.left.only_here == told.right.only_here == ()
    if ending != ".ttl":
        assert told.left.sha256 == canonical_hash(all_quads(small_store))


def test_one_changed_amount_is_found_and_shown(small_store: EmbeddedStore, tmp_path: Path) -> None:
    export_file(small_store, tmp_path / "one.trig", Shape(".trig"))
    graph = sorted(small_store.graphs())[0]
    amount = next(q for q in small_store.content(graph) if q.predicate.value == f"{ONTOLOGY}amount")
    small_store.store.remove(amount)
    export_file(small_store, tmp_path / "other.jsonld.gz", shape_of(tmp_path / "other.jsonld.gz"))
    told = compare(tmp_path / "one.trig", tmp_path / "other.jsonld.gz")
    assert not told.same
    assert told.left.only_here == (f"{amount} .\n",)
    assert told.right.only_here == ()
    assert told.left.statements == told.right.statements + 1


def test_what_several_documents_say_together_is_exported_too(small_store: EmbeddedStore, tmp_path: Path) -> None:
    small_store.put_across("<urn:a> <urn:b> <urn:c> .\n")
    list(export_documents(small_store, tmp_path / "each", Shape(".nq")))
    assert (tmp_path / "each" / "across.nq").read_text("utf-8") == f"<urn:a> <urn:b> <urn:c> <{ACROSS}> .\n"
    export_file(small_store, tmp_path / "all.nq", Shape(".nq"))
    assert compare(tmp_path / "each", tmp_path / "all.nq").same


def test_what_is_no_export_is_told(small_store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.nq").write_text("<urn:a> nonsense", "utf-8")
    path = tmp_path / "cut.nq.gz"
    export_file(small_store, path, shape_of(path))
    path.write_bytes(path.read_bytes()[:-200])
    (tmp_path / "cut.nq.zst").write_bytes(b"no zstd")
    for name, what in {
        "empty": "no export and no store",
        "bad.nq": "it cannot be read",
        "cut.nq.gz": "it cannot be read",
        "cut.nq.zst": "it cannot be read",
        "nowhere.nq": "there is no such file",
    }.items():
        with pytest.raises(BadArgument, match=what):
            list(read_export(tmp_path / name))
