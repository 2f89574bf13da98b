"""`kg rules`: the index of all rules that `kg validate` runs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import write_whole
from kg.validate.catalogue import rule_catalogue


@click.command(epilog="\b\nExample:\n  kg rules -o shapes/README.md")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
def rules(output: Path | None) -> None:
    """List every rule of validation: code, name, severity, forms and source."""
    if output is None:
        click.echo(rule_catalogue(), nl=False)
    else:
        write_whole(output, rule_catalogue().encode())
