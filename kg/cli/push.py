"""`kg push`: a store into a triple store over HTTP."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import click

from kg.cli.output import progress
from kg.errors import BadArgument
from kg.export.checking import CHECKS
from kg.export.endpoints import endpoints, servers
from kg.export.push import BATCH, Plan, Pushed, plan, push, verify
from kg.export.remote import Patience, RemoteStore, authentication
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg push http://localhost:7878 --store budgets.db --dry-run       what would be done
  kg push http://localhost:7878 --store budgets.db                 only what changed is sent
  kg push http://localhost:3030/budgets --server fuseki --user admin --store budgets.db
  kg push http://localhost:8890 --server virtuoso --auth digest --user dba --lists-graph urn:budget-lists \\
      --store budgets.db
  kg push http://localhost:7878 --store budgets.db --prune         remove what was withdrawn

The password is read from KG_PASSWORD, or asked for. A push that was broken off is completed by the next one.
"""


@click.command("push", epilog=_EPILOG)
@click.argument("url")
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--server", type=click.Choice(servers()), default="oxigraph", show_default=True)
@click.option("--user", help="Who writes.")
@click.option("--auth", type=click.Choice(["basic", "digest", "bearer"]), help="With --user basic is meant.")
@click.option("--lists/--no-lists", default=True, show_default=True, help="With the ontology and the code lists.")
@click.option("--lists-graph", help="The graph for those; the default graph without it.")
@click.option("--prune", is_flag=True, help="Remove the graphs of documents that the store no longer holds.")
@click.option(
    "--check",
    type=click.Choice(CHECKS),
    default="hash",
    show_default=True,
    help="Each graph that was sent: fetch it back and compare hashes, count its statements, or neither.",
)
@click.option("--verify", "verify_all", is_flag=True, help="Check the graphs that need no push, too.")
@click.option("--batch", type=click.IntRange(min=1), default=BATCH, show_default=True, help="Statements a request.")
@click.option("--tries", type=click.IntRange(1, 20), default=5, show_default=True, help="How often each request.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, help="Seconds.")
@click.option("--dry-run", is_flag=True, help="Compare, tell, and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@click.pass_context
def push_command(
    context: click.Context,
    url: str,
    folder: Path,
    server: str,
    user: str | None,
    auth: str | None,
    lists: bool,
    lists_graph: str | None,
    prune: bool,
    check: str,
    verify_all: bool,
    batch: int,
    tries: int,
    timeout: float,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a triple store up to date: named graph by named graph, only what changed, checked afterwards."""
    if verify_all and check == "none":
        raise BadArgument("--verify", "it goes not with --check none", "use --check hash or --check count")
    store = EmbeddedStore(folder, read_only=True)
    where = endpoints(url, server)
    shown = authentication(auth or "basic", user or "", _password()) if user or auth else None
    remote = RemoteStore(where, shown, Patience(tries=tries, timeout=timeout))
    try:
        todo = plan(store, remote, lists, lists_graph)
        done = [] if dry_run else _pushed(store, remote, todo, prune, verify_all, batch, check)
    finally:
        remote.close()
    _tell(url, todo, done, prune, dry_run, as_json)
    context.exit(2 if any(each.outcome == "failed" for each in done) else 0)


def _password() -> str:
    told = os.environ.get("KG_PASSWORD")
    return told if told is not None else str(click.prompt("Password", hide_input=True, err=True))


def _pushed(
    store: EmbeddedStore, remote: RemoteStore, todo: Plan, prune: bool, verify_all: bool, batch: int, check: str
) -> list[Pushed]:
    count = len(todo.new) + len(todo.changed) + (len(todo.withdrawn) if prune else 0)
    done = list(progress(push(store, remote, todo, prune, batch, check), count, "pushing"))
    if verify_all:
        done += progress(verify(store, remote, todo, check), len(todo.unchanged), "checking")
    return done


def _tell(url: str, todo: Plan, done: list[Pushed], prune: bool, dry_run: bool, as_json: bool) -> None:
    for each in done:
        if each.problem:
            click.echo(f"kg: {each.graph}: {each.problem}", err=True)
    if as_json:
        click.echo(json.dumps(_summary(todo, done, dry_run), ensure_ascii=False, indent=1))
        return
    if dry_run:
        counts = Counter({"new": len(todo.new), "changed": len(todo.changed)})
    else:
        counts = Counter(each.outcome for each in done)
    counts["unchanged"] = len(todo.unchanged)
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count) or "nothing to do"
    click.echo(f"{url}: {'would push ' if dry_run else ''}{told}; {sum(each.statements for each in done)} statements")
    if todo.withdrawn and (dry_run or not prune):
        advice = "would be removed" if prune else "stay there; --prune removes them"
        click.echo(f"withdrawn, in the target and no longer in the store: {len(todo.withdrawn)}; they {advice}")


def _summary(todo: Plan, done: list[Pushed], dry_run: bool) -> dict[str, object]:
    return {
        "dryRun": dry_run,
        "new": [part.graph for part in todo.new],
        "changed": [part.graph for part in todo.changed],
        "unchanged": len(todo.unchanged),
        "withdrawn": list(todo.withdrawn),
        "done": [
            {
                "graph": each.graph,
                "outcome": each.outcome,
                "statements": each.statements,
                "problem": each.problem or None,
            }
            for each in done
        ],
    }
