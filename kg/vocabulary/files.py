"""Which files of `ontology/` are generated, from what, and whether those on disk agree with their source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.graph.codelists import code_files
from kg.graph.correspondences import correspondence_files

CODES = "codes"


@dataclass(frozen=True, slots=True)
class Difference:
    """A generated file that does not stand as its source says."""

    path: str
    what: str


def generated_files() -> Mapping[str, Callable[[], str]]:
    """Every generated file by its path inside `ontology/`, and what writes it."""
    codes = {**code_files(), **correspondence_files()}
    return dict(sorted((f"{CODES}/{name}", writer) for name, writer in codes.items()))


def build(folder: Path) -> list[str]:
    """Write the generated files below `folder`, drop code lists without a source; the paths that changed."""
    changed = []
    for difference in differences(folder):
        path = folder / difference.path
        writer = generated_files().get(difference.path)
        if writer is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(writer(), encoding="utf-8", newline="\n")
        changed.append(difference.path)
    return changed


def differences(folder: Path) -> list[Difference]:
    """Every generated file that is missing, differs from its source, or has none."""
    wanted = generated_files()
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
