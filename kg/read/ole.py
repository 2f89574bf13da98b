"""Which streams an OLE container (the old binary Office formats) holds."""

from __future__ import annotations

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def stream_names(data: bytes, wanted: tuple[str, ...]) -> frozenset[str]:
    """Those of the wanted stream names that stand in the container's directory.

    The directory is found by its 128-byte entries rather than through the sector chain, so that a damaged or
    truncated container still tells what it was. Time is linear in the size of the file.
    """
    return frozenset(name for name in wanted if _has_entry(data, name))


def _has_entry(data: bytes, name: str) -> bool:
    coded = name.encode("utf-16-le") + b"\0\0"
    at = data.find(coded)
    while at >= 0:
        entry = data[at : at + _ENTRY]
        if at % _ENTRY == 0 and len(entry) == _ENTRY and _is_entry(entry, len(coded)):
            return True
        at = data.find(coded, at + 2)
    return False


def _is_entry(entry: bytes, name_bytes: int) -> bool:
    return int.from_bytes(entry[64:66], "little") == name_bytes and entry[66] in (_STORAGE, _STREAM, _ROOT)
