"""Options that commands share: which files of a batch make up one disclosure, and reading pictures."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import click

from kg.errors import BadArgument
from kg.pipeline import Item
from kg.records.joining import Doubt

JOIN_HELP = 'A TOML file that says which files make up one disclosure: [[together]] files = ["text.pdf", "tables.pdf"].'
OCR_HELP = "Read pages of a PDF that are pictures (extra ocr); only what sums confirm becomes a fact."
_ADVICE = 'write [[together]] and files = ["text.pdf", "tables.pdf"] for each disclosure'


def join_list(path: Path) -> list[tuple[Path, ...]]:
    """The groups of files that a list names, their paths relative to its folder. Raises BadArgument."""
    try:
        groups = tomllib.loads(path.read_text(encoding="utf-8")).get("together", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadArgument(str(path), f"the list cannot be read ({error})", _ADVICE) from error
    if not isinstance(groups, list):
        raise BadArgument(str(path), "`together` is no array of tables", _ADVICE)
    found = [_group(path, group) for group in groups]
    seen: set[Path] = set()
    for file in (file.resolve() for group in found for file in group):
        if file in seen:
            raise BadArgument(str(path), f"{file.name} stands in the list twice", "name each file once")
        seen.add(file)
    return found


def _group(path: Path, group: object) -> tuple[Path, ...]:
    names = group.get("files") if isinstance(group, dict) else None
    if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) for name in names):
        raise BadArgument(str(path), "a group names no two files", _ADVICE)
    files = tuple(path.parent / name for name in names)
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        raise BadArgument(str(path), f"there is no file {missing}", "paths count from the folder of the list")
    return files


def grouped(files: Sequence[Path], groups: Sequence[tuple[Path, ...]]) -> list[Item]:
    """The batch with each group in the place of its first file; groups of files not in the batch come last."""
    group_of = {file.resolve(): group for group in groups for file in group}
    items = [group_of.get(file.resolve(), file) for file in files]
    return list(dict.fromkeys([*items, *groups]))


def tell_doubts(doubts: Sequence[Doubt]) -> None:
    """Tells which files were left apart."""
    for doubt in doubts:
        names = ", ".join(str(path) for path in doubt.paths)
        click.echo(f"kg: {names}: {doubt.why}; name those that belong together with --join", err=True)
