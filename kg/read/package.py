"""Zip containers of office files, opened with bounds on members, sizes and ratios."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO

from kg.errors import UnreadableFile
from kg.read import limits, ole

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
_REPAIR = "open it in an office program and save it again"


class Package:
    """One zip container; parts are read on demand and never written anywhere."""

    def __init__(self, data: bytes, file_name: str) -> None:
        """Read the table of contents; raises UnreadableFile where it is broken or absurd."""
        if data.startswith(ole.MAGIC):
            raise not_a_package(data, file_name)
        self.file_name = file_name
        self._left = limits.PACKAGE_BYTES
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as broken:
            raise UnreadableFile(
                file_name, f"the zip container is damaged or cut short ({broken})", _REPAIR
            ) from broken
        infos = self._zip.infolist()
        if len(infos) > limits.MEMBERS:
            raise UnreadableFile(file_name, f"the zip container holds {len(infos)} files", "check where it comes from")
        self._infos = {info.filename.lstrip("/"): info for info in infos}

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, without a leading slash."""
        return frozenset(self._infos)

    def part(self, name: str, limit: int = limits.TREE_BYTES) -> bytes | None:
        """The unpacked bytes of a part, None where there is none; UnreadableFile beyond `limit` or
        a wild ratio.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        self._check(info, limit)
        if info.flag_bits & 1:
            raise UnreadableFile(self.file_name, "the zip container is encrypted", "save it without a password")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as broken:
            raise UnreadableFile(self.file_name, f"its part {name} is damaged ({broken})", _REPAIR) from broken
        self._left -= len(data)
        if len(data) > limit or self._left < 0:
            raise self._bomb(name)
        return data

    def _check(self, info: zipfile.ZipInfo, limit: int) -> None:
        size = info.file_size
        wild = size > limits.RATIO_FROM and size > limits.RATIO * max(info.compress_size, 1)
        if size > limit or size > self._left or wild:
            raise self._bomb(info.filename)

    def _bomb(self, name: str) -> UnreadableFile:
        return UnreadableFile(
            self.file_name,
            f"its part {name} unpacks to more than a document of this kind needs",
            "delete unused rows, pictures and styles, or check where the file comes from",
        )


def not_a_package(data: bytes, file_name: str) -> UnreadableFile:
    """What to say of an OLE container that was taken for a zip container: encrypted, or an old
    binary format.
    """
    if ole.stream_names(data, ("EncryptedPackage", "EncryptionInfo")):
        return UnreadableFile(file_name, "the file is encrypted", "open it with its password and save it without one")
    return UnreadableFile(file_name, "the file is in an old binary Office format", "save it as .docx or .xlsx")


def resolved(base: str, target: str) -> str:
    """The part name that a relationship's target means, seen from the part `base`.

    >>> resolved("xl/workbook.xml", "worksheets/sheet1.xml"), resolved("xl/workbook.xml", "/xl/styles.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml')
    """
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
