"""`kg sample` and `kg demo` at work."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.cli.main import kg


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(kg, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_sample_writes_the_documents_asked_for(tmp_path: Path) -> None:
    asked = ("--documents", "5", "--seed", "9", "--flavour", "cells", "--family", "shanghai", "--family", "jiangsu")
    code, _ = run("sample", *asked, "--output", str(tmp_path / "s"))
    assert code == 0
    names = [path.name.split("-", 1) for path in (tmp_path / "s").iterdir()]
    assert {family for family, _ in names} <= {"shanghai", "jiangsu"}
    assert sorted(rest for _, rest in names) == [
        "00009-2024-cells.txt", "00009-2025-cells.txt", "00009-2026-cells.txt", "00010-2024-cells.txt",
        "00010-2025-cells.txt",
    ]  # fmt: skip


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert (
            run("sample", "--documents", "1", "--family", "xinjiang-2019", "--output", str(tmp_path / folder))[0] == 0
        )
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [f"xinjiang-2019-00001-2018-{flavour}.txt" for flavour in ("cells", "lines", "tabs")]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_every_flavour_of_file_is_written(tmp_path: Path) -> None:
    assert (
        run("sample", "--documents", "1", "--flavour", "all", "--family", "university", "--output", str(tmp_path))[0]
        == 0
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"university-00001-2024{ending}"
        for ending in ("-cells.txt", "-lines.txt", "-tabs.txt", ".docx", ".html", ".pdf", ".xlsx")
    ]


def test_the_manifest_tells_every_mistake(tmp_path: Path) -> None:
    asked = ("--documents", "20", "--errors", "0.25", "--flavour", "tabs", "--output", str(tmp_path))
    code, told = run("sample", *asked)
    assert code == 0
    assert told.endswith("20 documents, 5 of them with a mistake\n")
    lines = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert [sorted(line) for line in lines] == [["document", "kind", "place", "right", "wrong"]] * 5
    assert all((tmp_path / line["document"]).is_file() for line in lines)
    assert len({line["kind"] for line in lines}) == 5


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
