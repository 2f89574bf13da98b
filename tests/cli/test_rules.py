"""`kg rules`, and the index beside the shapes that it makes."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from kg.cli.main import kg
from kg.datafolders import data_folder
from kg.validate.catalogue import rule_catalogue
from kg.validate.rules import rules


def test_the_index_beside_the_shapes_is_current() -> None:
    """After a change of the shapes: kg rules -o shapes/README.md"""
    assert (data_folder("shapes") / "README.md").read_text("utf-8") == rule_catalogue()


def test_every_rule_stands_in_the_index_once() -> None:
    told = re.findall(r"^\| ([A-Z]{3,4}[\w-]*) \|", rule_catalogue(), re.MULTILINE)
    assert sorted(told) == sorted(rule.code for rule in rules())
    assert len(told) > 150


def test_every_row_has_every_cell(tmp_path: Path) -> None:
    target = tmp_path / "rules.md"
    result = CliRunner().invoke(kg, ["rules", "-o", str(target)])
    assert result.exit_code == 0
    rows = [line for line in target.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert {row.count(" | ") for row in rows} == {6}
    assert not [row for row in rows if row.endswith("|  |")], "a rule does not say where it comes from"
