"""`kg codes`: codes that no list knows and names that differ from the lists, counted over a store."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.store.embedded import EmbeddedStore
from kg.validate.printed import PrintedCode, differing_names, unlisted_codes

_EPILOG = """\b
Examples:
  kg codes --store budgets.db              codes that no edition lists, the best attested first
  kg codes --store budgets.db --names      listed codes that documents print under other names
  kg codes --store budgets.db --format csv > evidence.csv
"""
_COLUMNS = ("list", "code", "printed", "official", "documents", "departments", "elsewhere")


@click.command(epilog=_EPILOG)
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--names", is_flag=True, help="Listed codes under other names, instead of unlisted codes.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def codes(folder: Path, names: bool, form: str) -> None:
    """What documents print that the code lists do not say, with how many documents and departments attest it.

    Nothing is changed: a pair that independent departments print is evidence for a person to accept into the lists.
    """
    store = EmbeddedStore(folder, read_only=True).store
    found = differing_names(store) if names else unlisted_codes(store)
    if form == "json":
        click.echo(json.dumps([asdict(code) for code in found], ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(found), nl=False)
    else:
        for code in found:
            click.echo(_line(code))
        click.echo(f"{len(found)} {'names that differ' if names else 'unlisted codes'}")


def _line(code: PrintedCode) -> str:
    told = [f"list: {code.official}"] if code.official else list(code.elsewhere)
    official = f" ({'; '.join(told)})" if told else ""
    return (
        f"{code.scheme} {code.notation} {code.printed or '—'}{official}: "
        f"{len(code.documents)} documents of {code.departments} departments"
    )


def _csv(found: list[PrintedCode]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for code in found:
        counts = (len(code.documents), code.departments)
        writer.writerow([code.scheme, code.notation, code.printed, code.official, *counts, "; ".join(code.elsewhere)])
    return out.getvalue()
