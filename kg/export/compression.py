"""Compressed files, the same bytes each time: gzip always, zstd where `zstandard` is installed."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import IO

from kg.errors import BadArgument

GZIP, ZSTD = "gzip", "zstd"
ENDINGS = {".gz": GZIP, ".zst": ZSTD}
"""The endings of file names, and the compression that each asks for."""
_LEVEL = 6  # 9 takes twice the time for 4 % fewer bytes
MEDIA_TYPES = {GZIP: "application/gzip", ZSTD: "application/zstd"}


@contextmanager
def compressing(raw: IO[bytes], compression: str | None) -> Iterator[IO[bytes]]:
    """A stream whose bytes arrive compressed in `raw`; without a compression `raw` itself.

    Raises BadArgument where zstd is asked for and not installed.
    """
    if compression is None:
        yield raw
    elif compression == GZIP:
        # no name and no time in the header, so that equal content gives equal bytes
        with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0, compresslevel=_LEVEL) as packed:
            yield packed  # type: ignore[misc]
    else:
        with _zstd_writer()(raw) as packed:
            yield packed


def check(compression: str | None) -> None:
    """Says before any work that a compression is not to be had."""
    if compression == ZSTD:
        _zstd_writer()


def opened_zstd(raw: IO[bytes]) -> IO[bytes]:
    """What a stream holds that was packed by zstd. Raises BadArgument where zstandard is not installed."""
    packed = _zstandard().ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    return io.BufferedReader(packed)


def broken() -> tuple[type[Exception], ...]:
    """The errors that reading a broken compressed file ends in."""
    return (OSError, EOFError, zlib.error, *((_zstandard().ZstdError,) if "zstandard" in sys.modules else ()))


def _zstandard() -> ModuleType:
    try:
        import zstandard
    except ImportError as error:
        advice = "install it with `pip install zstandard`, or use gzip (.gz)"
        raise BadArgument("zstd", "the optional package zstandard is not installed", advice) from error
    return zstandard


def _zstd_writer() -> Callable[[IO[bytes]], IO[bytes]]:
    zstandard = _zstandard()

    def writer(raw: IO[bytes]) -> IO[bytes]:
        return io.BufferedWriter(zstandard.ZstdCompressor(level=6).stream_writer(raw, closefd=False))

    return writer
