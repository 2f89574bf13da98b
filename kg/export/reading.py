"""Exports read back: a file of any format and compression, a folder of such files, or a store."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.export.compression import GZIP, broken, opened_zstd
from kg.export.files import all_quads, shape_of
from kg.graph.formats import FORMATS
from kg.store.embedded import EmbeddedStore


def read_export(path: Path) -> Iterator[ox.Quad]:
    """Every statement of an export; descriptions (`*void.ttl`) are no part of it.

    Raises BadArgument where nothing is there, or a file cannot be read or parsed.
    """
    if path.is_dir():
        if (path / "CURRENT").is_file():
            yield from all_quads(EmbeddedStore(path, read_only=True))
            return
        files = [each for each in sorted(path.iterdir()) if is_export(each)]
        if not files:
            raise BadArgument(str(path), "no export and no store is in this folder", "give a file or another folder")
        for each in files:
            yield from _read_file(each)
        return
    if not path.is_file():
        raise BadArgument(str(path), "there is no such file", "check the path")
    yield from _read_file(path)


def has_graphs(path: Path) -> bool:
    """Whether the format of an export keeps named graphs apart."""
    if path.is_dir():
        return all(FORMATS[shape_of(each).ending].supports_datasets for each in path.iterdir() if is_export(each))
    return FORMATS[shape_of(path).ending].supports_datasets


def is_export(path: Path) -> bool:
    """Whether a folder's file is read as a part of an export: RDF by its name, not hidden, no description."""
    if path.name.endswith("void.ttl") or path.name.startswith("."):
        return False
    return path.is_file() and any(ending in path.suffixes for ending in FORMATS)


def _read_file(path: Path) -> Iterator[ox.Quad]:
    shape = shape_of(path)
    unreadable: tuple[type[Exception], ...] = (SyntaxError, *broken())
    try:
        with _opened(path, shape.compression) as stream:
            yield from ox.parse(
                stream, format=FORMATS[shape.ending], base_iri=path.absolute().as_uri(), rename_blank_nodes=True
            )
    except unreadable as error:
        raise BadArgument(str(path), f"it cannot be read ({error})", "export it again") from error


@contextmanager
def _opened(path: Path, compression: str | None) -> Iterator[IO[bytes]]:
    if compression is None:
        with path.open("rb") as stream:
            yield stream
    elif compression == GZIP:
        with gzip.open(path, "rb") as packed:
            yield cast(IO[bytes], packed)
    else:
        with path.open("rb") as raw, opened_zstd(raw) as unpacked:
            yield unpacked
