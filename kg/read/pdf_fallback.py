"""A stand-in for Chinese fonts that a PDF does not embed and the machine does not have.

The library drops a piece of text whose outline it cannot measure: a lone ideograph in such a font would be lost
without a word. The stand-in is a font made here whose every ideograph is one square; it only gives text an extent,
the characters themselves come from the file.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

_CHINESE = {128, 129, 134, 136}  # the charsets of Japanese, Korean, simplified and traditional Chinese
_SIMPLIFIED = 134
_OVERRIDDEN = ("MapFont", "GetFontData", "GetFaceName", "GetFontCharset", "DeleteFont")
_HANDLE = 0x4B47
_UNITS = 1000
_SQUARE = ((100, 0), (100, 800), (900, 800), (900, 0))


def install(raw: Any) -> Any:
    """Puts the stand-in behind the library's own search for fonts; the result must be kept alive.

    `raw` is the library's interface; to be called once after it is loaded.
    """
    info = raw.FPDF_GetDefaultSystemFontInfo()
    table = info.contents
    fields = dict(table._fields_)
    own = {name: _own_copy(fields[name], getattr(table, name)) for name in _OVERRIDDEN}
    font = square_font()

    def map_font(this: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> Any:
        found = own["MapFont"](this, weight, italic, charset, pitch, face, exact)
        return found or (_HANDLE if charset in _CHINESE else None)

    def get_data(this: Any, handle: Any, tag: int, buffer: Any, size: int) -> int:
        if handle != _HANDLE:
            return int(own["GetFontData"](this, handle, tag, buffer, size))
        return 0 if tag else _fill(buffer, size, font)

    def get_name(this: Any, handle: Any, buffer: Any, size: int) -> int:
        if handle != _HANDLE:
            return int(own["GetFaceName"](this, handle, buffer, size))
        return _fill(buffer, size, b"Square\0")

    def get_charset(this: Any, handle: Any) -> int:
        return _SIMPLIFIED if handle == _HANDLE else int(own["GetFontCharset"](this, handle))

    def delete(this: Any, handle: Any) -> None:
        if handle != _HANDLE:
            own["DeleteFont"](this, handle)

    kept = [fields[n](f) for n, f in zip(_OVERRIDDEN, (map_font, get_data, get_name, get_charset, delete), strict=True)]
    for name, function in zip(_OVERRIDDEN, kept, strict=True):
        setattr(table, name, function)
    raw.FPDF_SetSystemFontInfo(info)
    return info, kept, own


def _fill(buffer: Any, size: int, data: bytes) -> int:
    """Copies the data when there is room for it; tells its length in any case."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _own_copy(kind: Any, pointer: Any) -> Any:
    """The function itself; a field read from the structure would follow the structure when that is changed."""
    return kind(ctypes.cast(pointer, ctypes.c_void_p).value)


@cache
def square_font() -> bytes:
    """A TrueType font of two glyphs: nothing, and a square that stands for every character."""
    glyph = _square()
    tables = {
        b"cmap": _cmap(),
        b"glyf": glyph,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0, 0, 0, _UNITS, _UNITS, 0, 8, 2, 0, 0,
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, _UNITS, *[0] * 11, 2),
        b"hmtx": struct.pack(">HhHh", _UNITS, 0, _UNITS, 100),
        b"loca": struct.pack(">HHH", 0, 0, len(glyph) // 2),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }  # fmt: skip
    offset = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48), b""
    for tag, data in tables.items():
        head += struct.pack(">4sIII", tag, 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body


def _square() -> bytes:
    xs, ys = [x for x, _ in _SQUARE], [y for _, y in _SQUARE]
    outline = struct.pack(">hhhhh", 1, min(xs), min(ys), max(xs), max(ys)) + struct.pack(">HH", 3, 0)
    outline += b"\x01" * 4
    for values in (xs, ys):
        outline += b"".join(struct.pack(">h", v - before) for v, before in zip(values, [0, *values], strict=False))
    return outline + b"\0" * (-len(outline) % 4)


def _cmap() -> bytes:
    """Every character from the blank to the end of the second plane is glyph 1 (format 13: many to one)."""
    groups = [(0x20, 0xD7FF), (0xE000, 0x3FFFF)]
    mapping = struct.pack(">HHIII", 13, 0, 16 + 12 * len(groups), 0, len(groups))
    mapping += b"".join(struct.pack(">III", start, end, 1) for start, end in groups)
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + mapping
