"""`kg build` with several processes, with a log, and killed: the next build completes it, nothing lost or double."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.build import build
from kg.export.canonical import canonical_hash
from kg.export.remote import LISTS_MARK
from kg.graph.iris import document
from kg.pipeline import convert_all
from kg.store.embedded import EmbeddedStore


@pytest.fixture
def folder(tmp_path: Path, small_text: str) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number:02d}.txt").write_text(small_text.replace("标准局", f"标准{number}局"), "utf-8")
    return tmp_path / "in"


def _wanted(folder: Path) -> str:
    """What a store holds of these documents that was never killed."""
    store = EmbeddedStore()
    for each in convert_all(sorted(folder.iterdir()), with_concepts=False):
        assert each.record is not None
        store.put(document(each.record.sha256), each.nquads)
    return canonical_hash(store.store)


def _content(folder: Path) -> str:
    """The same of a store on disk, its marks among it; the lists have a test of their own."""
    quads = EmbeddedStore(folder, read_only=True).store
    lists = ox.NamedNode(LISTS_MARK)
    return canonical_hash(quad for quad in quads if quad.graph_name != ox.DefaultGraph() and quad.subject != lists)


def _build(*arguments: str | Path) -> None:
    result = CliRunner().invoke(build, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_workers_and_a_log(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    _build(folder, "--store", tmp_path / "two", "--workers", "2", "--log", log)
    assert _content(tmp_path / "two") == _wanted(folder)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["outcome"] for line in lines] == ["new"] * 12
    assert [Path(line["file"]).name for line in lines] == sorted(path.name for path in folder.iterdir())
    assert all(line["facts"] == 30 and line["error"] is None for line in lines)


def test_a_build_that_is_killed_is_completed_by_the_next(folder: Path, tmp_path: Path) -> None:
    store, log = tmp_path / "db", tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "kg", "build", str(folder), "--store", str(store), "--workers", "2"]
    for wanted in (0, 3):
        log.unlink(missing_ok=True)
        running = subprocess.Popen([*command, "--log", str(log)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # killed as soon as so many files are done; for none, while the lists are being loaded
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (store / "CURRENT").exists():
            time.sleep(0.01)
        while time.monotonic() < deadline and (log.read_bytes().count(b"\n") if log.exists() else 0) < wanted:
            time.sleep(0.01)
        running.kill()
        running.wait()
    _build(folder, "--store", store)
    assert _content(store) == _wanted(folder)
    fresh = EmbeddedStore()
    fresh.load_lists()
    default = ox.DefaultGraph()
    built = EmbeddedStore(store, read_only=True).store
    assert len(list(built.quads_for_pattern(None, None, None, default))) == len(fresh) - 1
