"""`kg build`: documents into the embedded store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.output import progress, report
from kg.cli.together import JOIN_HELP, OCR_HELP, grouped, join_list, tell_doubts
from kg.errors import BadArgument
from kg.graph import iris
from kg.graph.succession import succession_statements
from kg.pipeline import Converted, convert_all, convert_parallel, files_of, joined_files
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg build documents/ --store budgets.db     again and again: only what changed is written
  kg build a.txt b.txt --store budgets.db --json
  kg build documents/ --store budgets.db --workers 8 --log build.jsonl
  kg build documents/ --store budgets.db --join list.toml

Text and tables published apart are joined by department, year, kind and scope; what is not certain is told and left
apart, and a list joins it.

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
@click.option("--join", type=click.Path(path_type=Path, dir_okay=False), help=JOIN_HELP)
@click.option("--ocr", is_flag=True, help=OCR_HELP)
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
    join: Path | None,
    ocr: bool,
) -> None:
    """Convert documents into a store: each replaces its own named graph, and nothing else is touched."""
    files = files_of(paths)
    if not files:
        raise BadArgument(" ".join(map(str, paths)), "no document is in it", "give files, or folders with files")
    items = grouped(files, join_list(join) if join else [])
    store = EmbeddedStore(folder)
    store.load_lists()
    done: dict[Path, Converted] = {}
    outcomes: dict[Path, str] = {}
    converted = convert_parallel(items, workers, base, with_concepts=False, contacts=contacts, optical=ocr)
    with _log(log) as tell:
        for each in progress(converted, len(items), "building"):
            outcomes[each.path] = _store(store, each, base)
            done[each.path] = replace(each, nquads="")
            tell(_line(each, outcomes[each.path]))
        joining = joined_files([each for each in done.values() if not each.others], ocr)
        for each in convert_all(joining.groups, base, with_concepts=False, contacts=contacts, optical=ocr):
            if each.record is None:
                done[each.path] = replace(done[each.path], error=each.error)
                continue
            for path in (each.path, *each.others):
                del done[path], outcomes[path]
            outcomes[each.path] = _store(store, each, base)
            done[each.path] = replace(each, nquads="")
            tell(_line(each, outcomes[each.path]))
    tell_doubts(joining.doubts)
    records = [each.record for each in done.values() if each.record is not None]
    store.put_across(succession_statements(records, base))
    store.flush()
    code = report([*done.values()])
    if as_json:
        click.echo(json.dumps(_summary(done, outcomes, len(store)), ensure_ascii=False, indent=1))
    else:
        counted = Counter(outcome for outcome in outcomes.values() if outcome != "failed")
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counted.items())) or "nothing stored"
        click.echo(f"{folder}: {told}; {len(store)} quads in the store")
    context.exit(code)


def _store(store: EmbeddedStore, converted: Converted, base: str) -> str:
    """Stores a disclosure; one of several files takes the place of what the files were by themselves."""
    if converted.record is None:
        return "failed"
    for file in converted.record.files:
        store.drop(iris.document(file.sha256, base))
    return store.put(iris.document(converted.record.sha256, base), converted.nquads).outcome


def _summary(done: Mapping[Path, Converted], outcomes: Mapping[Path, str], quads: int) -> dict[str, object]:
    return {"quads": quads, "documents": [_line(each, outcomes[path]) for path, each in done.items()]}


def _line(each: Converted, outcome: str) -> dict[str, object]:
    return {
        "file": str(each.path),
        **({"others": [str(path) for path in each.others]} if each.others else {}),
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
