"""`kg ontology`: what the commands print, write and return."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from kg.cli.ontology import ontology
from kg.datafolders import data_folder


def test_check_passes_on_the_repository() -> None:
    result = CliRunner().invoke(ontology, ["check"])
    assert result.exit_code == 0
    assert "agrees" in result.output


def test_check_fails_where_a_file_differs_and_build_mends_it(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(data_folder("ontology"), folder)
    (folder / "codes" / "side.ttl").write_text("changed", encoding="utf-8")
    failed = CliRunner().invoke(ontology, ["check", "--folder", str(folder)])
    assert failed.exit_code == 1
    assert "codes/side.ttl: differs from its source" in failed.output
    built = CliRunner().invoke(ontology, ["build", "--folder", str(folder)])
    assert built.output == "codes/side.ttl\n1 files written\n"
    assert CliRunner().invoke(ontology, ["check", "--folder", str(folder)]).exit_code == 0


def test_html_writes_the_page(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert CliRunner().invoke(ontology, ["html", str(target)]).exit_code == 0
    assert target.read_bytes() == (data_folder("ontology") / "reference.html").read_bytes()
