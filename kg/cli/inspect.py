"""`kg inspect`: what was recognised in a document, form by form, and what was not."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg.cli.overlay import write_overlay
from kg.cli.together import OCR_HELP
from kg.errors import BadInput
from kg.pipeline import convert, files_of, recognise_file
from kg.recognise.draft import draft
from kg.records.model import Disclosure, Finding, FormRecord

_EPILOG = """\b
Examples:
  kg inspect budget.txt
  kg inspect budget.txt --json
  kg inspect budget.pdf --draft > draft.toml
  kg inspect budget.pdf --overlay seen.pdf     the pages with what was recognised drawn over them
  kg inspect budget.pdf --overlay seen.png     the same as pictures, seen-01.png, seen-02.png, …
"""


@click.command(epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")
@click.option("--draft", "as_draft", is_flag=True, help="A description to complete for each table that none fits.")
@click.option(
    "--overlay", type=click.Path(path_type=Path, dir_okay=False),
    help="Draw cells, forms, columns and the state of every number over the pages of a PDF (OUT.pdf or OUT.png).",
)  # fmt: skip
@click.option("--ocr", is_flag=True, help=OCR_HELP)
@click.pass_context
def inspect(
    context: click.Context, files: tuple[Path, ...], as_json: bool, as_draft: bool, overlay: Path | None, ocr: bool
) -> None:
    """Show what was recognised in documents, form by form, and what was not."""
    if overlay is not None:
        context.exit(write_overlay(files, overlay))
    console = Console(width=None if Console().is_terminal else 160)
    failed = False
    for path in files_of(files):
        try:
            if as_draft:
                click.echo("\n".join(draft(table) for table in recognise_file(path, ocr).tables), nl=False)
                continue
            record = convert(path, ocr)
        except BadInput as error:
            click.echo(f"kg: {error}", err=True)
            failed = True
            continue
        if as_json:
            click.echo(json.dumps(_object(record), ensure_ascii=False))
        else:
            _show(console, record)
    context.exit(2 if failed else 0)


def _show(console: Console, record: Disclosure) -> None:
    header = record.header
    console.print(f"[bold]{header.title}[/bold]  ({record.file_name})", highlight=False)
    console.print(
        f"department {header.department or '?'} · year {header.fiscal_year or '?'} · {header.kind} · {header.scope} · "
        f"issued {header.issued or '?'} · forms of {header.template}",
        highlight=False,
    )
    table = Table("no", "form", "title", "unit", "status", "facts", "solved", "unplaced")
    for form in record.forms:
        table.add_row(*map(str, _row(form).values()))
    console.print(table)
    for finding in record.findings:
        console.print(f"  {finding.severity}: {_finding_text(finding)}", highlight=False, markup=False)
    for amount in record.unplaced:
        columns = " ".join(key for key, _ in amount.candidates)
        name = amount.row.project or amount.row.label
        where = f"line {amount.cell.source.line}" if amount.cell.source.line else f"page {amount.cell.source.page}"
        what = "unconfirmed" if amount.unconfirmed else "unplaced"
        console.print(
            f"  {what}: {amount.form} {name} {amount.printed} ({where}) may stand in {columns}",
            highlight=False, markup=False,
        )  # fmt: skip


def _row(form: FormRecord) -> dict[str, object]:
    return {
        "number": form.number or form.index,
        "form": form.key,
        "title": form.title,
        "unit": form.unit or "?",
        "status": form.status,
        "facts": len(form.facts),
        "solved": sum(fact.solved for fact in form.facts),
        "unplaced": len(form.unplaced),
    }


def _finding_text(finding: Finding) -> str:
    where = f" (line {finding.source.line})" if finding.source and finding.source.line else ""
    form = f"{finding.form}: " if finding.form else ""
    return f"{finding.code}: {form}{finding.message}{where}"


def _object(record: Disclosure) -> dict[str, object]:
    header = record.header
    return {
        "file": record.file_name,
        "sha256": record.sha256,
        "title": header.title,
        "department": header.department,
        "fiscalYear": header.fiscal_year,
        "kind": header.kind,
        "scope": header.scope,
        "issued": header.issued.isoformat() if header.issued else None,
        "template": header.template,
        "forms": [_row(form) for form in record.forms],
        "projects": [project.name for project in record.projects],
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "form": finding.form,
                "message": finding.message,
                "line": finding.source.line if finding.source else None,
            }
            for finding in record.findings
        ],
        "unplaced": [
            {
                "form": amount.form,
                "row": amount.row.key,
                "printed": amount.printed,
                "line": amount.cell.source.line,
                "candidates": [key for key, _ in amount.candidates],
            }
            for amount in record.unplaced
        ],
    }
