"""What a batch does again and what it does not: bytes, names, settings, copies, links between documents, parts."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.batch import build as building
from kg.batch.build import Batch, build
from kg.batch.rows import Row
from kg.batch.settings import Settings
from kg.batch.work import Task
from kg.graph import iris
from kg.store.embedded import EmbeddedStore
from kg.store.links import ACROSS
from kg.store.marks import Mark
from tests.apart import TABLES, TEXT, write_apart
from tests.batch.corpus import document, fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 6)


class Tally:
    """Builds and counts what was converted."""

    def __init__(self) -> None:
        self.converted: list[str] = []

    def __call__(self, store: EmbeddedStore, *paths: Path, batch: Batch | None = None) -> list[Row]:
        self.converted = []

        def counting(items):  # type: ignore[no-untyped-def]
            for item in items:
                if isinstance(item, Task):
                    self.converted.append(item.file)
                yield from building.here([item])

        return list(build(store, list(paths), batch or Batch(), counting))


def _statuses(rows: list[Row]) -> dict[str, int]:
    return dict(Counter(row.status for row in rows))


def _content(store: EmbeddedStore) -> set[ox.Quad]:
    return {quad for quad in store.store if quad.graph_name != ox.DefaultGraph()}


def _fresh(*paths: Path, batch: Batch | None = None) -> set[ox.Quad]:
    store = EmbeddedStore()
    list(build(store, list(paths), batch or Batch()))
    return _content(store)


def test_nothing_is_converted_twice(folder: Path) -> None:
    store, run = EmbeddedStore(), Tally()
    first = run(store, folder)
    assert (_statuses(first), len(run.converted)) == ({"new": 6}, 6)
    second = run(store, folder)
    assert (_statuses(second), run.converted) == ({"unchanged": 6}, [])
    assert [replace(row, status="new", seconds=0.0) for row in second] == [
        replace(row, seconds=0.0, holding="") for row in first
    ]


def test_other_settings_convert_again_and_the_same_content_stays(folder: Path) -> None:
    store, run = EmbeddedStore(), Tally()
    run(store, folder)
    rows = run(store, folder, batch=Batch(Settings(contacts=True)))
    assert (_statuses(rows), len(run.converted)) == ({"unchanged": 6}, 6)  # the small documents name no contacts
    assert run(store, folder, batch=Batch(Settings(contacts=True)))
    assert not run.converted
    assert _content(store) == _fresh(folder, batch=Batch(Settings(contacts=True)))


def test_a_renamed_file_is_the_same_document_under_its_new_name(folder: Path) -> None:
    store, run = EmbeddedStore(), Tally()
    run(store, folder)
    (folder / "000.txt").rename(folder / "renamed.txt")
    rows = run(store, folder)
    assert _statuses(rows) == {"unchanged": 5, "changed": 1}
    assert [Path(file).name for file in run.converted] == ["renamed.txt"]
    assert _content(store) == _fresh(folder)


def test_copies_are_told_and_stored_once(folder: Path) -> None:
    shutil.copy(folder / "000.txt", folder / "copy.txt")
    store = EmbeddedStore()
    *_, copy = Tally()(store, folder)
    assert (copy.status, copy.same_as) == ("duplicate", str(folder / "000.txt"))
    assert len(list(store.graphs())) == 6


def test_a_document_that_another_file_claims_is_not_overwritten(folder: Path) -> None:
    store = EmbeddedStore()
    (row, *_) = Tally()(EmbeddedStore(), folder)
    statement = f'<{row.document}> <http://purl.org/dc/terms/title> "other" <{row.document}> .\n'
    store.put(row.document, statement, Mark(row.document, "", source="0" * 64))
    (claimed, *others) = Tally()(store, folder)
    assert claimed.status == "failed"
    assert "another file claims the same document" in str(claimed.error)
    assert _statuses(others) == {"new": 5}
    assert [str(quad.object) for quad in store.content(row.document)] == ['"other"']


def test_links_between_documents_follow_every_change(folder: Path) -> None:
    store = EmbeddedStore()
    Tally()(store, folder)
    links = {quad for quad in _content(store) if quad.graph_name == ox.NamedNode(ACROSS)}
    assert len({quad.subject for quad in links}) == 3  # one in each city: two offices of following years
    for step in range(3):
        if step == 0:
            (folder / "000.txt").unlink()
        elif step == 1:
            (folder / "003.txt").write_text(document("乌鲁木齐市标准外事办0科", 2019, "管理城市绿化和公园"), "utf-8")
        else:
            fill(folder, 6, 12)
        Tally()(store, folder, batch=Batch(prune=True))
        assert _content(store) == _fresh(folder), step


def test_text_and_tables_are_joined_and_parted_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _, tables, whole = write_apart(folder)
    whole.unlink()
    store, run = EmbeddedStore(), Tally()
    rows = run(store, folder)
    joined = next(row for row in rows if row.files)
    assert _statuses(rows) == {"new": 2, "withdrawn": 1}
    assert [Path(file).name for file in joined.files] == [TEXT, TABLES]
    assert list(store.graphs()) == [joined.document]
    assert (_statuses(run(store, folder)), run.converted) == ({"unchanged": 1}, [])
    # one of the two alone: the document stays, unless what is not given shall go
    assert (_statuses(run(store, tables)), run.converted) == ({"unchanged": 1}, [])
    assert list(store.graphs()) == [joined.document]
    rows = run(store, tables, batch=Batch(prune=True))
    assert _statuses(rows) == {"new": 1}
    assert list(store.graphs()) == [iris.document(rows[0].sha256)]
    assert _content(store) == _fresh(tables)


def test_a_list_joins_files_of_archives_with_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text, _, whole = write_apart(folder)
    whole.unlink()
    archive = Path(shutil.make_archive(str(tmp_path / "packed"), "gztar", folder))
    store = EmbeddedStore()
    rows = Tally()(store, archive)
    assert [len(row.files) for row in rows if row.status == "new"] == [0, 2]
    joined = next(row for row in rows if row.files)
    assert joined.files == (f"{archive}!{TEXT}", f"{archive}!{TABLES}")
    assert _content(store) == _fresh(folder)
    listed = Batch(join=((text, folder / TABLES),))
    (row,) = Tally()(EmbeddedStore(), folder, batch=listed)
    assert (row.status, row.document) == ("new", joined.document)
