"""Several processes convert as one does, in the same order; a death among them costs one document at most."""

from __future__ import annotations

import os
import pickle
import signal
from pathlib import Path
from typing import cast

import pytest

from kg.batch.order import Item, Result
from kg.batch.rows import Row, Shard
from kg.batch.settings import Settings
from kg.batch.work import Task, run
from kg.batch.workers import by_processes, here
from kg.errors import BadInput, NotABudget


@pytest.fixture
def tasks(tmp_path: Path, small_text: str) -> list[Item]:
    found: list[Item] = [Row("known.txt", "unchanged")]
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text("" if number == 2 else small_text.replace("标准局", f"标准{number}局"), "utf-8")
        found.append(Task(str(path), (path,), tmp_path / f"{number}.nq", Settings()))
    return found


def _told(results: list[Result]) -> list[tuple[object, ...]]:
    """All but the time it took."""
    told: list[tuple[object, ...]] = []
    for each in results:
        row = each.row if isinstance(each, Shard) else each
        content = (each.content, each.path.read_bytes()) if isinstance(each, Shard) else ()
        told.append((row.file, row.status, row.document, row.facts, row.statements, row.error, *content))
    return told


def test_two_processes_give_what_one_gives(tasks: list[Item]) -> None:
    one = _told(list(here(tasks)))
    two = _told(list(by_processes(tasks, 2, 3)))
    assert two == one
    assert [row[0] for row in one] == [each.file for each in tasks]
    assert one[3][5] == "2.txt: the file is empty; download it again"
    assert [row[4] > 500 for row in one] == [False, True, True, False, True, True]


def test_errors_come_home_whole() -> None:
    error = pickle.loads(pickle.dumps(NotABudget("where", "what", "advice")))
    assert (type(error), str(error)) == (NotABudget, "where: what; advice")
    assert isinstance(error, BadInput)


def _dies_on_three(task: Task) -> Row | Shard:
    if task.paths[0].name == "3.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return run(task)


def test_a_process_that_is_killed_costs_its_document_only(tasks: list[Item]) -> None:
    done = list(by_processes(tasks, 2, 4, _dies_on_three))
    assert [isinstance(each, Shard) for each in done] == [False, True, True, False, False, True]
    died = done[4]
    assert isinstance(died, Row)
    assert died.status == "failed"
    assert str(died.error).endswith("3.txt: the process that converted it died; convert it by itself, with more memory")


def test_a_fault_of_ours_is_told_and_the_batch_goes_on(tmp_path: Path, small_file: Path) -> None:
    faulty = Task("a.txt", (small_file,), tmp_path / "a.nq", cast(Settings, None))
    good = Task("b.txt", (small_file,), tmp_path / "b.nq", Settings())
    bad, done = here([faulty, good])
    assert isinstance(bad, Row)
    assert bad.defect
    assert str(bad.error).startswith("a.txt: an internal error (AttributeError")
    assert "_converted" in bad.trace
    assert isinstance(done, Shard)


def test_a_folder_that_takes_nothing_is_no_fault_of_ours(tmp_path: Path, small_file: Path) -> None:
    """As with a worker on another machine that does not share the folder."""
    (bad,) = here([Task("a.txt", (small_file,), tmp_path / "missing" / "a.nq", Settings())])
    assert isinstance(bad, Row)
    assert (bad.status, bad.defect) == ("failed", False)
    what = f"{tmp_path}/missing: what is under way cannot be written there (No such file or directory); make room, or"
    assert str(bad.error).startswith(f"a.txt: {what}")
