"""`kg sample` and `kg demo` at work."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kg.cli.main import kg


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(kg, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_sample_writes_the_documents_asked_for(tmp_path: Path) -> None:
    code, _ = run("sample", "--documents", "4", "--seed", "9", "--flavour", "cells", "--output", str(tmp_path / "s"))
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == [
        "sample-0009-2024-cells.txt", "sample-0010-2024-cells.txt", "sample-0011-2024-cells.txt",
        "sample-0012-2019-cells.txt",
    ]  # fmt: skip


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert run("sample", "--documents", "1", "--year", "2019", "--output", str(tmp_path / folder))[0] == 0
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [f"sample-0001-2019-{flavour}.txt" for flavour in ("cells", "lines", "tabs")]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_every_flavour_of_file_is_written(tmp_path: Path) -> None:
    assert run("sample", "--documents", "1", "--flavour", "all", "--output", str(tmp_path))[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "sample-0001-2024-cells.txt", "sample-0001-2024-lines.txt", "sample-0001-2024-tabs.txt",
        "sample-0001-2024.docx", "sample-0001-2024.html", "sample-0001-2024.pdf", "sample-0001-2024.xlsx",
    ]  # fmt: skip


def test_demo_builds_and_asks_a_store_and_runs_again(tmp_path: Path) -> None:
    code, told = run("demo", "--output", str(tmp_path / "out"))
    assert code == 0
    assert "6 new" in told
    assert "kg query --store" in told
    code, again = run("demo", "--output", str(tmp_path / "out"))
    assert code == 0
    assert "6 unchanged" in again
    code, told = run("build", str(tmp_path / "out/documents"), "--store", str(tmp_path / "out/budgets.db"))
    assert code == 0
    assert "6 unchanged" in told
