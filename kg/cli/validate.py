"""`kg validate`: every rule of a complete and consistent disclosure, over files or a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from kg import __version__
from kg.cli.output import progress, write_whole
from kg.cli.validate_table import show
from kg.errors import BadArgument
from kg.graph import iris
from kg.pipeline import Converted, convert_parallel, files_of
from kg.store.embedded import EmbeddedStore
from kg.validate.acknowledge import FILE_NAME, Acknowledgements, files_beside, read_acknowledgements, template_text
from kg.validate.findings import SEVERITIES, Acknowledgement, DocumentReport
from kg.validate.reports.html import html_parts
from kg.validate.reports.junit import junit_parts
from kg.validate.reports.objects import csv_parts, json_parts
from kg.validate.reports.rdf import turtle_parts
from kg.validate.reports.sarif import sarif_parts
from kg.validate.reports.words import LANGUAGES
from kg.validate.rules import rules
from kg.validate.run import validate_nquads, validate_store

FORMATS = ("table", "json", "ttl", "csv", "sarif", "html", "junit", "acknowledgements")
_EPILOG = f"""\b
Examples:
  kg validate budget.txt
  kg validate documents/ --format html -o report.html
  kg validate --store budgets.db --format sarif -o report.sarif --fail-on warning
  kg validate documents/ --format acknowledgements -o documents/{FILE_NAME}

A finding that needs no correction can be acknowledged with a reason in {FILE_NAME} beside the documents: it stays
in every report, marked, and no longer counts for --fail-on. The last example writes such a file to be filled in.

The exit code is 1 if a finding is at least as grave as --fail-on, 2 if a file could not be read.
"""


class _Run:
    """One run: the reports one by one as they are made, and what is known of them at the end."""

    def __init__(self, acknowledgements: Acknowledgements) -> None:
        self.acknowledgements = acknowledgements
        self.failed: list[Converted] = []
        self.counts: Counter[str] = Counter()
        self.documents = 0

    def of_files(self, files: Sequence[Path], workers: int) -> Iterator[DocumentReport]:
        """The reports of files; what could not be read is kept in `failed`."""
        for each in progress(convert_parallel(files, workers), len(files), "validating"):
            if each.record is None:
                self.failed.append(each)
            else:
                yield self._seen(validate_nquads(each.nquads, iris.document(each.record.sha256)))

    def of_store(self, folder: Path) -> Iterator[DocumentReport]:
        """The reports of every document in a store."""
        store = EmbeddedStore(folder, read_only=True)
        documents = sorted(store.graphs())
        for report in progress(validate_store(store.store, documents), len(documents), "validating"):
            yield self._seen(report)

    def exit_code(self, fail_on: str) -> int:
        """2 after an unreadable file, 1 after a finding that is grave enough."""
        if self.failed:
            return 2
        grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
        return int(any(self.counts[severity] for severity in grave))

    def _seen(self, report: DocumentReport) -> DocumentReport:
        told = self.acknowledgements.applied(report)
        self.documents += 1
        self.counts.update({severity: told.count(severity) for severity in SEVERITIES})
        return told


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), help="A store instead of files.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
    help="How the report is written.",
)  # fmt: skip
@click.option("--json", "json_flag", is_flag=True, help="The same as --format json.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="violation", show_default=True,
    help="The lightest finding for which the exit code is 1.",
)  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), default="both", show_default=True, help="The report's language.")
@click.option(
    "--acknowledged", "entries", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help=f"Acknowledged findings; else {FILE_NAME} beside the documents, if there is one.",
)  # fmt: skip
@click.option("--info", "with_info", is_flag=True, help="In the table also what is only told.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read files.")
@click.pass_context
def validate(
    context: click.Context,
    paths: tuple[Path, ...],
    folder: Path | None,
    form: str,
    json_flag: bool,
    output: Path | None,
    fail_on: str,
    lang: str,
    entries: tuple[Path, ...],
    with_info: bool,
    workers: int,
) -> None:
    """Find what is wrong or missing in disclosures: forms, totals, form against form, text against forms."""
    if bool(paths) == (folder is not None):
        raise BadArgument("kg validate", "give either files or --store", "see kg validate --help")
    form = "json" if json_flag else form
    if form == "table" and output is not None:
        raise BadArgument(str(output), "a table is for the screen", "choose a --format for the file")
    if form == "acknowledgements" and output is not None and output.exists():
        raise BadArgument(str(output), "the file is there, and its entries would be lost", "choose another name")
    run = _Run(Acknowledgements(_acknowledged(entries or files_beside(paths))))
    reports = run.of_files(_files(paths), workers) if folder is None else run.of_store(folder)
    if form == "table":
        show(reports, with_info, lang)
    else:
        _written(_parts(form, reports, fail_on, lang), output)
    _told(run)
    context.exit(run.exit_code(fail_on))


def _files(paths: Sequence[Path]) -> list[Path]:
    files = files_of(paths)
    if not files:
        raise BadArgument(", ".join(map(str, paths)), "there is no document in it", "name a folder that has some")
    return files


def _acknowledged(files: Sequence[Path]) -> Iterator[Acknowledgement]:
    for file in files:
        yield from read_acknowledgements(file)


def _parts(form: str, reports: Iterable[DocumentReport], fail_on: str, lang: str) -> Iterator[str]:
    match form:
        case "json":
            return json_parts(reports)
        case "ttl":
            return turtle_parts(reports)
        case "csv":
            return csv_parts(reports, lang)
        case "sarif":
            return sarif_parts(reports, rules(), __version__, lang)
        case "junit":
            return junit_parts(reports, fail_on, lang)
        case "acknowledgements":
            return template_text(reports)
        case _:
            return html_parts(reports, lang)


def _written(parts: Iterator[str], output: Path | None) -> None:
    if output is not None:
        write_whole(output, (part.encode() for part in parts))
        return
    for part in parts:
        click.echo(part, nl=False)


def _told(run: _Run) -> None:
    """What is said beside the report: files that could not be read, acknowledgements of documents not met."""
    for each in run.failed:
        click.echo(f"kg: {each.error}", err=True)
    for entry in run.acknowledgements.without_document():
        click.echo(f"kg: {entry.where}: {entry.rule}: no document {entry.document} was validated", err=True)
    if run.documents > 1:
        told = ", ".join(f"{run.counts[severity]} {severity}" for severity in SEVERITIES)
        click.echo(f"kg: {run.documents} documents, {len(run.failed)} not read; findings: {told}", err=True)
