"""`kg build` is killed fifty times at random moments, and the next one completes it: nothing lost, nothing double."""

from __future__ import annotations

import json
import multiprocessing
import random
import time
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from kg.batch.build import Batch, build
from kg.cli.build import build_command
from kg.export.remote import LISTS_MARK
from kg.store.embedded import EmbeddedStore
from kg.store.links import ACROSS
from kg.store.marks import PENDING
from tests.batch.corpus import fill

KILLS = 50
DOCUMENTS = 18
LONGEST = {1: 0.4, 2: 0.9}
"""seconds after which the first build by so many processes is killed at the latest; undisturbed it takes as long"""


def _run(arguments: list[str]) -> None:
    build_command.main(arguments, standalone_mode=True)


def _killed(arguments: list[str], delay: float) -> bool:
    """Runs the command in a process of its own; whether it was killed before it ended by itself."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.cli.build"])
    running = context.Process(target=_run, args=(arguments,))
    running.start()
    running.join(delay)
    running.kill()
    running.join()
    assert running.exitcode in (0, -9)
    return running.exitcode == -9


def _content(store: ox.Store) -> list[str]:
    """Everything of a store but the code lists; they have a test of their own."""
    lists = ox.NamedNode(LISTS_MARK)
    quads = (quad for quad in store if quad.graph_name != ox.DefaultGraph())
    return sorted(f"{quad}" for quad in quads if quad.subject != lists)


def _wanted(folder: Path) -> list[str]:
    """What a store holds that was built of these documents without disturbance."""
    store = EmbeddedStore()
    rows = list(build(store, [folder], Batch()))
    assert [row.status for row in rows] == ["new"] * DOCUMENTS
    return _content(store.store)


def _check_log(log: Path, folder: Path) -> None:
    """Every line is whole; a document is new once; the last run tells of every file."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {line["status"] for line in lines} <= {"new", "unchanged", "withdrawn"}
    stored = Counter(line["document"] for line in lines if line["status"] == "new")
    assert set(stored.values()) <= {1}
    told = [line["file"] for line in lines if line["file"]][-DOCUMENTS:]
    assert told == sorted(str(path) for path in folder.iterdir())


def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    folder = fill(tmp_path / "in", DOCUMENTS)
    wanted = _wanted(folder)
    assert sum(f" <{ACROSS}> " in f"{line} " for line in wanted) > 50
    assert not any(f"{PENDING}" in line for line in wanted)
    kills, completed, begin = Counter[int](), 0, time.monotonic()
    while kills.total() < KILLS:
        store, log = tmp_path / f"store{completed}", tmp_path / f"{completed}.jsonl"
        workers = 1 + completed % 2
        arguments = [str(folder), "--store", str(store), "--log", str(log), "--batch", "2", "--prune"]
        arguments += ["--workers", str(workers)]
        patience = LONGEST[workers]
        while _killed(arguments, chance.uniform(0.02, patience)):
            kills[workers] += 1
            patience *= 1.12  # on a busy machine, too, some build comes to its end
        completed += 1
        assert _content(EmbeddedStore(store, read_only=True).store) == wanted
        _check_log(log, folder)
        if completed % 2 == 0:  # the next two laps have other documents to store, and old ones to withdraw
            next(iter(sorted(folder.iterdir()))).unlink()
            fill(folder, 1, DOCUMENTS + completed)
            wanted = _wanted(folder)
    print(f"{kills} kills in {time.monotonic() - begin:.0f} s")
    assert min(kills[1], kills[2]) >= KILLS // 5
