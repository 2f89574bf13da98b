"""What commands share: progress on a terminal, files written whole or not at all, reports of a batch."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track

from kg.errors import BadArgument
from kg.pipeline import Converted

T = TypeVar("T")


def progress(items: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """The items, with a progress bar on long work in a terminal; `total` is None where nobody has counted them."""
    if (total is not None and total < 2) or not sys.stderr.isatty():
        yield from items
        return
    yield from track(items, total=total, description=label, console=Console(stderr=True), transient=True)


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file whole, at once or part by part: it appears complete, or what stood there before stays."""
    parts = [data] if isinstance(data, bytes) else data
    written: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            written = Path(handle.name)
            for part in parts:
                handle.write(part)
        umask = os.umask(0)
        os.umask(umask)
        written.chmod(0o666 & ~umask)
        written.replace(path)
    except OSError as error:
        raise BadArgument(str(path), error.strerror or "cannot be written", "choose another place") from error
    finally:
        if written is not None:
            written.unlink(missing_ok=True)


def report(done: Sequence[Converted]) -> int:
    """Tells on the error stream what was wrong with a batch; gives the exit code."""
    failed = [each for each in done if each.error is not None]
    for each in failed:
        click.echo(f"kg: {each.error}", err=True)
    converted = [each.record for each in done if each.record is not None]
    facts = sum(len(record.facts) for record in converted)
    unplaced = sum(len(record.unplaced) for record in converted)
    found = sum(len(record.findings) for record in converted)
    click.echo(
        f"{len(converted)} converted, {len(failed)} failed; {facts} facts, {unplaced} unplaced, {found} findings",
        err=True,
    )
    return 2 if failed else 0
