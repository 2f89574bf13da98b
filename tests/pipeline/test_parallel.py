"""Several processes convert as one does, in the same order; a death among them costs one document at most."""

from __future__ import annotations

import os
import pickle
import signal
from pathlib import Path

import pytest

import kg.pipeline as pipeline
from kg.errors import BadInput, NotABudget
from kg.pipeline import Converted, convert_all, convert_parallel


@pytest.fixture
def files(tmp_path: Path, small_text: str) -> list[Path]:
    paths = []
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text("" if number == 2 else small_text.replace("标准局", f"标准{number}局"), "utf-8")
        paths.append(path)
    return paths


def test_two_processes_give_what_one_gives(files: list[Path]) -> None:
    one = list(convert_all(files, with_concepts=False))
    two = list(convert_parallel(files, 2, with_concepts=False))
    assert [each.path for each in two] == files
    assert [each.nquads for each in two] == [each.nquads for each in one]
    assert [each.record for each in two] == [each.record for each in one]
    assert [str(each.error) for each in two] == [str(each.error) for each in one]
    assert str(two[2].error) == "2.txt: the file is empty; download it again"


def test_errors_come_home_whole() -> None:
    error = pickle.loads(pickle.dumps(NotABudget("where", "what", "advice")))
    assert (type(error), str(error)) == (NotABudget, "where: what; advice")
    assert isinstance(error, BadInput)


def _dies_on_three(path: Path, base: str, with_concepts: bool, contacts: bool, optical: bool) -> Converted:
    if path.name == "3.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return next(convert_all([path], base, with_concepts, contacts, optical))


def test_a_process_that_is_killed_costs_its_document_only(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_convert_one", _dies_on_three)
    done = list(convert_parallel(files, 2, with_concepts=False))
    assert [each.path for each in done] == files
    assert [each.record is not None for each in done] == [True, True, False, False, True]
    assert str(done[3].error).startswith("3.txt: the process that converted it died; convert it by itself")
