"""`kg rules`: the index of all rules that `kg validate` runs, and the rules themselves in one file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import write_whole
from kg.validate.catalogue import rule_catalogue
from kg.validate.onefile import shapes_in_one

_EXAMPLES = """\b
Examples:
  kg rules -o rules.md                            the index, as in shapes/README.md
  kg rules --shapes -o shapes.ttl                 all shapes in one file, for any SHACL engine
  kg rules --shapes --messages en -o shapes.ttl   for an engine that refuses messages in two languages
"""


@click.command(epilog=_EXAMPLES)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@click.option("--shapes", is_flag=True, help="The SHACL shapes in one Turtle file instead of their index.")
@click.option(
    "--messages", type=click.Choice(["zh", "en", "both"]), default="both", show_default=True,
    help="With --shapes: the language of the messages.",
)  # fmt: skip
def rules(output: Path | None, shapes: bool, messages: str) -> None:
    """List every rule of validation: code, name, severity, forms and source."""
    text = shapes_in_one(None if messages == "both" else messages) if shapes else rule_catalogue()
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
