"""Flows of money as a network: funding sources, departments, units, functions, economic items, projects.

An edge is the sum of leaf facts of one form of one document, so that no amount is counted twice; totals and amounts
whose column is not certain make no edge. The same money stands in several forms: add up edges of one form only.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import networkx as nx

from kg.export.files import check_xml
from kg.export.flows import concept
from kg.export.rows import fact_rows
from kg.export.wholefile import Written, whole_file, written
from kg.store.embedded import EmbeddedStore

FLOWS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "revenue": (("funding_source", "department"),),
    "expenditure": (("department", "function"), ("function", "expenditure_kind")),
    "general": (("department", "function"), ("function", "expenditure_kind")),
    "government-fund": (("department", "function"), ("function", "expenditure_kind")),
    "state-capital": (("department", "function"), ("function", "expenditure_kind")),
    "general-basic": (("department", "economic"),),
    "general-project": (("department", "project"), ("project", "function"), ("project", "economic")),
}
"""For each form the kinds of thing that its amounts flow between."""
FORMATS = ("graphml", "gexf", "json", "csv", "neo4j")
_TOLD = ("form", "year", "document", "amount")
_IDS = {
    "department": "department_iri",
    "function": "function_iri",
    "economic": "economic_iri",
    "project": "project_iri",
}
_LISTS = {"funding_source": "funding-source", "expenditure_kind": "expenditure-kind"}
_LABELS = {"function": "function_label", "economic": "economic_label"}


def network(store: EmbeddedStore) -> nx.MultiDiGraph[str]:
    """The network of a store: nodes with `kind` and `label`; edges with `form`, `year`, `document` and the money.

    `amount` is the exact sum in yuan as text; `weight` is the same as a float, for drawing and ranking only.
    """
    sums: dict[tuple[str, str, str, str, str], Decimal] = {}
    nodes: dict[str, tuple[str, str]] = {}
    for row in _leaves(store):
        for source, target in FLOWS.get(row["report_table"], ()):
            start, end = _node(row, source), _node(row, target)
            if start is None or end is None:
                continue
            nodes[start[0]], nodes[end[0]] = (source, start[1]), (target, end[1])
            key = (start[0], end[0], row["report_table"], row["fiscal_year"], row["document"])
            sums[key] = sums.get(key, Decimal(0)) + Decimal(row["amount"])
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, (kind, label) in sorted(nodes.items()):
        graph.add_node(name, kind=kind, label=label)
    for (giver, taker, form, year, document), amount in sorted(sums.items()):
        told = {"form": form, "year": year, "document": document, "amount": f"{amount:f}", "weight": float(amount)}
        graph.add_edge(giver, taker, key=f"{form} {document}", **told)
    return graph


def _leaves(store: EmbeddedStore) -> Iterator[dict[str, str]]:
    return (row for row in fact_rows(store) if row["aggregate_role"] == "leaf")


def _node(row: Mapping[str, str], kind: str) -> tuple[str, str] | None:
    """The name and the label of the thing of this kind that a fact speaks of."""
    name = row[_IDS.get(kind, kind)]
    if not name:
        return None
    if kind in _LISTS:
        return f"{kind}/{name}", concept(_LISTS[kind], name)[0]
    return name, row[_LABELS.get(kind, kind)] or name


def export_network(graph: nx.MultiDiGraph[str], folder: Path, form: str) -> list[Written]:
    """Writes the network as `graphml`, `gexf`, `json` (node-link), `csv` or `neo4j`.

    The last two are a file of nodes and one of edges: for Gephi, and for `neo4j-admin database import`.
    """
    if form == "csv":
        contents = {"nodes.csv": _nodes_csv(graph), "edges.csv": _edges_csv(graph)}
    elif form == "neo4j":
        contents = {"neo4j-nodes.csv": _neo4j_nodes(graph), "neo4j-edges.csv": _neo4j_edges(graph)}
    else:
        contents = {f"network.{form}": _WRITERS[form](graph)}
    files = []
    for name, content in contents.items():
        with whole_file(folder / name) as out:
            out.write(content)
        files.append(written(folder / name))
    return files


def _graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    _check_xml(graph)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, encoding="utf-8")
    return out.getvalue()


def _gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """GEXF without the day on which it was written, so that the same store gives the same bytes."""
    _check_xml(graph)
    text = "\n".join(nx.generate_gexf(graph, encoding="utf-8"))
    return (re.sub(r' lastmodifieddate="[0-9-]*"', "", text, count=1) + "\n").encode()


def _check_xml(graph: nx.MultiDiGraph[str]) -> None:
    for name, told in graph.nodes(data=True):
        for text in told.values():
            check_xml(name, text)


def _node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    return (json.dumps(nx.node_link_data(graph, edges="links"), ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: Mapping[str, Callable[[nx.MultiDiGraph[str]], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _node_link,
}


def _nodes_csv(graph: nx.MultiDiGraph[str]) -> bytes:
    more = _marks(graph)
    rows = [
        [name, told["label"], told["kind"], *(told.get(mark, "") for mark in more)]
        for name, told in graph.nodes(data=True)
    ]
    return _csv(["Id", "Label", "Kind", *more], rows)


def _edges_csv(graph: nx.MultiDiGraph[str]) -> bytes:
    rows = [[start, end, "Directed", *(told[n] for n in _TOLD)] for start, end, told in graph.edges(data=True)]
    return _csv(["Source", "Target", "Type", "Form", "Year", "Document", "Amount"], rows)


def _neo4j_nodes(graph: nx.MultiDiGraph[str]) -> bytes:
    """A label is the kind in Neo4j's spelling (Department, FundingSource)."""
    more = _marks(graph)
    rows = [
        [name, told["label"], told["kind"].title().replace("_", ""), *(told.get(mark, "") for mark in more)]
        for name, told in graph.nodes(data=True)
    ]
    return _csv(["id:ID", "name", ":LABEL", *more], rows)


def _neo4j_edges(graph: nx.MultiDiGraph[str]) -> bytes:
    """Amounts stay text, since Neo4j has no decimals; weight is for ranking."""
    rows = [
        [start, end, "MONEY", *(told[name] for name in _TOLD), repr(told["weight"])]
        for start, end, told in graph.edges(data=True)
    ]
    head = [":START_ID", ":END_ID", ":TYPE", "form", "year:int", "document", "amount", "weight:double"]
    return _csv(head, rows)


def _marks(graph: nx.MultiDiGraph[str]) -> list[str]:
    """What nodes carry besides label and kind, in order."""
    return sorted({name for _, told in graph.nodes(data=True) for name in told} - {"kind", "label"})


def _csv(header: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
