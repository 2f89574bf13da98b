"""`kg export` as a user types it: files, their description, hashes, clear refusals."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from rdflib.namespace import DCAT, RDF, VOID

from kg.cli.export import export
from kg.errors import BadArgument
from kg.graph.document import document_nquads
from kg.graph.iris import document
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore


@pytest.fixture
def folder(tmp_path: Path, small_file: Path) -> Path:
    store = EmbeddedStore(tmp_path / "db")
    record = convert(small_file)
    store.put(document(record.sha256), document_nquads(record, with_concepts=False))
    store.flush()
    return tmp_path / "db"


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(export, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_description_tells_what_the_files_hold(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ttl.gz"
    told = _run("--store", folder, "-o", target)
    graph = rdflib.Graph().parse(tmp_path / "out.ttl.gz.void.ttl", publicID=(tmp_path / "void").as_uri())
    dataset = graph.value(predicate=RDF.type, object=VOID.Dataset)
    triples = int(str(graph.value(dataset, VOID.triples)))
    assert f"{triples} statements" in told
    part = graph.value(dataset, DCAT.distribution)
    assert str(graph.value(part, DCAT.downloadURL)) == target.as_uri()
    assert int(str(graph.value(part, DCAT.byteSize))) == target.stat().st_size
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    checksum = graph.value(graph.value(part, spdx.checksum), spdx.checksumValue)
    assert str(checksum).lower() == hashlib.sha256(target.read_bytes()).hexdigest()
    facts = rdflib.URIRef("https://w3id.org/budget-kg/ontology#BudgetFact")
    partition = graph.value(predicate=VOID["class"], object=facts)
    assert int(str(graph.value(partition, VOID.entities))) == 30


def test_two_stores_of_the_same_documents_have_one_hash(folder: Path, tmp_path: Path) -> None:
    told = _run("--store", folder, "--hash").strip()
    _run("--store", folder, "-o", tmp_path / "c.nq", "--canonical")
    assert hashlib.sha256((tmp_path / "c.nq").read_bytes()).hexdigest() == told
    assert told in (tmp_path / "c.nq.void.ttl").read_text("utf-8")


def test_several_files(folder: Path, tmp_path: Path) -> None:
    _run("--store", folder, "-o", tmp_path / "each", "--per-document", "--format", "jsonld", "--no-lists")
    _run("--store", folder, "-o", tmp_path / "shards", "--shards", "2", "--compress", "gzip")
    assert len(list((tmp_path / "each").glob("*.jsonld"))) == 1
    names = sorted(path.name for path in (tmp_path / "shards").iterdir())
    assert names == ["lists.nq.gz", "shard-00000-of-00002.nq.gz", "shard-00001-of-00002.nq.gz", "void.ttl"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "it says not where to write"),
        (["-o", "x.nq", "--shards", "2", "--per-document"], "it goes not with --per-document"),
        (["-o", "x.nq", "--format", "ttl"], "it is for several files"),
        (["-o", "x.docx"], "no format is known"),
        (["-o", "x", "--shards", "2", "--format", "ttl", "--canonical"], "the canonical form is N-Quads"),
    ],
)
def test_what_cannot_be_is_told(folder: Path, arguments: list[str], what: str) -> None:
    with pytest.raises(BadArgument, match=what):
        CliRunner().invoke(export, ["--store", str(folder), *arguments], catch_exceptions=False)


def test_two_exports_are_compared(folder: Path, tmp_path: Path) -> None:
    _run("--store", folder, "-o", tmp_path / "a.trig")
    _run("--store", folder, "-o", tmp_path / "b", "--per-document", "--format", "jsonld", "--compress", "gzip")
    told = _run("--compare", tmp_path / "a.trig", tmp_path / "b")
    assert told.splitlines()[-1] == "the same"
    assert _run("--compare", folder, tmp_path / "b").splitlines()[-1] == "the same"
    digest = _run("--store", folder, "--hash").strip()
    assert told.count(f"canonical sha256 {digest}") == 2
    _run("--store", folder, "-o", tmp_path / "c.nq", "--no-lists")
    text = (tmp_path / "c.nq").read_text("utf-8")
    (tmp_path / "d.nq").write_text(text.replace('"550000"', '"560000"', 1), "utf-8")
    arguments = ["--compare", str(tmp_path / "c.nq"), str(tmp_path / "d.nq")]
    result = CliRunner().invoke(export, arguments, catch_exceptions=False)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "different"
    assert f"only in {tmp_path / 'd.nq'}: 1, as " in result.output


def test_a_folder_holds_the_last_export_and_nothing_of_an_earlier_one(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run("--store", folder, "-o", out, "--shards", "5")
    (out / "notes.txt").write_text("mine", "utf-8")
    store = EmbeddedStore(folder)
    (graph,) = store.graphs()
    store.withdraw(graph)
    store.put("https://example.org/doc/2", "<urn:s> <urn:p> <urn:o> <https://example.org/doc/2> .\n")
    store.flush()
    del store
    _run("--store", folder, "-o", out, "--shards", "2")
    shards = [f"shard-0000{number}-of-00002.nq" for number in range(2)]
    assert sorted(path.name for path in out.iterdir()) == ["lists.nq", "notes.txt", *shards, "void.ttl"]
    assert _run("--compare", folder, out).splitlines()[-1] == "the same"
    # what no description speaks of may be somebody's, and is told
    (out / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    told = _run("--store", folder, "-o", out, "--per-document")
    assert "1 other RDF files stand there (other.ttl) and would be read with this export" in told
    assert sorted(path.name for path in out.iterdir()) == ["2.nq", "lists.nq", "notes.txt", "other.ttl", "void.ttl"]


def test_a_description_of_strangers_removes_nothing_elsewhere(folder: Path, tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside.nq"
    out.mkdir()
    outside.write_text("", "utf-8")
    (out / "void.ttl").write_text(
        f"@prefix void: <http://rdfs.org/ns/void#> . <#d> void:dataDump <../outside.nq>, <{outside.as_uri()}>, "
        "<..%2Foutside.nq>, <notes.txt>, <.hidden.nq> .",
        "utf-8",
    )
    kept = [outside, out / "notes.txt", out / ".hidden.nq"]
    for path in kept:
        path.write_text("mine", "utf-8")
    _run("--store", folder, "-o", out, "--per-document")
    assert [path.read_text("utf-8") for path in kept] == ["mine"] * 3


def test_a_name_as_long_as_names_can_be(folder: Path, tmp_path: Path) -> None:
    name = f"{'预' * 80}.nq"  # with the description's ending 254 bytes
    _run("--store", folder, "-o", tmp_path / name)
    assert sorted(path.name for path in tmp_path.glob("预*")) == [name, f"{name}.void.ttl"]
