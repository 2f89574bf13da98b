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


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and three workers, each a process of its own; the third is there to be killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    local = str(tmp_path_factory.mktemp("dask"))
    port = address.rsplit(":", 1)[1]
    started = [_started("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")]
    for _ in range(3):
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", local]
        started.append(_started("worker", address, *options))
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
