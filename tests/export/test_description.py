"""The description of an export says what is in its files: counted and hashed again from the files themselves."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import rdflib
from click.testing import CliRunner
from rdflib.namespace import DCAT, RDF, VOID

from kg.cli.export import export
from kg.export.content import Content
from kg.export.reading import read_export
from kg.export.statistics import Statistics
from kg.store.embedded import EmbeddedStore

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
TYPE = ox.NamedNode(str(RDF.type))


def test_counts_and_hashes_of_shards_agree_with_the_files(small_store: EmbeddedStore, tmp_path: Path) -> None:
    folder = str(small_store.folder)
    arguments = [
        "--store",
        folder,
        "-o",
        str(tmp_path / "out"),
        "--shards",
        "2",
        "--format",
        "trig",
        "--compress",
        "gzip",
    ]
    small_store.flush()
    result = CliRunner().invoke(export, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    told = rdflib.Graph().parse(tmp_path / "out/void.ttl", publicID=(tmp_path / "out/void.ttl").as_uri())
    dataset = told.value(predicate=RDF.type, object=VOID.Dataset)
    quads = list(read_export(tmp_path / "out"))
    assert _number(told, dataset, VOID.triples) == len(quads)
    assert _number(told, dataset, VOID.documents) == len(set(small_store.graphs())) == 2
    parts = list(told.objects(dataset, DCAT.distribution))
    assert len(parts) == 3
    assert {told.value(part, DCAT.downloadURL) for part in parts} == set(told.objects(dataset, VOID.dataDump))
    for part in parts:
        path = Path(unquote(urlsplit(str(told.value(part, DCAT.downloadURL))).path))
        assert _number(told, part, DCAT.byteSize) == path.stat().st_size
        assert _number(told, part, VOID.triples) == len(list(read_export(path)))
        checksum = told.value(told.value(part, SPDX.checksum), SPDX.checksumValue)
        assert str(checksum).lower() == hashlib.sha256(path.read_bytes()).hexdigest()
    _assert_partitions(told, dataset, quads)


def _assert_partitions(told: rdflib.Graph, dataset: rdflib.term.Node | None, quads: list[ox.Quad]) -> None:
    members: dict[str, set[str]] = defaultdict(set)
    uses: dict[str, int] = defaultdict(int)
    for quad in quads:
        uses[quad.predicate.value] += 1
        if quad.predicate == TYPE:
            members[quad.object.value].add(str(quad.subject))  # type: ignore[union-attr]
    classes = {
        str(told.value(each, VOID["class"])): _number(told, each, VOID.entities)
        for each in told.objects(dataset, VOID.classPartition)
    }
    assert classes == {name: len(things) for name, things in members.items()}
    properties = {
        str(told.value(each, VOID.property)): _number(told, each, VOID.triples)
        for each in told.objects(dataset, VOID.propertyPartition)
    }
    assert properties == dict(uses)


def _number(graph: rdflib.Graph, subject: rdflib.term.Node | None, name: rdflib.URIRef) -> int:
    return int(str(graph.value(subject, name)))


def test_a_department_of_two_documents_is_one_department() -> None:
    told = Statistics()
    for number in range(3):
        graph = f"urn:doc:{number}"
        names = ["<urn:department>", f"<{graph}/x>", f"<{graph}>"]
        told.add(Content(graph, [f"{name} {TYPE} <urn:Department>".encode() for name in names]))
    told.add(Content(None, [f'<urn:s> <urn:p> "<urn:a> {TYPE} <urn:b>"'.encode()]))
    assert told.classes == {"urn:Department": 1 + 3 + 3}
    assert told.properties == {TYPE.value: 9, "urn:p": 1}
    assert (told.statements, told.documents) == (10, 3)
