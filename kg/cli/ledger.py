"""`kg ledger`: the account of every number of a document: claimed by a record, excused by a rule, or unclaimed."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg.errors import Defect
from kg.pipeline import convert, files_of
from kg.records.ledger_model import Counts, Entry, Ledger

_EPILOG = """\b
Examples:
  kg ledger budget.txt                 counts by section, record and rule
  kg ledger budget.txt --unclaimed     where the numbers stand that nothing claims
  kg ledger budget.txt --json          every number with its state and place
"""


@click.command(epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")
@click.option("--unclaimed", "places", is_flag=True, help="List the place of every unclaimed number.")
def ledger(files: tuple[Path, ...], as_json: bool, places: bool) -> None:
    """Account for every number of documents: claimed by a record, excused by a rule, or unclaimed.

    Telephone numbers are counted and placed; their digits are never shown.
    """
    console = Console(width=None if Console().is_terminal else 160)
    for path in files_of(files):
        account = _account(path)
        if as_json:
            click.echo(json.dumps(_object(account), ensure_ascii=False))
        else:
            _show(console, account, places)


def _account(path: Path) -> Ledger:
    account = convert(path).numbers
    if account is None:
        raise Defect("a document was converted without its ledger")
    return account


def _show(console: Console, account: Ledger, places: bool) -> None:
    counts = account.counts
    share = (counts.claimed + counts.excused) / counts.found if counts.found else 1.0
    console.print(
        f"[bold]{account.file_name}[/bold]  {counts.found} numbers: {counts.claimed} claimed, "
        f"{counts.excused} excused, {counts.unclaimed} unclaimed ({share:.2%} accounted for)",
        highlight=False,
    )
    sections = Table("kind", "section", "numbers", "claimed", "excused", "unclaimed")
    for (kind, section), each in account.by_section().items():
        sections.add_row(kind, section, *map(str, (each.found, each.claimed, each.excused, each.unclaimed)))
    console.print(sections)
    for title, counted in (("record", account.by_record()), ("rule", account.by_rule())):
        table = Table(title, "numbers")
        for name, count in counted.items():
            table.add_row(name, str(count))
        console.print(table)
    for entry in account.unclaimed if places else ():
        console.print(f"  unclaimed: {_place(entry)}", highlight=False, markup=False)


def _place(entry: Entry) -> str:
    span = entry.occurrence.span
    where = [f"line {span.line}" if span.line else "", f"page {span.page}" if span.page else ""]
    number = entry.shown if entry.shown is not None else f"a number of {len(entry.occurrence.text)} digits"
    section = entry.occurrence.section or entry.occurrence.kind
    return f"{number} ({', '.join(each for each in where if each)}) in {section}"


def _object(account: Ledger) -> dict[str, object]:
    return {
        "file": account.file_name,
        "sha256": account.sha256,
        "counts": _counts(account.counts),
        "sections": [
            {"kind": kind, "section": section, **_counts(counts)}
            for (kind, section), counts in account.by_section().items()
        ],
        "records": account.by_record(),
        "rules": account.by_rule(),
        "numbers": [_number(entry) for entry in account.entries],
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "numbers": counts.found,
        "claimed": counts.claimed,
        "excused": counts.excused,
        "unclaimed": counts.unclaimed,
    }


def _number(entry: Entry) -> dict[str, object]:
    span = entry.occurrence.span
    return {
        "state": entry.state,
        "by": entry.by or None,
        "number": entry.shown,
        "section": entry.occurrence.section,
        "line": span.line or None,
        "page": span.page,
        "charStart": span.start if span.start >= 0 else None,
        "charEnd": span.end if span.end >= 0 else None,
        "box": list(span.box) if span.box else None,
    }
