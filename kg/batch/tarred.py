"""Bounds on hostile tar files: headers that claim to be huge, streams that unpack without end."""

from __future__ import annotations

import tarfile
from typing import IO

_HEADER_BYTES = 1 << 20
_EXTENDED = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)


class TooMuch(Exception):
    """An archive goes beyond a bound; told as the archive's own error."""

    @classmethod
    def of(cls, ratio: int) -> TooMuch:
        """It unpacks to far more than it is packed."""
        return cls(f"it unpacks to more than {ratio} times its size")


class CarefulTarInfo(tarfile.TarInfo):
    """A member whose extended headers may not claim more than a megabyte: they would be read into memory whole."""

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _EXTENDED and self.size > _HEADER_BYTES:
            raise TooMuch("a header in it claims to be larger than a megabyte")
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise TooMuch("it holds a sparse file")
        return super()._proc_member(tarfile_)  # type: ignore[misc,no-any-return]


class CarefulTarFile(tarfile.TarFile):
    """A tar file of such members."""

    tarinfo = CarefulTarInfo


class Metered:
    """A stream that ends in an error where it has given more than it may."""

    def __init__(self, source: IO[bytes], allowed: int, ratio: int) -> None:
        self._source = source
        self._left = allowed
        self._ratio = ratio

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""
        data = self._source.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise TooMuch.of(self._ratio)
        return data
