"""`kg sample`: invented budget documents, to try the tool on and to test against."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import progress, write_whole
from kg.errors import BadArgument
from kg.samples.flavours import DOORS, FLAVOURS
from kg.samples.write import YEARS, samples

_EPILOG = """\b
Examples:
  kg sample --output samples                          five budgets, each in every flavour of text
  kg sample --documents 20 --flavour pdf --output samples
  kg sample --documents 100 --seed 7 --flavour lines --output samples
  kg sample --year 2019 --flavour all --output samples

The same seed gives the same bytes. The organisations, people and figures are made up.
Word, Excel and PDF files need the extra `samples`: pip install 'budget-kg[samples]'.
"""
_SETS = {"text": tuple(FLAVOURS), "all": tuple(DOORS)}


@click.command(epilog=_EPILOG)
@click.option("--documents", type=click.IntRange(1, 100_000), default=5, show_default=True, help="How many budgets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The number of the first one.")
@click.option(
    "--flavour", type=click.Choice([*DOORS, *_SETS]), default="text", show_default=True,
    help="Text as converters make it (tabs: rows of cells; cells: one cell a line; lines: the bare lines of a PDF; "
    "text: all three), a web page, a Word, Excel or PDF file, or all of them.",
)  # fmt: skip
@click.option(
    "--year", type=click.Choice([str(year) for year in YEARS]), help="The fiscal year; both families without it."
)
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
def sample(documents: int, seed: int, flavour: str, year: str | None, output: Path) -> None:
    """Write invented department budgets whose every figure is known and consistent."""
    flavours = _SETS.get(flavour, (flavour,))
    years = [int(year)] if year else list(YEARS)
    make_folder(output)
    total = documents * len(flavours)
    for each in progress(samples(documents, seed, flavours, years), total, "writing samples"):
        write_whole(output / each.file_name, each.data)
    click.echo(f"{output}: {total} documents")


def make_folder(folder: Path) -> None:
    """Makes a folder, or says why it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArgument(str(folder), error.strerror or "cannot be made", "choose another folder") from error
