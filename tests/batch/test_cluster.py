"""The same batch on a local cluster of several processes; a worker killed in the middle loses nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.batch.build import Batch, build, engine
from kg.batch.load import Portion
from kg.errors import BadArgument
from kg.store.embedded import EmbeddedStore
from tests.batch.corpus import fill

pytest.importorskip("distributed", reason="dask.distributed (budget-kg[cluster]) is not installed")
DOCUMENTS = 24


def _started(*arguments: str, python_path: Path | None = None) -> subprocess.Popen[bytes]:
    """A part of a cluster as a process; modules under `python_path` come before all others."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    env = {**os.environ, "PYTHONPATH": str(python_path)} if python_path is not None else None
    out = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=out, stderr=out, env=env, cwd=python_path)


def _address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


def _scheduler(address: str) -> subprocess.Popen[bytes]:
    port = address.rsplit(":", 1)[1]
    return _started("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")


def _worker(address: str, local: Path, python_path: Path | None = None) -> subprocess.Popen[bytes]:
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(local)]
    return _started("worker", address, *options, python_path=python_path)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and three workers, each a process of its own; the third is there to be killed."""
    address, local = _address(), tmp_path_factory.mktemp("dask")
    started = [_scheduler(address), *(_worker(address, local) for _ in range(3))]
    try:
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _content(store: EmbeddedStore) -> set[ox.Quad]:
    return {quad for quad in store.store if quad.graph_name != ox.DefaultGraph()}


def test_a_worker_killed_in_the_middle_loses_nothing(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    folder = fill(tmp_path / "in", DOCUMENTS)
    (folder / "bad.txt").write_bytes(b"")
    alone, spread = EmbeddedStore(), EmbeddedStore(tmp_path / "store")
    wanted = [row.status for row in build(alone, [folder], Batch())]
    portion = Portion(4)
    statuses = []
    for row in build(spread, [folder], Batch(portion=portion), engine(1, portion, address)):
        statuses.append(row.status)
        if len(statuses) == 4:  # most of the documents are under way or wait on the three workers
            os.kill(workers[2].pid, signal.SIGKILL)
    assert workers[2].wait(10) == -signal.SIGKILL
    assert statuses == wanted == ["new"] * DOCUMENTS + ["failed"]
    assert _content(spread) == _content(alone)
    assert sorted(each.name for each in (tmp_path / "store").iterdir() if each.name.startswith(".")) == []


def test_without_a_cluster_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.batch.cluster.PATIENCE", 1)
    folder = fill(tmp_path / "in", 1)
    begin = time.monotonic()
    with pytest.raises(BadArgument, match="no cluster answers there"):
        list(build(EmbeddedStore(), [folder], Batch(), engine(1, Portion(), "tcp://127.0.0.1:9")))
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize(
    "address", ["nonsense", "http://127.0.0.1:9", "tcp://127.0.0.1", "tcp://a b:1", "inproc://1/2/3", "tcp://[::1:9"]
)
def test_what_is_no_address_is_told_at_once(address: str, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 1)
    with pytest.raises(BadArgument, match="it is no address of a scheduler; give one such as tcp://"):
        list(build(EmbeddedStore(), [folder], Batch(), engine(1, Portion(), address)))


_ANOTHER = "def converter_version(): return 'another'"


@pytest.mark.parametrize(
    ("program", "what"), [(None, "budget-kg cannot be used there"), (_ANOTHER, "the worker has another version")]
)
def test_a_worker_with_another_program_is_told_before_any_work(program: str | None, what: str, tmp_path: Path) -> None:
    """The worker finds another package of our name: one without our modules, one that says that it is not ours."""
    foreign = tmp_path / "foreign" / "kg" / "batch"
    foreign.mkdir(parents=True)
    for place in (foreign.parent, foreign):
        (place / "__init__.py").write_text("", "utf-8")
    if program is not None:
        (foreign / "settings.py").write_text(program, "utf-8")
    address, folder = _address(), fill(tmp_path / "in", 1)
    started = [_scheduler(address), _worker(address, tmp_path / "dask", tmp_path / "foreign")]
    store = EmbeddedStore()
    try:
        with pytest.raises(BadArgument, match=rf"{what}.*install the same version of budget-kg"):
            list(build(store, [folder], Batch(), engine(1, Portion(), address)))
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert list(store.graphs()) == []


def test_a_scheduler_that_dies_is_told_and_the_next_build_completes_it(tmp_path: Path) -> None:
    address, folder = _address(), fill(tmp_path / "in", DOCUMENTS)
    started = [_scheduler(address), _worker(address, tmp_path / "dask")]
    store, portion = EmbeddedStore(), Portion(4)
    told = []

    def built() -> None:
        for row in build(store, [folder], Batch(portion=portion), engine(1, portion, address)):
            told.append(row.status)
            if len(told) == 1:
                started[0].kill()

    try:
        with pytest.raises(BadArgument, match=r"the cluster broke off the work .*and build again"):
            built()
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert len(told) < DOCUMENTS
    whole = EmbeddedStore()
    list(build(whole, [folder], Batch()))
    list(build(store, [folder], Batch()))
    assert _content(store) == _content(whole)
