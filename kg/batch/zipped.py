"""Bounds on the directory of a zip file, and the names of its members as they were meant."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from kg.batch.tarred import TooMuch

_TAIL = 65_557 + 76
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"
_ENTRY_BYTES = 46
_UTF8 = 0x800


def checked_directory(path: Path, members: int) -> None:
    """Raises TooMuch where the directory of a zip file is too large to be held in memory."""
    size = _directory_bytes(path)
    if size > members * 4 * _ENTRY_BYTES:
        raise TooMuch(f"its directory is too large for {members:,} files")


def _directory_bytes(path: Path) -> int:
    """The size that the end of the file claims for the directory; zero where there is no end."""
    with path.open("rb") as handle:
        length = handle.seek(0, 2)
        handle.seek(max(0, length - _TAIL))
        tail = handle.read()
    at, at64 = tail.rfind(_END), tail.rfind(_END64)
    if at64 >= 0 and len(tail) >= at64 + 48:
        return int(struct.unpack_from("<Q", tail, at64 + 40)[0])
    return int(struct.unpack_from("<L", tail, at + 12)[0]) if 0 <= at <= len(tail) - 16 else 0


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member: where it is not marked as UTF-8 it is mostly GB18030, taken for another code by zipfile."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
