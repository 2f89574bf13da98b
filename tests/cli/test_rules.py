"""`kg rules`, and the index beside the shapes that it makes."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner

from kg.cli.main import kg
from kg.datafolders import data_folder
from kg.validate.catalogue import rule_catalogue
from kg.validate.rules import SH, rules, rules_of


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


def test_all_shapes_in_one_file_are_the_same_rules(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    assert CliRunner().invoke(kg, ["rules", "--shapes", "-o", str(path)]).exit_code == 0
    assert {rule.code: rule for rule in rules_of((path,))} == {rule.code: rule for rule in rules()}


def test_messages_of_one_language_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    assert CliRunner().invoke(kg, ["rules", "--shapes", "--messages", "en", "-o", str(path)]).exit_code == 0
    told = ox.Store()
    told.load(path=str(path), format=ox.RdfFormat.TURTLE)
    messages = list(told.quads_for_pattern(None, ox.NamedNode(f"{SH}message"), None))
    assert {quad.object.language for quad in messages if isinstance(quad.object, ox.Literal)} == {"en"}
    assert len({quad.subject for quad in messages}) == len(messages) > 100
