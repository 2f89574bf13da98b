"""`kg network`: flows of money for Gephi, Cytoscape, Neo4j and networkx."""

from __future__ import annotations

from pathlib import Path

import click

from kg.export.network import FORMATS, export_network, network
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg network --store budgets.db -o network/ --format graphml     Gephi, Cytoscape, yEd
  kg network --store budgets.db -o network/ --format csv         nodes.csv and edges.csv, also for Neo4j
  kg network --store budgets.db -o network/ --format json        networkx.node_link_graph

An edge is the sum of the leaf amounts of one form of one document. The same money stands in several forms:
choose one form before adding edges up. amount is exact (yuan, as text); weight is a float for drawing.
"""


@click.command("network", epilog=_EPILOG)
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(FORMATS), default="graphml", show_default=True)
def network_command(folder: Path, output: Path, form: str) -> None:
    """Write funding sources, departments, functions, items and projects with the money between them."""
    graph = network(EmbeddedStore(folder, read_only=True))
    for file in export_network(graph, output, form):
        click.echo(f"{file.path}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")
