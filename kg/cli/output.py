"""What commands share: progress on a terminal, files written whole or not at all, reports of a batch."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track

from kg.errors import BadArgument
from kg.export.wholefile import whole_file
from kg.pipeline import Converted

T = TypeVar("T")
_TURNS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]))
"""characters that turn the direction of what follows"""


def progress(items: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """The items, with a progress bar on long work in a terminal; `total` is None where nobody has counted them."""
    if (total is not None and total < 2) or not sys.stderr.isatty():
        yield from items
        return
    yield from track(items, total=total, description=label, console=Console(stderr=True), transient=True)


def printable(text: str) -> str:
    """A message in which no file's name or server's word moves the cursor; lines and tabs stay.

    >>> printable("a\\x1b[2J.txt: 空")
    'a\\\\x1b[2J.txt: 空'
    """
    return "".join(ascii(each)[1:-1] if _moves(each) else each for each in text)


def _moves(character: str) -> bool:
    kind = unicodedata.category(character)
    return (kind in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\t") or character in _TURNS


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file whole, at once or part by part: it appears complete, or what stood there before stays."""
    if not path.parent.is_dir():
        raise BadArgument(str(path), "there is no such folder", "choose another place")
    with whole_file(path) as out:
        out.writelines([data] if isinstance(data, bytes) else data)


def report(done: Sequence[Converted]) -> int:
    """Tells on the error stream what was wrong with a batch; gives the exit code."""
    failed = [each for each in done if each.error is not None]
    for each in failed:
        click.echo(f"kg: {printable(str(each.error))}", err=True)
    converted = [each.record for each in done if each.record is not None]
    facts = sum(len(record.facts) for record in converted)
    unplaced = sum(len(record.unplaced) for record in converted)
    found = sum(len(record.findings) for record in converted)
    click.echo(
        f"{len(converted)} converted, {len(failed)} failed; {facts} facts, {unplaced} unplaced, {found} findings",
        err=True,
    )
    return 2 if failed else 0
