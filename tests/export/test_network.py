"""The network's edges add up to the totals that the documents print, and every format holds the same."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import BadArgument
from kg.export.measures import annotate, measures
from kg.export.network import FLOWS, FORMATS, export_network, network
from kg.graph.iris import document
from kg.records.model import Disclosure
from kg.store.embedded import EmbeddedStore


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
    annotate(graph, measures(sampled[0])[0])
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
        for mark in ("label", "kind", "funding_hhi"):
            assert nx.get_node_attributes(back, mark) == nx.get_node_attributes(graph, mark)
    rows = csv.DictReader(io.StringIO((tmp_path / "net/edges.csv").read_text("utf-8")))
    assert sorted((row["Source"], row["Target"], row["Form"], row["Amount"]) for row in rows) == wanted
    rows = csv.DictReader(io.StringIO((tmp_path / "net/neo4j-edges.csv").read_text("utf-8")))
    assert sorted((row[":START_ID"], row[":END_ID"], row["form"], row["amount"]) for row in rows) == wanted
    nodes = list(csv.DictReader(io.StringIO((tmp_path / "net/neo4j-nodes.csv").read_text("utf-8"))))
    assert {node["id:ID"]: node["name"] for node in nodes} == nx.get_node_attributes(graph, "label")
    assert {node[":LABEL"] for node in nodes} >= {"Department", "Function", "FundingSource", "ExpenditureKind"}


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
