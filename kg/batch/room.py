"""What is said where the folder for what is under way has no room, or takes no files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BadArgument

ADVICE = (
    "make room, or name a folder with --work that every worker can write to, and build again: what is stored is kept"
)


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """Writing inside; raises BadArgument where the disk is full or the folder takes nothing."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise no_room(folder, error) from error


def no_room(folder: Path, error: OSError | sqlite3.Error) -> BadArgument:
    """The error that tells of it."""
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return BadArgument(str(folder), f"what is under way cannot be written there ({why})", ADVICE)
