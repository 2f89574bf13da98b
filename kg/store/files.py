"""Several files, and a text behind them, read as one stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO

_BUFFER = 1 << 20


class Chain:
    """Reads the files one after the other, then the text; one file is open at a time."""

    def __init__(self, files: Sequence[Path], behind: bytes = b"") -> None:
        self._parts = _each(files, behind)
        self._part: IO[bytes] | None = next(self._parts, None)

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; none at the end of the last part."""
        while self._part is not None:
            data = self._part.read(size)
            if data:
                return data
            self._part = next(self._parts, None)
        return b""


def _each(files: Sequence[Path], behind: bytes) -> Iterator[IO[bytes]]:
    for file in files:
        with file.open("rb", buffering=_BUFFER) as part:
            yield part
    yield BytesIO(behind)
