"""`kg ask` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.ask import ask
from kg.cli.query import query
from kg.query.library import library
from tests.query.corpus import corpus_folder, corpus_nquads


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_folder(tmp_path_factory.mktemp("ask") / "db")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(ask, list(map(str, arguments)))


def test_all_questions_are_listed() -> None:
    told = run().output
    assert f"{len(library())} questions" in told
    assert "largest-projects" in told


def test_words_find_questions() -> None:
    assert "three-public-change" in run("三公", "上年").output
    assert run("饕餮").exception is not None


def test_a_name_alone_explains() -> None:
    told = run("spending-by-function").output
    assert "--level text [class|group|item], default class" in told
    assert "合计 Total (yuan)" in told
    assert "kg ask spending-by-function --store DIR --year 2024 --level class" in told


def test_a_name_and_a_store_answer(folder: Path) -> None:
    told = run("total-spending", "--store", folder, "--department", "标准局", "--year=2023").output
    assert "800,000" in told
    assert "1 rows" in told
    rows = json.loads(run("total-spending", "--store", folder, "--year", "2023", "--json", "--sources").output)["rows"]
    assert rows[0]["total"] == "800000"
    assert {each["text"] for each in rows[0]["sources"]} == {"80.00", "60.00", "20.00"}


def test_charts(folder: Path, tmp_path: Path) -> None:
    assert "█" in run("total-spending", "--store", folder, "--chart").output
    target = tmp_path / "chart.svg"
    assert run("total-spending", "--store", folder, "--save", target).exit_code == 0
    assert target.read_text("utf-8").startswith("<svg")


def test_a_limit_is_told(folder: Path) -> None:
    told = run("largest-projects", "--store", folder, "--limit", "2", "--format", "csv").output
    assert "only the first 2 rows are shown" in told
    assert told.count("示范市标准局") == 2


def test_the_bound_query_is_shown() -> None:
    assert 'COALESCE("208", "201")' in run("who-spends-on", "--code", "208", "--sparql").output


@pytest.mark.parametrize(
    "arguments", [("--year", "soon"), ("--month", "5"), ("--year",), ("--year", "2024", "--year", "2023")]
)
def test_wrong_parameters_are_errors(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run("total-spending", "--store", folder, *arguments).exception is not None


def test_index_and_executables_are_written() -> None:
    assert run("--index").output.count(".rq)") == len(library())
    assert run("--executables").output.count("sh:select ") == len(library())


def test_an_empty_answer_is_explained_apart_from_the_rows(folder: Path) -> None:
    result = run("total-spending", "--store", folder, "--department", "标准所", "--format", "csv")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1  # the head alone: what else there is to say is no row
    assert "no department has 标准所 in its name; perhaps 示范市标准局" in result.stderr
    several = run("total-spending", "--store", folder, "--department", "示范", "--year", "2024", "--format", "csv")
    assert "2 departments have 示范 in their names" in several.stderr
    assert "标准局" in several.stdout


def test_a_saved_chart_is_told(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "chart.svg"
    assert f"{target}: written" in run("total-spending", "--store", folder, "--save", target).stderr
    assert target.read_text("utf-8").startswith("<svg")


def test_a_query_with_from_says_that_it_reads_no_code_lists(folder: Path) -> None:
    graph = next(iter(corpus_nquads()))

    def asked(where: str) -> Result:
        text = f"SELECT ?f FROM <{graph}> {{ ?f a bo:BudgetFact {where} }} LIMIT 1"
        return CliRunner().invoke(query, [text, "--store", str(folder), "--format", "csv"])

    assert "without code lists" in asked('; bo:reportTable/skos:notation "expenditure"').stderr
    assert asked("").stderr == ""
