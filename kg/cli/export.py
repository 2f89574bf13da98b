"""`kg export`: a store as RDF files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.ending import ended_cleanly
from kg.cli.output import write_whole
from kg.errors import BadArgument
from kg.export.canonical import canonical_stream, hash_of
from kg.export.comparison import compare
from kg.export.compression import ENDINGS, GZIP, ZSTD
from kg.export.description import description
from kg.export.earlier import DESCRIPTION, described, remove
from kg.export.files import (
    Exported,
    Shape,
    all_contents,
    export_documents,
    export_file,
    export_shards,
    shape_of,
)
from kg.export.statistics import Statistics
from kg.graph.formats import FORMATS
from kg.store.embedded import EmbeddedStore

_EPILOG = f"""\b
Examples:
  kg export --store budgets.db -o budgets.nq           everything, one named graph a document
  kg export --store budgets.db -o budgets.ttl.gz       the ending chooses format and compression
  kg export --store budgets.db -o out/ --per-document --format jsonld
  kg export --store budgets.db -o out/ --shards 16 --format nq --compress zstd
  kg export --store budgets.db -o budgets.nq --canonical
  kg export --store budgets.db --hash                  only the hash of the canonical form (RDFC-1.0)
  kg export --compare budgets.nq out/                  whether two exports (or stores) hold the same

Formats: {" ".join(FORMATS)}, each also with {" or ".join(ENDINGS)}. Formats without named graphs (.nt .ttl .rdf) get
every statement in one graph. A VoID and DCAT description is written beside the files.
"""


@click.command(epilog=_EPILOG)
@click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), help="The store; needed.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or the folder of several files.")
@click.option("--per-document", is_flag=True, help="One file a document.")
@click.option("--shards", type=click.IntRange(1, 100_000), help="So many files.")
@click.option("--format", "form", type=click.Choice([name[1:] for name in FORMATS]), help="For several files.")
@click.option("--compress", type=click.Choice([GZIP, ZSTD]), help="For several files.")
@click.option("--canonical", is_flag=True, help="Canonical N-Quads (RDFC-1.0), sorted on disk.")
@click.option("--hash", "hash_only", is_flag=True, help="Print the hash of the canonical form and write nothing.")
@click.option("--lists/--no-lists", default=True, show_default=True, help="With the ontology and the code lists.")
@click.option(
    "--compare",
    "compared",
    nargs=2,
    type=click.Path(path_type=Path, exists=True),
    metavar="A B",
    help="Two exports (files, folders of files, stores) instead of writing one: exit code 1 where they differ.",
)
@click.pass_context
def export(
    context: click.Context,
    folder: Path | None,
    output: Path | None,
    per_document: bool,
    shards: int | None,
    form: str | None,
    compress: str | None,
    canonical: bool,
    hash_only: bool,
    lists: bool,
    compared: tuple[Path, Path] | None,
) -> None:
    """Write a store as RDF files: one, one a document, or shards."""
    if compared:
        context.exit(_compare(*compared))
    if folder is None:
        raise BadArgument("--store", "it says not what to export", "give --store DIR, or --compare A B")
    store = EmbeddedStore(folder, read_only=True)
    if hash_only:
        click.echo(hash_of(canonical_stream(each.nquads() for each in all_contents(store, lists))))
        return
    if output is None:
        raise BadArgument("--output", "it says not where to write", "give -o FILE, or --hash")
    if per_document and shards:
        raise BadArgument("--shards", "it goes not with --per-document", "leave one out")
    several, told = per_document or shards is not None, Statistics()
    if not several and (form or compress):
        raise BadArgument("--format", "it is for several files", "let the ending of the file choose, as in out.ttl.gz")
    with ended_cleanly():
        if several:
            earlier = described(output)
            files = list(_several(store, output, Shape(f".{form or 'nq'}", compress, canonical), shards, lists, told))
            place, beside = output, output / DESCRIPTION
            _clear(output, earlier, files)
        else:
            files = [export_file(store, output, shape_of(output, canonical), lists, told)]
            place, beside = output.parent, output.with_name(f"{output.name}.{DESCRIPTION}")
        digest = _canonical_hash(store, files, lists) if canonical else None
        write_whole(beside, description(files, told, place, digest).encode())
    _report(files, beside, digest)


def _clear(folder: Path, earlier: frozenset[str], files: list[Exported]) -> None:
    """Removes what an earlier export left, and tells of files of which nobody knows where they come from."""
    others = remove(folder, earlier, [each.file.path.name for each in files])
    if others:
        named = ", ".join(others[:3])
        what = f"{len(others)} other RDF files stand there ({named}) and would be read with this export; move them away"
        click.echo(f"kg: {folder}: {what}", err=True)


def _compare(left: Path, right: Path) -> int:
    told = compare(left, right)
    for side in (told.left, told.right):
        click.echo(f"{side.path}: {side.statements} statements, canonical sha256 {side.sha256}")
    if not told.with_graphs:
        click.echo("one of them has no named graphs: both were compared without")
    for side in (told.left, told.right):
        if side.missing:
            click.echo(f"only in {side.path}: {side.missing}, as {side.only_here[0].strip()}")
    click.echo("the same" if told.same else "different")
    return 0 if told.same else 1


def _canonical_hash(store: EmbeddedStore, files: list[Exported], lists: bool) -> str:
    """The hash of the whole dataset: that of its file where there is one, and it is not packed."""
    if len(files) == 1 and files[0].shape.compression is None:
        return files[0].file.sha256
    return hash_of(canonical_stream(each.nquads() for each in all_contents(store, lists)))


def _several(
    store: EmbeddedStore, output: Path, shape: Shape, shards: int | None, lists: bool, told: Statistics
) -> Iterator[Exported]:
    if output.is_file():
        raise BadArgument(str(output), "it is a file", "give a folder for several files")
    if shards is not None:
        return export_shards(store, output, shape, shards, lists, told)
    return export_documents(store, output, shape, lists, told)


def _report(files: list[Exported], beside: Path, digest: str | None) -> None:
    statements = sum(each.statements for each in files)
    size = sum(each.file.size for each in files)
    what = str(files[0].file.path) if len(files) == 1 else f"{len(files)} files"
    click.echo(f"{what}: {statements} statements, {size} bytes; described in {beside}")
    if digest:
        click.echo(f"canonical sha256 {digest}")
