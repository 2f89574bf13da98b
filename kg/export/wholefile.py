"""Files written as a stream and yet whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import BadArgument
from kg.export.compression import compressing

_NOT_KNOWN = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT})
_OPEN_FILES = Path("/proc/self/fd")
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Written:
    """A file that stands: its size in bytes and the SHA-256 of its bytes."""

    path: Path
    size: int
    sha256: str


@contextmanager
def whole_file(path: Path, compression: str | None = None) -> Iterator[IO[bytes]]:
    """A stream into a file that appears under its name only when everything is in it.

    Until then it has no name where the system knows such files, so that nothing stays there whatever ends the program;
    elsewhere it has a hidden one. Raises BadArgument where it cannot be written; what stood there before stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _nameless(path.parent) or _hidden(path) as handle:
            with compressing(handle, compression) as stream:
                yield stream
            handle.flush()
            _named(handle, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _nameless(folder: Path) -> IO[bytes] | None:
    """A file without a name; none where the system or the file system knows no such thing."""
    if not hasattr(os, "O_TMPFILE") or not _OPEN_FILES.is_dir():
        return None
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666), "wb")
    except OSError as error:
        if error.errno in _NOT_KNOWN:
            return None
        raise


@contextmanager
def _hidden(path: Path) -> Iterator[IO[bytes]]:
    handle = tempfile.NamedTemporaryFile(dir=path.parent, prefix=_prefix(path), delete=False)  # noqa: SIM115
    try:
        with handle:
            yield handle
    finally:
        with suppress(FileNotFoundError):
            os.unlink(handle.name)


def _named(handle: IO[bytes], path: Path) -> None:
    """Gives a whole file its name, in the place of another."""
    if isinstance(handle.name, str):
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(handle.name, 0o666 & ~umask)
        os.replace(handle.name, path)
        return
    # a name can be given to it only where there is none yet, and only a rename replaces
    hidden = path.with_name(f"{_prefix(path)}{secrets.token_hex(8)}")
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.link(_OPEN_FILES / str(handle.fileno()), hidden, src_dir_fd=folder, follow_symlinks=True)
        os.replace(hidden, path)
    finally:
        os.close(folder)
        hidden.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    """How the hidden name begins: short, for the name itself may be as long as names can be."""
    return f".{path.name[:_SHORT]}."


def written(path: Path) -> Written:
    """What stands in a file."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256")
    return Written(path, path.stat().st_size, digest.hexdigest())


def _unwritable(path: Path, error: OSError) -> BadArgument:
    return BadArgument(str(path), error.strerror or "cannot be written", "choose another place")
