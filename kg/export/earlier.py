"""What an earlier export left in a folder: files that no longer belong to the dataset would be read with it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg.export.reading import is_export

DESCRIPTION = "void.ttl"
"""The description of a folder of files."""
_DUMP = ox.NamedNode("http://rdfs.org/ns/void#dataDump")
_BYTES = 64 * 2**20


def described(folder: Path) -> frozenset[str]:
    """The names of files in this very folder that the description there calls parts of its dataset."""
    path, base = folder / DESCRIPTION, f"{folder.absolute().as_uri()}/"
    if not path.is_file() or path.stat().st_size > _BYTES:
        return frozenset()
    try:
        told = [
            quad.object.value
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=base)
            if quad.predicate == _DUMP and isinstance(quad.object, ox.NamedNode)
        ]
    except SyntaxError:
        return frozenset()  # it is not one of ours
    names = (unquote(each.removeprefix(base)) for each in told if each.startswith(base))
    return frozenset(name for name in names if "/" not in name and is_export(folder / name))


def remove(folder: Path, earlier: Collection[str], written: Collection[str]) -> list[str]:
    """Removes the files of an earlier export that the new one has not written; gives the others that stand there."""
    for name in set(earlier) - set(written):
        (folder / name).unlink(missing_ok=True)
    return sorted(each.name for each in folder.iterdir() if is_export(each) and each.name not in written)
