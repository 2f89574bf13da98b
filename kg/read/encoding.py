"""Bytes to text: UTF-8, UTF-16 and GB18030, recognised without guessing beyond what the bytes prove."""

from __future__ import annotations

import codecs

from kg.errors import UnreadableFile

MAX_BYTES = 64 * 1024 * 1024
"""A budget disclosure is some tens of kilobytes of text; a hundred times a thousand of that is no disclosure."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13}


def decode(data: bytes, file_name: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    A byte order mark decides; else UTF-8, UTF-16 by its zero bytes, GB18030, whichever decodes strictly and gives
    text. Raises UnreadableFile where the file is empty, too large, binary or cut inside a character.
    """
    if not data.strip(b"\0\t\r\n\f \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(file_name, "the file is empty", "give the text of a budget disclosure")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            file_name,
            f"the file has {len(data):,} bytes, more than the {MAX_BYTES:,} that one disclosure may have",
            "split it into one file a disclosure",
        )
    for encoding in _candidates(data):
        text = _strict(data, encoding)
        if text is not None and _is_text(text):
            return text, encoding.removesuffix("-sig")
    raise UnreadableFile(
        file_name,
        "the bytes are no text in UTF-8, UTF-16 or GB18030",
        "convert the file to UTF-8 text, or give the original document",
    )


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return [encoding]
    zeros_even, zeros_odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if zeros_odd or zeros_even:
        return ["utf-16-le", "utf-16-be"] if zeros_odd >= zeros_even else ["utf-16-be", "utf-16-le"]
    return ["utf-8", "gb18030"]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    """Control characters are rare in text and common in anything else."""
    sample = text[:65536]
    controls = sum(ord(char) in _CONTROL or char == "\ufffd" for char in sample)
    private = sum("\ue000" <= char <= "\uf8ff" for char in sample)
    return controls * 200 <= len(sample) and private * 20 <= len(sample)
