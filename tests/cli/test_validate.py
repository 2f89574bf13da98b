"""`kg validate`: formats, exit codes, files and stores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import kg
from kg.errors import BadArgument
from tests.validate.erring import ERRORS, TEXT


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kg, ["validate", *map(str, arguments)])


@pytest.fixture
def wrong_file(tmp_path: Path) -> Path:
    stands, wrong, _ = ERRORS[0]
    path = tmp_path / "wrong.txt"
    path.write_text(TEXT.replace(stands, wrong), "utf-8")
    return path


def test_the_table_and_the_exit_code(wrong_file: Path, small_file: Path) -> None:
    found = run(wrong_file)
    assert found.exit_code == 1
    assert "FRM-01" in found.output
    assert "COD-01" not in found.output
    assert "COD-01" in run(wrong_file, "--info").output
    assert run(wrong_file, "--fail-on", "never").exit_code == 0
    assert run(small_file).exit_code == 0
    assert run(small_file, "--fail-on", "info").exit_code == 1


@pytest.mark.parametrize("form", ["json", "ttl", "csv", "sarif", "junit", "html"])
def test_each_format_goes_to_the_screen_or_into_a_file(form: str, wrong_file: Path, tmp_path: Path) -> None:
    shown = run(wrong_file, "--format", form)
    assert shown.exit_code == 1
    assert "FRM-01" in shown.output
    target = tmp_path / f"report.{form}"
    assert run(wrong_file, "--format", form, "-o", target).exit_code == 1
    assert target.read_text("utf-8") == shown.output


def test_a_bad_file_does_not_stop_the_others(small_file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("nothing of a budget", "utf-8")
    found = run(bad, small_file, "--json")
    assert found.exit_code == 2
    assert '"file": "small.txt"' in found.output


def test_a_store(wrong_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    assert CliRunner().invoke(kg, ["build", str(wrong_file), "--store", str(folder)]).exit_code == 0
    found = run("--store", folder, "--json")
    assert found.exit_code == 1
    (report,) = json.loads(found.output)
    assert "FRM-01" in {each["rule"] for each in report["findings"]}


def test_files_or_a_store_but_not_both(small_file: Path, tmp_path: Path) -> None:
    assert isinstance(run().exception, BadArgument)
    assert isinstance(run(small_file, "--store", tmp_path).exception, BadArgument)


def test_an_acknowledged_finding_does_not_fail_the_run(wrong_file: Path) -> None:
    template = run(wrong_file, "--format", "acknowledgements")
    beside = wrong_file.parent / "kg-acknowledged.toml"
    beside.write_text(template.output.replace('reason = ""', 'reason = "known"'), "utf-8")
    found = run(wrong_file)
    assert found.exit_code == 0
    assert "known" in found.output
    elsewhere = wrong_file.parent / "elsewhere.toml"
    elsewhere.write_text(beside.read_text("utf-8").replace("wrong.txt", "other.txt"), "utf-8")
    told = run(wrong_file, "--acknowledged", elsewhere)
    assert told.exit_code == 1
    assert "no document other.txt was validated" in told.stderr


@pytest.mark.parametrize(("lang", "there", "away"), [("zh", "错误", "Violation"), ("en", "Violation", "错误")])
def test_one_language(lang: str, there: str, away: str, wrong_file: Path) -> None:
    for form in ("table", "html"):
        text = run(wrong_file, "--lang", lang, "--format", form).output
        assert there in text
        assert away not in text


def test_two_workers_give_the_same(wrong_file: Path, small_file: Path) -> None:
    one = run(wrong_file, small_file, "--json")
    assert run(wrong_file, small_file, "--json", "--workers", 2).output == one.output


def test_a_report_that_cannot_be_written_leaves_nothing(wrong_file: Path, tmp_path: Path) -> None:
    assert isinstance(run(wrong_file, "--json", "-o", tmp_path / "absent" / "r.json").exception, BadArgument)
    assert not [each for each in tmp_path.rglob("*") if "r.json" in each.name]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert isinstance(run(tmp_path).exception, BadArgument)


def test_a_file_of_acknowledgements_is_never_overwritten(wrong_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "known.toml"
    assert run(wrong_file, "--format", "acknowledgements", "-o", target).exit_code == 1
    written = target.read_bytes()
    assert isinstance(run(wrong_file, "--format", "acknowledgements", "-o", target).exception, BadArgument)
    assert target.read_bytes() == written
