"""`kg ledger`: the account in words and as JSON, and the places of what nothing claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.ledger import ledger
from tests.conftest import SMALL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "budget.txt"
    lines = "第三部分 2024 年部门预算情况说明\n另有 12.34 万元。\n联系电话：0991-7654321\n来电 7654399\n"
    path.write_text(SMALL.replace("第三部分 2024 年部门预算情况说明\n", lines), "utf-8")
    return path


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(ledger, [*map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_table_names_sections_records_and_rules(file: Path) -> None:
    output = _run(file)
    for word in ("budget.txt", "2 unclaimed", "general-project", "fact", "class-code", "telephone"):
        assert word in output


def test_unclaimed_numbers_are_listed_with_their_place(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    output = _run(file, "--unclaimed")
    assert f"unclaimed: 12.34 (line {lines.index('另有 12.34 万元。') + 1})" in output
    assert f"unclaimed: a number of 7 digits (line {lines.index('来电 7654399') + 1})" in output


def test_json_holds_every_number_but_no_telephone(file: Path) -> None:
    output = _run(file, "--json")
    account = json.loads(output)
    assert account["counts"]["numbers"] == len(account["numbers"])
    assert account["counts"]["unclaimed"] == 2
    assert sum(each["numbers"] for each in account["sections"]) == account["counts"]["numbers"]
    telephones = [each for each in account["numbers"] if each["by"] == "telephone"]
    assert [each["number"] for each in telephones] == [None, None]
    assert all(each["line"] and each["charEnd"] > each["charStart"] for each in telephones)
    assert "7654321" not in output
    assert "7654399" not in output


def test_a_file_that_is_no_budget_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("你好", "utf-8")
    assert CliRunner().invoke(ledger, [str(path)]).exit_code != 0
