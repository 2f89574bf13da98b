"""`kg query`: SPARQL over a store."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg.errors import BadArgument
from kg.query.present import as_csv, as_json, short
from kg.query.reads import says_from
from kg.query.run import Answer, ask
from kg.query.timed import ask_within
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg query --store budgets.db 'SELECT ?f ?a { ?f bo:amount ?a } ORDER BY DESC(?a) LIMIT 5'
  kg query --store budgets.db question.rq --format csv
"""

_TWICE = """\
kg: a statement that several documents make counts once for each of them here: sum and count inside
kg: GRAPH ?document { … }, or name the predicates outside of it"""
_NO_LISTS = """\
kg: FROM asks its graphs alone, without code lists: a label or notation is found with GRAPH <…> { … } instead of FROM"""


@click.command(epilog=_EPILOG)
@click.argument("query_text", metavar="SPARQL|FILE.rq")
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--json", "json_flag", is_flag=True, help="The same as --format json.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="End the query after so many seconds.")
@click.option("--federated", is_flag=True, help="Allow the query to call other servers (SERVICE).")
def query(
    query_text: str,
    folder: Path,
    form: str,
    json_flag: bool,
    limit: int | None,
    timeout: float | None,
    federated: bool,
) -> None:
    """Ask a store; the prefixes of the project (bo, code, skos, qb, …) are known."""
    text = _text(query_text)
    store = EmbeddedStore(folder, read_only=True)
    if timeout is None:
        answer = ask(store, text, limit, federated)
    else:
        answer = ask_within(folder, text, timeout, limit, federated)
    if answer.repeats:
        click.echo(_TWICE, err=True)
    if says_from(text) and not answer.rows and answer.truth is None:
        click.echo(_NO_LISTS, err=True)
    form = "json" if json_flag else form
    if form == "table":
        _table(answer)
    else:
        click.echo(as_csv(answer) if form == "csv" else as_json(answer), nl=form == "json")
    if not answer.complete:
        click.echo(f"kg: only the first {limit} rows are shown", err=True)


def _text(given: str) -> str:
    if given.endswith(".rq") and "{" not in given:
        path = Path(given)
        if not path.is_file():
            raise BadArgument(given, "there is no such file", "check the path of the query")
        return path.read_text("utf-8")
    return given


def _table(answer: Answer) -> None:
    if answer.truth is not None:
        click.echo("yes" if answer.truth else "no")
        return
    console = Console(width=None if Console().is_terminal else 200)
    table = Table(*answer.columns, title=None)
    for row in answer.rows:
        table.add_row(*map(short, row))
    console.print(table)
    console.print(f"{len(answer.rows)} rows", highlight=False)
