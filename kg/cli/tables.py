"""`kg tables`: a store as CSV and Parquet for spreadsheets and data frames."""

from __future__ import annotations

from pathlib import Path

import click

from kg.export.parquet import export_parquet
from kg.export.tables import export_tables
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg tables --store budgets.db -o tables/
  kg tables --store budgets.db -o tables/ --format both
  python -c 'import pandas; print(pandas.read_csv("tables/facts.csv", dtype=str))'
  duckdb -c "SELECT report_table, sum(amount) FROM 'tables/facts.parquet' WHERE aggregate_role = 'leaf' GROUP BY 1"

\b
facts.csv       every amount whose column is certain, in yuan; leaves and totals are marked (aggregate_role)
unplaced.csv    every amount whose column nothing proves
claims.csv      what the prose states, and which amounts it speaks about
projects.csv  indicators.csv  findings.csv
datapackage.json (Fiscal Data Package), csv-metadata.json (CSV on the Web)

Read codes and amounts as text or decimals: a float cannot hold every amount exactly. Parquet holds exact decimals
(decimal128) and needs the extra `parquet` (pip install 'budget-kg[parquet]').
"""


@click.command(epilog=_EPILOG)
@click.option("--store", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "both"]), default="csv", show_default=True)
def tables(folder: Path, output: Path, form: str) -> None:
    """Write facts, unplaced amounts, projects, indicators, claims and findings as tables with their descriptions."""
    store = EmbeddedStore(folder, read_only=True)
    # Parquet first: where its package is lacking nothing is written
    done = export_parquet(store, output) if form != "csv" else []
    done += export_tables(store, output) if form != "parquet" else []
    for each in done:
        click.echo(f"{each.file.path}: {each.rows} rows")
