"""`kg build`: documents into the embedded store."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

import click

from kg.batch.build import Batch, build, engine
from kg.batch.inputs import check
from kg.batch.load import Portion
from kg.batch.rows import FAILED, Row, Spill, Summary
from kg.batch.settings import Settings
from kg.cli.output import printable, progress
from kg.cli.together import JOIN_HELP, OCR_HELP, join_list
from kg.errors import BadArgument
from kg.graph import iris
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg build documents/ --store budgets.db     again and again: only what changed is converted
  kg build a.txt b.pdf archive.zip @files.txt --store budgets.db --json
  kg build documents/ --store budgets.db --workers 8 --log build.jsonl
  kg build documents/ --store budgets.db --prune      also remove what is no longer in the folder
  kg build documents/ --store budgets.db --join list.toml
  kg build documents/ --store budgets.db --scheduler tcp://10.0.0.1:8786 --work /shared/tmp

Text and tables published apart are joined by department, year, kind and scope; what is not certain is told and left
apart, and a list joins it.

A build that was killed is completed by running it again. A file is known by its bytes and its name: what the store
holds already, made by the same program with the same settings, is not converted again. @files.txt is a list of paths,
one a line; archives (.zip, .tar, .tar.gz) are unpacked file by file. The log gets one line of JSON for each file.
"""
_NAMED = 4  # files of a message that are named
_DOUBTS = 5  # left apart for want of proof, told one by one
_MANY = 8  # so many files are worth the start of more processes


@click.command("build", epilog=_EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--list", "lists", multiple=True, type=click.Path(path_type=Path), help="A list of paths, one a line.")
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--base", default=iris.DATA, show_default=True, help="The namespace of the documents' IRIs.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="So many processes; as many as there are cores without it."
)
@click.option("--scheduler", metavar="URL", help="Convert on a Dask cluster (tcp://…): budget-kg[cluster].")
@click.option(
    "--work", type=click.Path(path_type=Path, file_okay=False), help="A folder for what is under way; in the store's."
)
@click.option("--batch", type=click.IntRange(1, 10_000), default=64, show_default=True, help="Loaded at once.")
@click.option("--prune", is_flag=True, help="Remove the documents of the store whose files are not given.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Add a line of JSON for each file.")
@click.option("--join", type=click.Path(path_type=Path, dir_okay=False), help=JOIN_HELP)
@click.option("--ocr", is_flag=True, help=OCR_HELP)
@click.option("--contacts", is_flag=True, help="Keep contact persons and telephone numbers, left out by default.")
@click.pass_context
def build_command(
    context: click.Context,
    paths: tuple[Path, ...],
    lists: tuple[Path, ...],
    folder: Path,
    base: str,
    as_json: bool,
    workers: int | None,
    scheduler: str | None,
    work: Path | None,
    batch: int,
    prune: bool,
    log: Path | None,
    join: Path | None,
    ocr: bool,
    contacts: bool,
) -> None:
    """Convert documents into a store: each replaces its own named graph, and nothing else is touched."""
    inputs = [*paths, *(Path(f"@{each}") for each in lists)]
    if not inputs:
        raise BadArgument("kg build", "no file is given", "give files, folders, archives or --list FILE")
    check(inputs)
    groups = tuple(join_list(join)) if join else ()
    todo = Batch(Settings(base, contacts, ocr), Portion(batch), prune, groups, work)
    convert = engine(workers or _workers(inputs), todo.portion, scheduler)
    store = EmbeddedStore(folder)
    rows = build(store, inputs, todo, convert)
    summary, spill = Summary(), Spill()
    begin = time.perf_counter()
    with _log(log) as tell:
        for row in progress(rows, None, "building"):
            summary.add(row)
            spill.add(row)
            tell(row)
            _complain(row, summary)
    _tell(folder, store, summary, spill, time.perf_counter() - begin, as_json)
    context.exit(70 if summary.defects else 2 if summary.counts[FAILED] else 0)


def _complain(row: Row, summary: Summary) -> None:
    """Tells at once what is wrong with a file; of doubts the first few, for there may be thousands."""
    if row.error is not None:
        click.echo(f"kg: {printable(_whose(row))}", err=True)
    if row.note and summary.counts[row.status] <= _DOUBTS:
        click.echo(f"kg: {printable(_some(row.files))}: {row.note}", err=True)
    elif row.note and summary.counts[row.status] == _DOUBTS + 1:
        click.echo("kg: more files of one department and year were left apart; the log (--log) names them", err=True)


def _some(files: Sequence[str]) -> str:
    """The first few files by name, and how many more there are."""
    more = len(files) - _NAMED
    return ", ".join(files[:_NAMED]) + (f" and {more} more (the log, --log, names them)" if more > 0 else "")


def _whose(row: Row) -> str:
    """The error with the whole name of its file: thousands of folders and archives may hold one of that name."""
    last = PurePath(row.file.rpartition("!")[2]).name
    error = row.error or ""
    return row.file + error[len(last) :] if last and error.startswith(f"{last}: ") else error


def _workers(inputs: list[Path]) -> int:
    """As many as there are cores, or one where so little is given that starting them would take longer."""
    if all(each.is_file() for each in inputs) and len(inputs) < _MANY:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(folder: Path, store: EmbeddedStore, summary: Summary, spill: Spill, seconds: float, as_json: bool) -> None:
    counts = {status: count for status, count in sorted(summary.counts.items()) if count}
    click.echo(
        f"{summary.converted} converted, {summary.counts[FAILED]} failed; {summary.facts} facts, "
        f"{summary.unplaced} unplaced, {summary.findings} findings",
        err=True,
    )
    quads = store.statements()
    if not as_json:
        told = ", ".join(f"{count} {status}" for status, count in counts.items()) or "nothing stored"
        click.echo(f"{folder}: {told}; {quads} quads in the store's documents")
        return
    head = {"quads": quads, "seconds": round(seconds, 3), "counts": counts}
    click.echo(json.dumps(head, ensure_ascii=False)[:-1] + ', "documents": [')
    lines = spill.lines()
    line = next(lines, None)
    while line is not None:
        following = next(lines, None)
        click.echo(line if following is None else f"{line},")
        line = following
    click.echo("]}")


@contextmanager
def _log(path: Path | None) -> Iterator[Callable[[Row], None]]:
    """Adds lines to a log, each out of our hands at once, so that a killed build leaves what it had done."""
    if path is None:
        yield lambda _: None
        return
    try:
        _mend(path)
        with path.open("a", encoding="utf-8", buffering=1) as handle:
            yield lambda row: print(json.dumps(row.as_json(), ensure_ascii=False), file=handle)
    except OSError as error:
        raise BadArgument(str(path), error.strerror or "cannot be written", "choose another place") from error


def _mend(path: Path) -> None:
    """Cuts off a last line that a killed build did not finish."""
    if path.exists():
        with path.open("rb+") as handle:
            size = handle.seek(0, os.SEEK_END)
            while size and handle.seek(size - 1) == size - 1 and handle.read(1) != b"\n":
                size -= 1
            handle.truncate(size)
