"""`kg tables`: a store as CSV for spreadsheets and data frames."""

from __future__ import annotations

from pathlib import Path

import click

from kg.export.tables import export_tables
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg tables --store budgets.db -o tables/
  python -c 'import pandas; print(pandas.read_csv("tables/facts.csv", dtype=str))'

\b
facts.csv       every amount whose column is certain, in yuan; leaves and totals are marked (aggregate_role)
unplaced.csv    every amount whose column nothing proves
projects.csv  indicators.csv  findings.csv
datapackage.json (Fiscal Data Package), csv-metadata.json (CSV on the Web)

Read codes and amounts as text or decimals: a float cannot hold every amount exactly.
"""


@click.command(epilog=_EPILOG)
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False))
def tables(folder: Path, output: Path) -> None:
    """Write facts, unplaced amounts, projects, indicators and findings as CSV with their descriptions."""
    for each in export_tables(EmbeddedStore(folder, read_only=True), output):
        click.echo(f"{each.file.path}: {each.rows} rows")
