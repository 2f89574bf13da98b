"""`kg build`: documents into the embedded store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kg.cli.output import progress, report
from kg.errors import BadArgument
from kg.graph import iris
from kg.graph.succession import succession_statements
from kg.pipeline import Converted, convert_parallel, files_of
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg build documents/ --store budgets.db     again and again: only what changed is written
  kg build a.txt b.txt --store budgets.db --json
  kg build documents/ --store budgets.db --workers 8 --log build.jsonl

A build that was killed is completed by running it again. The log gets one line of JSON for each file.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--base", default=iris.DATA, show_default=True, help="The namespace of the documents' IRIs.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="So many processes.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Add a line of JSON for each file.")
@click.option("--contacts", is_flag=True, help="Keep contact persons and telephone numbers, left out by default.")
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[Path, ...],
    folder: Path,
    base: str,
    as_json: bool,
    workers: int,
    log: Path | None,
    contacts: bool,
) -> None:
    """Convert documents into a store: each replaces its own named graph, and nothing else is touched."""
    files = files_of(paths)
    if not files:
        raise BadArgument(" ".join(map(str, paths)), "no document is in it", "give files, or folders with files")
    store = EmbeddedStore(folder)
    store.load_lists()
    done: list[Converted] = []
    outcomes: list[tuple[str, str]] = []
    converted = convert_parallel(files, workers, base, with_concepts=False, contacts=contacts)
    with _log(log) as tell:
        for each in progress(converted, len(files), "building"):
            outcome = "failed"
            if each.record is not None:
                outcome = store.put(iris.document(each.record.sha256, base), each.nquads).outcome
                outcomes.append((str(each.path), outcome))
            done.append(Converted(each.path, each.record, "", each.error))
            tell(_line(done[-1], outcome))
    store.put_across(succession_statements((each.record for each in done if each.record is not None), base))
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
        "documents": [_line(each, stored.get(str(each.path), "failed")) for each in done],
    }


def _line(each: Converted, outcome: str) -> dict[str, object]:
    return {
        "file": str(each.path),
        "outcome": outcome,
        "facts": len(each.record.facts) if each.record else 0,
        "unplaced": len(each.record.unplaced) if each.record else 0,
        "findings": len(each.record.findings) if each.record else 0,
        "error": str(each.error) if each.error else None,
    }


@contextmanager
def _log(path: Path | None) -> Iterator[Callable[[dict[str, object]], None]]:
    """Adds lines to a log, each out of our hands at once, so that a killed build leaves what it had done."""
    if path is None:
        yield lambda _: None
        return
    try:
        with path.open("a", encoding="utf-8", buffering=1) as handle:
            yield lambda line: print(json.dumps(line, ensure_ascii=False), file=handle)
    except OSError as error:
        raise BadArgument(str(path), error.strerror or "cannot be written", "choose another place") from error
