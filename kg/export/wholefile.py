"""Files written as a stream and yet whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import BadArgument
from kg.export.compression import compressing


@dataclass(frozen=True, slots=True)
class Written:
    """A file that stands: its size in bytes and the SHA-256 of its bytes."""

    path: Path
    size: int
    sha256: str


@contextmanager
def whole_file(path: Path, compression: str | None = None) -> Iterator[IO[bytes]]:
    """A stream into a file that appears under its name only when everything is in it.

    Raises BadArgument where it cannot be written; what stood there before stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with handle, compressing(handle, compression) as stream:
            yield stream
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(handle.name, 0o666 & ~umask)
        os.replace(handle.name, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(handle.name)


def written(path: Path) -> Written:
    """What stands in a file."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256")
    return Written(path, path.stat().st_size, digest.hexdigest())


def _unwritable(path: Path, error: OSError) -> BadArgument:
    return BadArgument(str(path), error.strerror or "cannot be written", "choose another place")
