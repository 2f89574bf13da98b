"""Exports as Apache Jena reads, loads and answers them: what Fuseki would do with them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.export.canonical import canonical_hash
from kg.export.files import Shape, all_quads, export_file
from kg.graph.document import document_nquads
from kg.graph.formats import FORMATS
from kg.graph.iris import document
from kg.pipeline import convert
from kg.query.library import read_question
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from tests.export.jena import Jena


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Jena:
    return Jena(tmp_path_factory.mktemp("jena"))


@pytest.mark.parametrize("ending", FORMATS)
def test_jena_reads_back_what_the_store_holds(
    ending: str, jena: Jena, small_store: EmbeddedStore, tmp_path: Path
) -> None:
    path = tmp_path / f"out{ending}"
    export_file(small_store, path, Shape(ending))
    graphs = FORMATS[ending].supports_datasets
    # Debian has no JSON reader for Jena's JSON-LD 1.1; its older reader suffices for our context
    syntax = ["--syntax=jsonld10"] if ending == ".jsonld" else []
    told = jena.run("riotcmd.riot", *syntax, "--output=nquads", str(path))
    read = ox.parse(told.encode(), format=ox.RdfFormat.N_QUADS)
    wanted = all_quads(small_store)
    assert canonical_hash(read) == canonical_hash(wanted if graphs else (ox.Quad(*each.triple) for each in wanted))


def test_tdb2_loads_an_export_and_answers_questions_of_the_library(jena: Jena, tmp_path: Path) -> None:
    store = EmbeddedStore()
    for each in samples(2, 7, ["tabs"], (2024,)):
        path = tmp_path / each.file_name
        path.write_text(each.text, "utf-8")
        record = convert(path)
        store.put(document(record.sha256), document_nquads(record, with_concepts=False))
    for name in ("funding-source", "function-2024"):
        store.store.load(path=str(data_folder("ontology") / f"codes/{name}.ttl"), format=ox.RdfFormat.TURTLE)
    export_file(store, tmp_path / "out.nq", Shape(".nq"))
    jena.run("tdb2.tdbloader", "--loc", str(tmp_path / "tdb"), str(tmp_path / "out.nq"))
    for name in ("spending/total-spending", "spending/spending-by-function", "revenue/revenue-by-source"):
        text = read_question(data_folder("queries") / f"{name}.rq").sparql()
        (tmp_path / "question.rq").write_text(text, "utf-8")
        found = jena.run(
            "tdb2.tdbquery", "--loc", str(tmp_path / "tdb"), "--results=CSV", "--query", str(tmp_path / "question.rq")
        )
        answer = store.store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        wanted = answer.serialize(format=ox.QueryResultsFormat.CSV)
        assert wanted is not None
        assert _rows(found) == _rows(wanted.decode("utf-8"))
        # a department a row, or several
        assert len(_rows(found)) >= 2, name


def _rows(text: str) -> list[list[str]]:
    """Rows without their order; the order of joined texts, which SPARQL leaves open, is made one."""
    head, *rows = csv.reader(io.StringIO(text))
    sources = [name == "sources" for name in head]
    return sorted(
        [" ".join(sorted(cell.split())) if many else _number(cell) for cell, many in zip(row, sources, strict=True)]
        for row in rows
    )


def _number(cell: str) -> str:
    """Zeros behind a point are no difference between two engines."""
    return cell.rstrip("0").rstrip(".") if "." in cell and cell.replace(".", "").isdigit() else cell
