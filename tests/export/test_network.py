"""The network's edges add up to the totals that the documents print, and every format holds the same."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.errors import BadArgument
from kg.export.network import FLOWS, FORMATS, export_network, network
from kg.graph.document import document_nquads
from kg.graph.iris import document
from kg.pipeline import convert
from kg.records.model import Disclosure
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore

LISTS = ("report-table", "aggregate-role", "funding-source", "expenditure-kind", "function-2024")


@pytest.fixture
def sampled(tmp_path: Path) -> tuple[EmbeddedStore, list[Disclosure]]:
    store, records = EmbeddedStore(), []
    for each in samples(2, 7, ["tabs"], (2024,)):
        path = tmp_path / each.file_name
        path.write_text(each.text, "utf-8")
        record = convert(path)
        store.put(document(record.sha256), document_nquads(record, with_concepts=False))
        records.append(record)
    for name in LISTS:
        store.store.load(path=str(data_folder("ontology") / f"codes/{name}.ttl"), format=ox.RdfFormat.TURTLE)
    return store, records


def test_edges_add_up_to_the_printed_totals(sampled: tuple[EmbeddedStore, list[Disclosure]]) -> None:
    store, records = sampled
    graph = network(store)
    kinds = nx.get_node_attributes(graph, "kind")
    compared = 0
    for record in records:
        name = document(record.sha256)
        for form in record.forms:
            totals = {fact.amount for fact in form.facts if fact.role == "total"}
            for source, target in FLOWS.get(form.key, ()):
                edges = [
                    Decimal(told["amount"])
                    for start, end, told in graph.edges(data=True)
                    if (told["form"], told["document"]) == (form.key, name)
                    and (kinds[start], kinds[end]) == (source, target)
                ]
                if edges:
                    # the largest total of a form is its grand total
                    assert sum(edges) == max(totals), (form.key, source, target)
                    compared += 1
    assert compared >= 8


def test_every_format_holds_the_same_edges(sampled: tuple[EmbeddedStore, list[Disclosure]], tmp_path: Path) -> None:
    graph = network(sampled[0])
    wanted = sorted((start, end, told["form"], told["amount"]) for start, end, told in graph.edges(data=True))
    assert len(wanted) > 20
    for form in FORMATS:
        export_network(graph, tmp_path / "net", form)
    read = {
        "graphml": nx.read_graphml(tmp_path / "net/network.graphml", force_multigraph=True),
        "gexf": nx.read_gexf(tmp_path / "net/network.gexf"),
        "json": nx.node_link_graph(json.loads((tmp_path / "net/network.json").read_text("utf-8")), edges="links"),
    }
    for back in read.values():
        assert sorted((s, e, told["form"], told["amount"]) for s, e, told in back.edges(data=True)) == wanted
        assert {name: told["label"] for name, told in back.nodes(data=True)} == nx.get_node_attributes(graph, "label")
    rows = csv.DictReader(io.StringIO((tmp_path / "net/edges.csv").read_text("utf-8")))
    assert sorted((row["Source"], row["Target"], row["Form"], row["Amount"]) for row in rows) == wanted


def test_the_same_store_gives_the_same_bytes(sampled: tuple[EmbeddedStore, list[Disclosure]], tmp_path: Path) -> None:
    for form in FORMATS:
        for folder in ("one", "two"):
            export_network(network(sampled[0]), tmp_path / folder, form)
    for path in (tmp_path / "one").iterdir():
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()
        assert b"lastmodified" not in path.read_bytes()


def test_a_name_that_xml_cannot_carry_is_told(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:a", kind="project", label="one\x0btwo")
    for form in ("graphml", "gexf"):
        with pytest.raises(BadArgument, match=r"U\+000B, which XML cannot carry"):
            export_network(graph, tmp_path / "net", form)
    export_network(graph, tmp_path / "net", "json")
