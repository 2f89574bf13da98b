"""What, beside the bytes of a file, decides how it is converted: a document of other settings is converted again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.graph import iris
from kg.graph.lists import lists_digest

_ROOMS = (
    "text", "read", "layout", "tables", "codes", "recognise", "place", "records", "graph", "provenance.py",
    "pipeline.py", "errors.py",
)  # fmt: skip
_LIBRARIES = ("pypdfium2", "lxml", "xlrd", "rapidocr")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is converted: the namespace of its IRIs, whether contact persons stay in, and pictures are read."""

    base: str = iris.DATA
    contacts: bool = False
    ocr: bool = False

    def fingerprint(self, names: Sequence[str]) -> str:
        """The mark of a conversion of files of these names: another one asks for converting again.

        The names count, for they decide between formats and stand in the graph.
        """
        return f"{self.key()}-{_hash(sorted(names))}"

    def key(self) -> str:
        """How the marks of all conversions of these settings begin."""
        return _hash([converter_version(), self.base, str(self.contacts), str(self.ocr)])


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


@cache
def converter_version() -> str:
    """The hash of the program and of its data (forms, rules, code lists), with the versions of what reads files."""
    digest = hashlib.sha256(lists_digest().encode())
    for file in _files():
        digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    package = Path(__file__).resolve().parent.parent
    for room in _ROOMS:
        place = package / room
        inside = place.rglob("*") if place.is_dir() else (place,)
        yield from sorted(each for each in inside if each.suffix in (".py", ".toml"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
