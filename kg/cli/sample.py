"""`kg sample`: invented budget documents, to try the tool on and to test against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kg.cli.output import progress, write_whole
from kg.errors import BadArgument
from kg.samples.corpus import MIXED, Plan, Written, corpus
from kg.samples.flavours import DOORS, FLAVOURS
from kg.samples.tables import FAMILIES

_EPILOG = """\b
Examples:
  kg sample --output samples                      five budgets, each in every flavour of text
  kg sample --documents 20 --flavour pdf --family shanghai --output samples
  kg sample --documents 10000 --seed 7 --flavour tabs --output corpus
  kg sample --documents 200 --flavour mixed --errors 0.05 --output corpus
  kg sample --documents 3 --years 3 --family xinjiang-2024 --flavour all --output samples

The same arguments give the same bytes. The organisations, people and figures are made up. A department discloses
several years in a row; what a text says of the year before is what its document of that year states.

With --errors, that share of the budgets holds one mistake (a digit, a total, a rate, a share, a year, a unit, a code,
a weight, a head count, a row or a form left out); manifest.jsonl tells for each its file, place, right and wrong words.

Word, Excel and PDF files need the extra `samples`: pip install 'budget-kg[samples]'.
"""
_SETS = {"text": tuple(FLAVOURS), "all": tuple(DOORS), MIXED: (MIXED,)}


@click.command(epilog=_EPILOG)
@click.option("--documents", type=click.IntRange(1, 10_000_000), default=5, show_default=True, help="How many budgets.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The first department's number.")
@click.option(
    "--flavour", type=click.Choice([*DOORS, *_SETS]), default="text", show_default=True,
    help="Text as converters make it (tabs: rows of cells; cells: one cell a line; lines: the bare lines of a PDF; "
    "text: all three), a web page, a Word, Excel or PDF file, all of them, or mixed: each document in another one.",
)  # fmt: skip
@click.option("--family", type=click.Choice(list(FAMILIES)), multiple=True, help="The forms; every family without it.")
@click.option(
    "--years", type=click.IntRange(1, 7), default=3, show_default=True, help="How many years a department discloses."
)
@click.option("--errors", type=click.FloatRange(0, 1), default=0.0, help="The share of budgets with a mistake.")
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to fill.")
def sample(
    documents: int, seed: int, flavour: str, family: tuple[str, ...], years: int, errors: float, output: Path
) -> None:
    """Write invented department budgets whose every figure is known and consistent."""
    flavours = _SETS.get(flavour, (flavour,))
    plan = Plan(documents, seed, flavours, family or tuple(FAMILIES), years, errors)
    make_folder(output)
    total = documents * len(flavours)
    written = _write(output, progress(corpus(plan), total, "writing samples"), manifest=errors > 0)
    click.echo(f"{output}: {total} documents" + (f", {written} of them with a mistake" if errors else ""))


def _write(output: Path, files: Iterable[Written], manifest: bool) -> int:
    """Writes the files one by one, and the manifest line by line; gives how many files hold a mistake."""
    if not manifest:
        for each in files:
            write_whole(output / each.sample.file_name, each.sample.data)
        return 0
    try:
        with (output / "manifest.jsonl").open("w", encoding="utf-8") as lines:
            return sum(1 for line in _lines(output, files) if lines.write(f"{line}\n"))
    except OSError as error:
        raise BadArgument(str(output), error.strerror or "cannot be written", "choose another folder") from error


def _lines(output: Path, files: Iterable[Written]) -> Iterator[str]:
    for each in files:
        write_whole(output / each.sample.file_name, each.sample.data)
        if each.mistake is not None:
            yield each.manifest()


def make_folder(folder: Path) -> None:
    """Makes a folder, or says why it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArgument(str(folder), error.strerror or "cannot be made", "choose another folder") from error
