"""`kg network` as a user types it: files, measures, the picture of one budget, clear refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.network import network_command
from kg.datafolders import data_folder
from kg.errors import BadArgument
from kg.graph.document import document_nquads
from kg.graph.iris import document
from kg.pipeline import convert
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from tests.export.conftest import LISTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (sample,) = samples(1, 7, ["tabs"], (2024,))
    path = tmp_path / sample.file_name
    path.write_text(sample.text, "utf-8")
    record = convert(path)
    store = EmbeddedStore(tmp_path / "db")
    store.put(document(record.sha256), document_nquads(record, with_concepts=False))
    for name in LISTS:
        store.store.load(path=str(data_folder("ontology") / f"codes/{name}.ttl"), format=ox.RdfFormat.TURTLE)
    store.flush()
    return tmp_path / "db"


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(network_command, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_network_as_files(folder: Path, tmp_path: Path) -> None:
    for form, files in (("graphml", 1), ("neo4j", 2)):
        told = _run("--store", folder, "-o", tmp_path / form, "--format", form)
        assert len(list((tmp_path / form).iterdir())) == files == told.count("edges\n")


def test_measures_on_the_screen_and_as_files(folder: Path, tmp_path: Path) -> None:
    told = json.loads(_run("--store", folder, "--measures", "--json"))
    (row,) = told["measures"]
    assert row["funding_total"] == "9008700"
    assert row["funding_hhi"]
    assert "funding HHI" in _run("--store", folder, "--measures")
    _run("--store", folder, "--measures", "-o", tmp_path / "m")
    assert list(csv.DictReader((tmp_path / "m/measures.csv").open(encoding="utf-8"))) == [row]
    assert json.loads((tmp_path / "m/measures.json").read_text("utf-8")) == told
    assert (tmp_path / "m/shared-projects.csv").read_text("utf-8") == ""


@pytest.mark.parametrize("to", ["project", "economic"])
def test_the_picture(to: str, folder: Path, tmp_path: Path) -> None:
    told = _run("--store", folder, "--sankey", "--year", "2024", "--to", to, "-o", tmp_path / to)
    assert sorted(path.name for path in (tmp_path / to).iterdir()) == ["sankey.html", "sankey.svg"]
    assert "flows of" in told


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "it says not where to write"),
        (["--sankey"], "it says not where to write"),
        (["--sankey", "--measures"], "it goes not with --measures"),
        (["-o", "x", "--department", "局"], "use it with --sankey"),
        (["-o", "x", "--sankey", "--year", "1999"], "no document of the store is meant by this"),
    ],
)
def test_what_cannot_be_is_told(folder: Path, arguments: list[str], what: str) -> None:
    with pytest.raises(BadArgument, match=what):
        _run("--store", folder, *arguments)


def test_a_store_without_lists_is_told(tmp_path: Path, small_file: Path) -> None:
    store = EmbeddedStore(tmp_path / "bare")
    record = convert(small_file)
    store.put(document(record.sha256), document_nquads(record, with_concepts=False))
    store.flush()
    with pytest.raises(BadArgument, match="facts and no code lists"):
        _run("--store", tmp_path / "bare", "--measures")
