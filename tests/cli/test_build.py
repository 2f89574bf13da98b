"""`kg build` as a user types it: logs, summaries, lists and archives, what is skipped and what is withdrawn."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.build import build_command
from kg.graph import iris
from kg.store.embedded import EmbeddedStore
from tests.batch.corpus import fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 6)


def _build(*arguments: str | Path) -> Result:
    return CliRunner().invoke(build_command, [str(each) for each in arguments])


def _summary(*arguments: str | Path, code: int = 0) -> dict[str, object]:
    result = _build(*arguments, "--json")
    assert result.exit_code == code, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def _statuses(log: Path) -> list[str]:
    return [json.loads(line)["status"] for line in log.read_text("utf-8").splitlines()]


def test_the_log_and_the_summary_tell_of_each_file(folder: Path, tmp_path: Path) -> None:
    log, store = tmp_path / "log.jsonl", tmp_path / "db"
    (folder / "novel.txt").write_text("从前有座山，山上有座庙。\n" * 50, "utf-8")
    summary = _summary(folder, "--store", store, "--workers", "2", "--log", log, code=2)
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert summary["documents"] == lines
    assert summary["counts"] == {"failed": 1, "new": 6}
    assert [Path(line["file"]).name for line in lines] == sorted(path.name for path in folder.iterdir())
    done, failed = lines[:6], lines[6]
    assert all((line["facts"], line["unplaced"], line["findings"], line["error"]) == (30, 4, 1, None) for line in done)
    assert all(line["document"] == iris.document(line["sha256"]) and line["seconds"] > 0 for line in done)
    assert sum(line["statements"] for line in done) == summary["quads"]
    assert (failed["facts"], failed["document"]) == (0, None)
    assert "no statutory budget form was found" in failed["error"]
    assert sorted(EmbeddedStore(store, read_only=True).graphs()) == sorted(line["document"] for line in done)


def test_a_log_that_a_kill_has_torn_is_mended(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"status": "new"}\n{"file": "tor', "utf-8")
    assert _build(folder / "000.txt", "--store", tmp_path / "db", "--log", log).exit_code == 0
    assert _statuses(log) == ["new", "new"]


def test_lists_and_archives(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text("in/000.txt\r\n\nin/001.txt\nin/nowhere.txt\n", "utf-8")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        for number in (1, 2, 3):
            archive.write(folder / f"{number:03d}.txt", f"2024/{number:03d}.txt")
    log = tmp_path / "log.jsonl"
    result = _build("@list.txt", "more.zip", "--list", "list.txt", "--store", "db", "--log", log)
    assert result.exit_code == 2
    assert "in/nowhere.txt: there is no such file or folder; check the path" in result.stderr
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["status"] for line in lines] == [
        "new", "new", "failed", "duplicate", "new", "new", "duplicate", "duplicate", "failed",
    ]  # fmt: skip
    assert [line["file"] for line in lines[3:6]] == [f"more.zip!2024/00{number}.txt" for number in (1, 2, 3)]
    assert lines[3]["sameAs"] == "in/001.txt"


def test_what_is_no_longer_given_goes_only_when_asked(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    first = _summary(folder, "--store", store)
    (folder / "003.txt").unlink()
    assert _summary(folder, "--store", store)["counts"] == {"unchanged": 5}
    assert len(list(EmbeddedStore(store, read_only=True).graphs())) == 6
    told = _summary(folder, "--store", store, "--prune")
    assert told["counts"] == {"unchanged": 5, "withdrawn": 1}
    documents = first["documents"]
    assert isinstance(documents, list)
    gone = EmbeddedStore(store, read_only=True)
    assert sorted(gone.graphs()) == sorted(each["document"] for each in documents if "003" not in each["file"])


def test_nothing_is_withdrawn_where_a_file_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    assert _build(folder, "--store", store).exit_code == 0
    (tmp_path / "list.txt").write_text(f"{folder / '000.txt'}\n{folder / 'gone.txt'}\n", "utf-8")
    result = _build("--list", tmp_path / "list.txt", "--store", store, "--prune")
    assert result.exit_code == 2
    assert "nothing was withdrawn, for 1 inputs could not be read" in result.stderr
    assert len(list(EmbeddedStore(store, read_only=True).graphs())) == 6


def test_inputs_that_are_not_there_are_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for given, words in (("gone", "there is no such file"), ("empty", "no document is in it"), ("@gone", "no such")):
        given = f"@{tmp_path}/gone" if given == "@gone" else str(tmp_path / given)
        result = _build(given, "--store", tmp_path / "db")
        assert words in str(result.exception)
        assert not (tmp_path / "db").exists()


def test_a_name_that_is_no_utf8(folder: Path, tmp_path: Path) -> None:
    os.rename(folder / "000.txt", os.fsencode(folder) + "/预算.txt".encode("gb18030"))
    summary = _summary(folder, "--store", tmp_path / "db")
    assert summary["counts"] == {"new": 6}
    documents = summary["documents"]
    assert isinstance(documents, list)
    assert documents[-1]["file"].endswith("/预算.txt")


def test_a_list_of_many_hands(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written on Windows, with blank lines that are not empty, blanks at the ends, and paths that no file can have."""
    monkeypatch.chdir(tmp_path)
    os.rename(folder / "002.txt", folder / " 002.txt ")
    lines = ["\ufeffin/000.txt", "   ", "\t", "in/001.txt  ", "in/ 002.txt ", "长" * 300, "in/003.txt/x", "in/003.txt"]
    (tmp_path / "list.txt").write_bytes("\r\n".join(lines).encode())
    log = tmp_path / "log.jsonl"
    result = _build("--list", "list.txt", "--store", "db", "--log", log)
    assert result.exit_code == 2
    assert _statuses(log) == ["new", "new", "new", "failed", "failed", "new"]
    told = result.stderr
    assert f"kg: {'长' * 300}: File name too long; check the path\n" in told
    assert "kg: in/003.txt/x: there is no such file or folder; check the path\n" in told


def test_an_archive_without_documents_is_told_and_nothing_is_withdrawn(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    assert _build(folder, "--store", store).exit_code == 0
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("readme.md", "x")
    result = _build(tmp_path / "none.zip", "--store", store, "--prune")
    assert result.exit_code == 2
    assert f"kg: {tmp_path}/none.zip: no document is in this archive; check what it holds\n" in result.stderr
    assert len(list(EmbeddedStore(store, read_only=True).graphs())) == 6


def test_a_bad_file_is_told_with_its_archive_and_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "in" / "b.zip", "w") as archive:
        archive.writestr("2024/a.txt", "nothing of a budget")
    result = _build(tmp_path / "in", "--store", tmp_path / "db")
    lines = result.stderr.splitlines()
    assert lines[0].startswith(f"kg: {tmp_path}/in/b.zip!2024/a.txt: no statutory budget form")
    assert lines[1].startswith(f"kg: {tmp_path}/in/deep/a.txt: the file is empty")


def test_the_name_of_a_file_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "\x1b[2J\u202e预　算.txt").write_bytes(b"")
    result = CliRunner().invoke(build_command, [str(tmp_path / "in"), "--store", str(tmp_path / "db")], color=True)
    assert "in/\\x1b[2J\\u202e预　算.txt: the file is empty" in result.stderr


def test_a_path_that_no_file_can_have(tmp_path: Path) -> None:
    result = _build("长" * 300, "--store", tmp_path / "db")
    assert "File name too long; check the path" in str(result.exception)
