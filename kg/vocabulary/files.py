"""Which files of `ontology/` are generated, from what, and whether those on disk agree with their source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.graph.codelists import code_files
from kg.graph.correspondences import correspondence_files
from kg.vocabulary.context import context_text
from kg.vocabulary.picture import picture_text
from kg.vocabulary.reference import reference_text

CODES = "codes"
REFERENCE = "reference.html"


@dataclass(frozen=True, slots=True)
class Difference:
    """A generated file that does not stand as its source says."""

    path: str
    what: str


def generated_files(folder: Path) -> Mapping[str, Callable[[], str]]:
    """Every generated file by its path inside the `ontology` folder, and what writes it."""
    codes = {f"{CODES}/{name}": writer for name, writer in {**code_files(), **correspondence_files()}.items()}
    pages: dict[str, Callable[[], str]] = {
        "context.jsonld": lambda: context_text(folder),
        "model.svg": lambda: picture_text(folder),
        REFERENCE: lambda: reference_text(folder),
    }
    return dict(sorted({**codes, **pages}.items()))


def build(folder: Path) -> list[str]:
    """Write the generated files below `folder`, drop code lists without a source; the paths that changed."""
    changed = []
    for difference in differences(folder):
        path = folder / difference.path
        writer = generated_files(folder).get(difference.path)
        if writer is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(writer(), encoding="utf-8", newline="\n")
        changed.append(difference.path)
    return changed


def differences(folder: Path) -> list[Difference]:
    """Every generated file that is missing, differs from its source, or has none."""
    wanted = generated_files(folder)
    found = [
        Difference(name, "is missing" if not (folder / name).is_file() else "differs from its source")
        for name, writer in wanted.items()
        if not _stands(folder / name, writer)
    ]
    present = {f"{CODES}/{path.name}" for path in (folder / CODES).glob("*.ttl")}
    found += [Difference(name, "has no source") for name in sorted(present - wanted.keys())]
    return found


def _stands(path: Path, writer: Callable[[], str]) -> bool:
    return path.is_file() and path.read_bytes() == writer().encode("utf-8")
