"""`kg build`: documents into the embedded store."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from kg.cli.output import progress, report
from kg.errors import BadArgument
from kg.graph import iris
from kg.pipeline import Converted, convert_all, files_of
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg build documents/ --store budgets.db     again and again: only what changed is written
  kg build a.txt b.txt --store budgets.db --json
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--base", default=iris.DATA, show_default=True, help="The namespace of the documents' IRIs.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@click.option("--contacts", is_flag=True, help="Keep contact persons and telephone numbers, left out by default.")
@click.pass_context
def build(
    context: click.Context, paths: tuple[Path, ...], folder: Path, base: str, as_json: bool, contacts: bool
) -> None:
    """Convert documents into a store: each replaces its own named graph, and nothing else is touched."""
    files = files_of(paths)
    if not files:
        raise BadArgument(" ".join(map(str, paths)), "no document is in it", "give files, or folders with files")
    store = EmbeddedStore(folder)
    store.load_lists()
    done: list[Converted] = []
    outcomes: list[tuple[str, str]] = []
    for each in progress(convert_all(files, base, with_concepts=False, contacts=contacts), len(files), "building"):
        if each.record is not None:
            outcomes.append((str(each.path), store.put(iris.document(each.record.sha256, base), each.nquads).outcome))
        done.append(Converted(each.path, each.record, "", each.error))
    store.flush()
    code = report(done)
    counted = Counter(outcome for _, outcome in outcomes)
    if as_json:
        click.echo(json.dumps(_summary(done, outcomes, len(store)), ensure_ascii=False, indent=1))
    else:
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counted.items())) or "nothing stored"
        click.echo(f"{folder}: {told}; {len(store)} quads in the store")
    context.exit(code)


def _summary(done: list[Converted], outcomes: list[tuple[str, str]], quads: int) -> dict[str, object]:
    stored = dict(outcomes)
    return {
        "quads": quads,
        "documents": [
            {
                "file": str(each.path),
                "outcome": stored.get(str(each.path), "failed"),
                "facts": len(each.record.facts) if each.record else 0,
                "unplaced": len(each.record.unplaced) if each.record else 0,
                "findings": len(each.record.findings) if each.record else 0,
                "error": str(each.error) if each.error else None,
            }
            for each in done
        ],
    }
