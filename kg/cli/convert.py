"""`kg convert`: documents to RDF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.output import progress, report, write_whole
from kg.cli.together import JOIN_HELP, OCR_HELP, grouped, join_list
from kg.errors import BadArgument
from kg.graph import iris
from kg.graph.formats import FORMATS, format_of, serialise
from kg.pipeline import Item, convert_all, files_of

_EPILOG = """\b
Examples:
  kg convert budget.txt                      N-Quads on the standard output
  kg convert budget.txt -o budget.ttl        the ending chooses the format
  kg convert a.txt b.txt -o both.trig        one named graph a document
  kg convert text.pdf tables.pdf --together  two files that make up one disclosure
"""


@click.command(epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help=f"Where to write; the ending chooses the format ({' '.join(FORMATS)}).",
)  # fmt: skip
@click.option("--base", default=iris.DATA, show_default=True, help="The namespace of the documents' IRIs.")
@click.option("--contacts", is_flag=True, help="Keep contact persons and telephone numbers, left out by default.")
@click.option("--together", "whole", is_flag=True, help="All files given make up one disclosure.")
@click.option("--join", type=click.Path(path_type=Path, dir_okay=False), help=JOIN_HELP)
@click.option("--ocr", is_flag=True, help=OCR_HELP)
@click.pass_context
def convert(
    context: click.Context,
    files: tuple[Path, ...],
    output: Path | None,
    base: str,
    contacts: bool,
    whole: bool,
    join: Path | None,
    ocr: bool,
) -> None:
    """Convert documents to RDF: one named graph a document, the concepts used in the default graph."""
    target = format_of(str(output)) if output else FORMATS[".nq"]
    paths = files_of(files)
    if not paths:
        raise BadArgument(" ".join(map(str, files)), "no document is in it", "give files, or folders with files")
    items: list[Item] = [tuple(paths)] if whole else grouped(paths, join_list(join) if join else [])
    done = list(progress(convert_all(items, base, contacts=contacts, optical=ocr), len(items), "converting"))
    lines = {line for each in done for line in each.nquads.splitlines(keepends=True)}
    code = report(done)
    if lines:
        data = serialise("".join(sorted(lines)), target)
        if output:
            write_whole(output, data)
        else:
            sys.stdout.buffer.write(data)
    context.exit(code)
