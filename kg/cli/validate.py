"""`kg validate`: every rule of a complete and consistent disclosure, over files or a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg import __version__
from kg.cli.output import progress, write_whole
from kg.errors import BadArgument
from kg.graph import iris
from kg.pipeline import Converted, convert_all, files_of
from kg.store.embedded import EmbeddedStore
from kg.validate.findings import SEVERITIES, DocumentReport
from kg.validate.reports.html import html_text
from kg.validate.reports.junit import junit_text
from kg.validate.reports.objects import csv_text, json_text
from kg.validate.reports.rdf import turtle_text
from kg.validate.reports.sarif import sarif_text
from kg.validate.run import validate_nquads, validate_store

_EPILOG = """\b
Examples:
  kg validate budget.txt
  kg validate documents/ --format html -o report.html
  kg validate --store budgets.db --format sarif -o report.sarif --fail-on warning

The exit code is 1 if a finding is at least as grave as --fail-on, 2 if a file could not be read.
"""
_TEXTS: Mapping[str, Callable[[Sequence[DocumentReport]], str]] = {
    "json": json_text,
    "ttl": turtle_text,
    "csv": csv_text,
    "sarif": lambda reports: sarif_text(reports, __version__),
    "html": html_text,
}


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
@click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), help="A store instead of files.")
@click.option(
    "--format", "form", type=click.Choice(["table", *_TEXTS, "junit"]), default="table", show_default=True,
    help="How the report is written.",
)  # fmt: skip
@click.option("--json", "json_flag", is_flag=True, help="The same as --format json.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="violation", show_default=True,
    help="The lightest finding for which the exit code is 1.",
)  # fmt: skip
@click.option("--info", "with_info", is_flag=True, help="In the table also what is only told.")
@click.pass_context
def validate(
    context: click.Context,
    paths: tuple[Path, ...],
    folder: Path | None,
    form: str,
    json_flag: bool,
    output: Path | None,
    fail_on: str,
    with_info: bool,
) -> None:
    """Find what is wrong or missing in disclosures: forms, totals, form against form, text against forms."""
    if bool(paths) == (folder is not None):
        raise BadArgument("kg validate", "give either files or --store", "see kg validate --help")
    failed: list[Converted] = []
    reports = list(_of_store(folder) if folder is not None else _of_files(paths, failed))
    form = "json" if json_flag else form
    if form == "table":
        _show(reports, with_info)
    else:
        text = junit_text(reports, fail_on) if form == "junit" else _TEXTS[form](reports)
        if output is None:
            click.echo(text, nl=False)
    if output is not None:
        if form == "table":
            raise BadArgument(str(output), "a table is for the screen", "choose a --format for the file")
        write_whole(output, text.encode())
    for each in failed:
        click.echo(f"kg: {each.error}", err=True)
    context.exit(2 if failed else int(_grave(reports, fail_on)))


def _of_files(paths: Sequence[Path], failed: list[Converted]) -> Iterator[DocumentReport]:
    files = files_of(paths)
    for each in progress(convert_all(files), len(files), "validating"):
        if each.record is None:
            failed.append(each)
        else:
            yield validate_nquads(each.nquads, iris.document(each.record.sha256))


def _of_store(folder: Path) -> Iterator[DocumentReport]:
    store = EmbeddedStore(folder, read_only=True)
    documents = sorted(store.graphs())
    return progress(validate_store(store.store, documents), len(documents), "validating")


def _grave(reports: Sequence[DocumentReport], fail_on: str) -> bool:
    if fail_on == "never":
        return False
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(report.count(severity) for report in reports for severity in counted)


def _show(reports: Sequence[DocumentReport], with_info: bool) -> None:
    console = Console(width=None if Console().is_terminal else 160)
    for report in reports:
        console.print(f"[bold]{report.title}[/bold]  ({report.file_name})", highlight=False)
        outcomes = Counter(tally.outcome for tally in report.tallies)
        console.print(
            f"{report.count('violation')} violations, {report.count('warning')} warnings, {report.count('info')} told; "
            f"rules: {outcomes['passed']} passed, {outcomes['failed']} failed, "
            f"{outcomes['not-applicable']} not applicable",
            highlight=False,
        )
        shown = [each for each in report.findings if with_info or each.severity != "info"]
        if not shown:
            continue
        table = Table("severity", "rule", "line", "what is wrong")
        for finding in shown:
            line = next((place.line for place in finding.places if place.line), None)
            table.add_row(finding.severity, finding.rule.code, str(line or ""), finding.messages.get("zh", ""))
        console.print(table, markup=False, highlight=False)
