"""`kg ontology`: build the generated files of the ontology, or check that they agree with their sources."""

from __future__ import annotations

from pathlib import Path

import click

from kg.datafolders import data_folder
from kg.vocabulary.files import build, differences
from kg.vocabulary.reference import reference_text

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group("ontology")
def ontology() -> None:
    """The vocabulary and the code lists: build, check, reference page."""


@ontology.command("build")
@click.option("--folder", type=_FOLDER, help="Where to write; the ontology folder.")
def build_files(folder: Path | None) -> None:
    """Write every generated file; only those that changed are touched."""
    changed = build(folder or data_folder("ontology"))
    for path in changed:
        click.echo(path)
    click.echo(f"{len(changed)} files written")


@ontology.command("check")
@click.option("--folder", type=_FOLDER, help="Which folder; the ontology folder.")
def check_files(folder: Path | None) -> None:
    """Exit with 1 where a generated file and its source differ."""
    found = differences(folder or data_folder("ontology"))
    for difference in found:
        click.echo(f"{difference.path}: {difference.what}; run `kg ontology build`", err=True)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("every generated file agrees with its source")


@ontology.command("html")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
def write_reference(target: Path) -> None:
    """Write the reference page (one self-contained HTML file) to TARGET."""
    target.write_text(reference_text(data_folder("ontology")), encoding="utf-8", newline="\n")
    click.echo(f"{target}: written")
