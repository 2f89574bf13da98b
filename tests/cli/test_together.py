"""`kg convert --together`, `--join` and the joining of `kg build`, on files as a user has them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.cli.main import kg
from kg.store.embedded import EmbeddedStore
from tests.apart import TABLES, TEXT, write_apart


def run(*arguments: object, code: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(kg, [str(each) for each in arguments])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def written(folder: Path, text: str) -> Path:
    path = folder / "list.toml"
    path.write_text(text, "utf-8")
    return path


def test_together_makes_one_graph_of_two_files(tmp_path: Path) -> None:
    text, tables, _ = write_apart(tmp_path)
    out, err = run("convert", tables, text, "--together")
    assert err.startswith("1 converted, 0 failed; ")
    graphs = {line.rsplit(" ", 2)[-2] for line in out.splitlines() if line.endswith("> .") and "/id/document/" in line}
    assert len(graphs) == 1
    assert f'"{TEXT} + {TABLES}"' in out


def test_a_list_joins_and_the_rest_stays_single(tmp_path: Path) -> None:
    text, tables, whole = write_apart(tmp_path)
    join = written(tmp_path, f'[[together]]\nfiles = ["{TEXT}", "{TABLES}"]\n')
    _, err = run("convert", whole, tables, "--join", join)
    assert err.startswith("2 converted, 0 failed; ")
    assert text.is_file()


def test_build_joins_by_itself_and_keeps_no_graph_of_the_tables_alone(tmp_path: Path) -> None:
    text, tables, _ = write_apart(tmp_path)
    store = tmp_path / "store"
    run("build", tables, "--store", store)
    for outcome in ("new", "unchanged"):
        out, _ = run("build", text, tables, "--store", store, "--json")
        told = json.loads(out)["documents"]
        (document,) = [each for each in told if "files" in each]
        assert (document["file"], document["files"]) == (str(text), [str(text), str(tables)])
        assert (document["status"], document["error"]) == (outcome, None)
        alone = [each["status"] for each in told if "files" not in each]
        assert alone == (["unchanged", "withdrawn"] if outcome == "new" else [])
        assert len(list(EmbeddedStore(store, read_only=True).graphs())) == 1


def test_build_tells_what_it_leaves_apart_and_a_list_joins_it(tmp_path: Path) -> None:
    text, tables, whole = write_apart(tmp_path)
    _, err = run("build", text, tables, whole, "--store", tmp_path / "a", code=2)
    assert "hold the same forms" in err
    assert "join them with --join" in err
    join = written(tmp_path, f'[[together]]\nfiles = ["{TEXT}", "{TABLES}"]\n')
    run("build", text, tables, whole, "--store", tmp_path / "b", "--join", join)
    assert len(list(EmbeddedStore(tmp_path / "b", read_only=True).graphs())) == 2


def test_of_many_files_left_apart_the_first_few_are_named(tmp_path: Path) -> None:
    text, _, _ = write_apart(tmp_path)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(text.read_text("utf-8") + "\n" * number, "utf-8")
    files = [tmp_path / f"{number}.txt" for number in range(6)]
    _, err = run("build", *files, "--store", tmp_path / "a", code=2)
    (told,) = [line for line in err.splitlines() if "were not joined" in line]
    assert sum(str(each) in told for each in files) == 4
    assert " and 2 more " in told


def test_a_list_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    _, tables, _ = write_apart(tmp_path)
    for content, what in [
        ("[[together", "the list cannot be read"),
        ('together = "a"', "`together` is no array of tables"),
        ('[[together]]\nfiles = ["text.txt"]', "a group names no two files"),
        ('[[together]]\nfiles = ["text.txt", "none.txt"]', "there is no file"),
        ('[[together]]\nfiles = ["text.txt", "tables.txt"]\n' * 2, "stands in the list twice"),
    ]:
        result = CliRunner().invoke(kg, ["convert", str(tables), "--join", str(written(tmp_path, content))])
        assert what in str(result.exception)
