"""The commands as a user types them: outputs, exit codes, one clear line for bad input, nothing half-written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.main import main


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    return lambda *arguments: _run(monkeypatch, *arguments)


def test_convert_writes_the_format_of_the_ending(kg, small_file: Path, tmp_path: Path) -> None:
    for ending, form in (
        (".ttl", ox.RdfFormat.TURTLE),
        (".trig", ox.RdfFormat.TRIG),
        (".jsonld", ox.RdfFormat.JSON_LD),
    ):
        target = tmp_path / f"out{ending}"
        assert kg("convert", small_file, "-o", target) == 0
        assert len(list(ox.parse(path=str(target), format=form))) > 500


def test_a_batch_goes_on_after_a_bad_file(kg, small_file: Path, tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    target = tmp_path / "out.nq"
    assert kg("convert", bad, small_file, "-o", target) == 2
    told = capsys.readouterr().err
    assert "bad.txt: the file is empty; download it again" in told
    assert "1 converted, 1 failed" in told
    assert "示范市标准局" in target.read_text("utf-8")
    assert "Traceback" not in told


def test_nothing_is_written_where_nothing_was_converted(kg, tmp_path: Path) -> None:
    novel = tmp_path / "novel.txt"
    novel.write_text("从前有座山，山上有座庙。\n" * 50, "utf-8")
    target = tmp_path / "out.nq"
    assert kg("convert", novel, "-o", target) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["novel.txt"]


def test_an_unknown_ending_is_told_before_any_work(kg, small_file: Path, tmp_path: Path, capsys) -> None:
    assert kg("convert", small_file, "-o", tmp_path / "out.docx") == 2
    assert "use one of .nq .nt .ttl" in capsys.readouterr().err


def test_build_twice_and_ask(kg, small_file: Path, tmp_path: Path, capsys) -> None:
    store = tmp_path / "db"
    assert kg("build", small_file, "--store", store, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert [each["status"] for each in first["documents"]] == ["new"]
    assert kg("build", small_file, "--store", store, "--json") == 0
    second = json.loads(capsys.readouterr().out)
    assert [each["status"] for each in second["documents"]] == ["unchanged"]
    assert first["quads"] == second["quads"]
    assert kg("query", "--store", store, "--format", "csv", "SELECT (COUNT(*) AS ?n) { ?f a bo:BudgetFact }") == 0
    assert capsys.readouterr().out == "n\r\n30\r\n"
    query = tmp_path / "q.rq"
    query.write_text("SELECT ?l { ?d a bo:Department ; rdfs:label ?l }", "utf-8")
    assert kg("query", "--store", store, query) == 0
    assert "示范市标准局" in capsys.readouterr().out


def test_inspect_shows_what_was_and_was_not_understood(kg, small_file: Path, capsys) -> None:
    assert kg("inspect", small_file) == 0
    told = capsys.readouterr().out
    assert "government-fund" in told
    assert "unplaced: general-project 标准宣传项目 30.00" in told
    assert kg("inspect", small_file, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["fiscalYear"] == 2024
    assert [form["form"] for form in record["forms"]] == ["summary", "general", "general-project", "government-fund"]
    assert len(record["unplaced"]) == 4


def test_a_missing_file_is_one_clear_line(kg, capsys) -> None:
    assert kg("inspect", "nowhere.txt") == 2
    assert capsys.readouterr().err == "kg: nowhere.txt: there is no such file or folder; check the path\n"


def test_debug_shows_the_traceback(kg, capsys) -> None:
    assert kg("--debug", "inspect", "nowhere.txt") == 2
    assert "Traceback" in capsys.readouterr().err


def test_help_has_examples(kg, capsys) -> None:
    for command in ("convert", "build", "query", "inspect", "sample", "demo", "export", "push", "tables", "network"):
        assert kg(command, "--help") == 0
        assert "Example" in capsys.readouterr().out


def test_contacts_are_written_only_when_asked_for(kg, tmp_path: Path) -> None:
    assert kg("sample", "--documents", "1", "--seed", "3", "--flavour", "tabs", "--output", tmp_path / "in") == 0
    (document,) = (tmp_path / "in").glob("*.txt")
    assert "样例联系人" in document.read_text("utf-8")
    silent, asked = tmp_path / "silent.nq", tmp_path / "asked.nq"
    assert kg("convert", document, "-o", silent) == 0
    assert kg("convert", document, "--contacts", "-o", asked) == 0
    assert "样例联系人" not in silent.read_text("utf-8")
    assert "样例联系人" in asked.read_text("utf-8")
