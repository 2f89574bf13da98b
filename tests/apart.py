"""An invented disclosure published as two files: its tables apart from its text."""

from __future__ import annotations

from pathlib import Path

from kg.samples.flavours import FLAVOURS
from kg.samples.random_budget import random_budget

TEXT, TABLES, WHOLE = "text.txt", "tables.txt", "whole.txt"


def write_apart(folder: Path, flavour: str = "tabs", seed: int = 7, year: int = 2024) -> tuple[Path, Path, Path]:
    """Writes the text, the tables, and both as one file (in a folder of its own); gives their paths."""
    lines = FLAVOURS[flavour](random_budget(seed, year), 0).split("\n")
    begin, end = _last(lines, "第二部分"), _last(lines, "第三部分")
    whole = folder / "one" / WHOLE
    whole.parent.mkdir(parents=True)
    paths = folder / TEXT, folder / TABLES, whole
    for path, part in zip(paths, (lines[:begin] + lines[end:], lines[begin:end], lines), strict=True):
        path.write_text("\n".join(part), "utf-8")
    return paths


def _last(lines: list[str], heading: str) -> int:
    """The line of a heading; it stands in the contents before."""
    return max(at for at, line in enumerate(lines) if heading in line[:8])
