"""Finds the data folders (ontology, shapes, queries) in a checkout and in an installed package alike."""

from __future__ import annotations

from pathlib import Path

from kg.errors import Defect

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `ontology`, `shapes` or `queries`, wherever this installation keeps it."""
    for candidate in (_PACKAGE.parent / name, _PACKAGE / "_data" / name):
        if candidate.is_dir():
            return candidate
    raise Defect(f"the data folder {name!r} is missing beside the package {_PACKAGE}")
