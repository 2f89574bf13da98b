"""`kg codes`: what it prints of a store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.codes import codes
from kg.errors import BadArgument
from kg.store.embedded import EmbeddedStore

GRAPH = "https://example.org/document"
QUADS = "".join(
    f"{line} <{GRAPH}> .\n"
    for line in (
        "<https://w3id.org/budget-kg/code/economic-department-2018/30314> "
        '<https://w3id.org/budget-kg/ontology#unlisted> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
        "<https://w3id.org/budget-kg/code/economic-department-2018/30314> "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "职工住宅取暖费"@zh',
        f"<{GRAPH}> <https://w3id.org/budget-kg/ontology#disclosedBy> <https://example.org/bureau>",
        '<https://example.org/f> <https://w3id.org/budget-kg/ontology#rowLabel> "维修费"',
        '<https://example.org/f> <https://w3id.org/budget-kg/ontology#rowKey> "30213"',
        "<https://example.org/f> <https://w3id.org/budget-kg/ontology#economic> "
        "<https://w3id.org/budget-kg/code/economic-department-2018/30213>",
    )
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = EmbeddedStore(tmp_path / "store")
    store.load_lists()
    store.put(GRAPH, QUADS)
    store.flush()
    return tmp_path / "store"


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(codes, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_unlisted_codes_as_lines(folder: Path) -> None:
    assert _run("--store", str(folder)) == (
        "economic-department-2018 30314 职工住宅取暖费 (2016 采暖补贴): 1 documents of 1 departments\n"
        "1 unlisted codes\n"
    )


def test_names_that_differ_as_csv(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run("--store", str(folder), "--names", "--format", "csv"))))
    assert [(row["code"], row["printed"], row["official"]) for row in rows] == [("30213", "维修费", "维修（护）费")]


def test_json_names_the_documents(folder: Path) -> None:
    (code,) = json.loads(_run("--store", str(folder), "--format", "json"))
    assert code["documents"] == [GRAPH]


def test_a_folder_without_a_store_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no store"):
        _run("--store", str(tmp_path))
