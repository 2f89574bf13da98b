"""`kg inspect --overlay`: the pages of a PDF with what was recognised drawn over them, as one PDF or as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli.output import progress, write_whole
from kg.errors import BadArgument, BadInput, NotABudget
from kg.overlay.pdf import overlays, pdf_of, png_of
from kg.pipeline import file_bytes, read_document
from kg.read.sniff import PDF
from kg.recognise.document import RecognisedDocument, recognise
from kg.records.build import disclosure
from kg.records.model import Disclosure


def write_overlay(files: Sequence[Path], target: Path) -> int:
    """Draws over one file; gives the exit code: 2 where the document is no budget and only its grid was drawn."""
    if target.suffix.lower() not in (".pdf", ".png"):
        raise BadArgument(str(target), "an overlay is a PDF or PNG pictures", "end its name in .pdf or .png")
    if len(files) != 1 or not files[0].is_file():
        raise BadArgument("--overlay", "it draws over one file", "give the path of one PDF")
    document = read_document(files[0])
    if document.media_type != PDF:
        what = f"a file of the type {document.media_type} has no pages to draw over"
        raise BadArgument(files[0].name, what, "give a PDF")
    recognised = recognise(document)
    record, problem = _record(recognised)
    pictures = progress(overlays(file_bytes(files[0]), recognised, record), document.pages or 1, "drawing")
    if target.suffix.lower() == ".pdf":
        write_whole(target, pdf_of(pictures))
        click.echo(f"{target}: {document.pages} pages")
    else:
        width = len(str(document.pages))
        for number, picture in enumerate(pictures, start=1):
            path = target.with_name(f"{target.stem}-{number:0{width}d}{target.suffix}")
            write_whole(path, png_of(picture))
            click.echo(path)
    if problem is not None:
        click.echo(f"kg: {problem}; only the grid was drawn", err=True)
    return 0 if problem is None else problem.exit_code


def _record(recognised: RecognisedDocument) -> tuple[Disclosure | None, BadInput | None]:
    try:
        return disclosure(recognised), None
    except NotABudget as error:
        return None, error
