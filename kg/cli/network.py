"""`kg network`: flows of money for Gephi, Cytoscape, Neo4j and networkx; measures; a picture of one budget."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kg.errors import BadArgument
from kg.export.choosing import choose
from kg.export.flows import TARGETS
from kg.export.measures import Measures, SharedProject, annotate, as_row, measures
from kg.export.network import FORMATS, export_network, network
from kg.export.sankey import export_picture, picture
from kg.export.wholefile import whole_file
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg network --store budgets.db -o network/ --format graphml     Gephi, Cytoscape, yEd
  kg network --store budgets.db -o network/ --format csv         nodes.csv and edges.csv for Gephi
  kg network --store budgets.db -o network/ --format neo4j       neo4j-admin database import full
                                                                 --nodes neo4j-nodes.csv --relationships neo4j-edges.csv
  kg network --store budgets.db -o network/ --format json        networkx.node_link_graph
  kg network --store budgets.db --measures                       concentration, dependence, shared projects
  kg network --store budgets.db --sankey --department 外事 --year 2024 -o picture/
  kg network --store budgets.db --sankey --department 外事 --year 2024 --to economic -o picture/

An edge is the sum of the leaf amounts of one form of one document. The same money stands in several forms:
choose one form before adding edges up. amount is exact (yuan, as text); weight is a float for drawing.

A measure is empty, with its reason, where the certain amounts of a form do not add up to its printed total. The
picture shows what forms state side by side; what they do not tell is shown as such and never shared out.
"""


@click.command("network", epilog=_EPILOG)
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="The folder to write into.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="graphml", show_default=True)
@click.option("--measures", "measured", is_flag=True, help="Measures of every document, on the screen or into -o.")
@click.option("--sankey", is_flag=True, help="The picture of one document: sankey.html and sankey.svg.")
@click.option("--to", type=click.Choice(TARGETS), default="project", show_default=True, help="Where the picture ends.")
@click.option("--department", help="Words of the department's name, for --sankey.")
@click.option("--year", help="The fiscal year, for --sankey.")
@click.option("--document", help="The IRI of the document, for --sankey, where a department has several for a year.")
@click.option("--json", "as_json", is_flag=True, help="The measures on the screen as JSON.")
def network_command(
    folder: Path,
    output: Path | None,
    form: str,
    measured: bool,
    sankey: bool,
    to: str,
    department: str | None,
    year: str | None,
    document: str | None,
    as_json: bool,
) -> None:
    """Write funding sources, departments, functions, items and projects with the money between them."""
    if sankey and measured:
        raise BadArgument("--sankey", "it goes not with --measures", "ask for one after the other")
    if not sankey and (department or year or document):
        raise BadArgument("--department", "it chooses the document of a picture", "use it with --sankey")
    if output is None and not measured:
        raise BadArgument("--output", "it says not where to write", "give -o DIR")
    store = EmbeddedStore(folder, read_only=True)
    if measured:
        _tell(*measures(store), output, as_json)
    elif output is not None and sankey:
        drawn = picture(store, choose(store, department, year, document), to)
        for file in export_picture(drawn, output):
            click.echo(f"{file.path}: {sum(len(block.flows) for block in drawn.blocks)} flows of {drawn.told.title}")
    elif output is not None:
        graph = network(store)
        annotate(graph, measures(store)[0])
        for file in export_network(graph, output, form):
            click.echo(f"{file.path}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")


def _tell(found: list[Measures], shared: list[SharedProject], output: Path | None, as_json: bool) -> None:
    rows, projects = [as_row(each) for each in found], [_shared_row(each) for each in shared]
    if output is not None:
        told = {"measures": rows, "shared-projects": projects}
        contents = {f"{name}.csv": _csv(each) for name, each in told.items()}
        contents["measures.json"] = _json(rows, projects)
        for name, text in contents.items():
            with whole_file(output / name) as out:
                out.write(text.encode())
            click.echo(str(output / name))
    elif as_json:
        click.echo(_json(rows, projects), nl=False)
    else:
        _show(rows, projects)


def _shared_row(each: SharedProject) -> dict[str, str]:
    return {
        "name": each.name,
        "year": each.year,
        "departments": "; ".join(each.departments),
        "amount": f"{each.amount:f}",
        "projects": " ".join(each.projects),
    }


def _json(rows: list[dict[str, str]], projects: list[dict[str, str]]) -> str:
    told: dict[str, Any] = {"measures": rows, "sharedProjects": projects}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _csv(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()


def _show(rows: list[dict[str, str]], projects: list[dict[str, str]]) -> None:
    console = Console(width=None if Console().is_terminal else 200)
    table = Table(
        "department", "year", "funding HHI", "largest source", "upper levels", "project HHI", "largest project"
    )
    for row in rows:
        upper = row["upper_share"] and f"{row['upper_share']} (+ {row['open_share']} not told)"
        table.add_row(
            row["department"],
            row["year"],
            row["funding_hhi"] or row["funding_problem"],
            " ".join((row["funding_top"], row["funding_top_share"])),
            upper,
            row["project_hhi"] or row["project_problem"],
            " ".join((row["project_top"], row["project_top_share"])),
        )
    console.print(table)
    for project in projects:
        console.print(
            f"{project['name']} {project['year']}: {project['departments']}; {project['amount']} yuan together"
        )
