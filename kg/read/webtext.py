"""Bytes of a text or web page to characters: marks, declarations, and what the bytes themselves prove."""

from __future__ import annotations

import codecs
import re

from kg.errors import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "cp936", "gb18030", "hz", "euc-cn", "x-gbk"})
_HEAD_BYTES = 4096
_TOLERATED = 1000
"""one undecodable byte in so many characters is put up with"""


def decoded(data: bytes, file_name: str) -> tuple[str, str, tuple[str, ...]]:
    """The text, the name of its encoding, and notices.

    In this order: a byte order mark; UTF-16 by its zeros; UTF-8 where every byte fits; the declared
    encoding; GB 18030 (which covers GB 2312 and GBK). A few broken bytes become U+FFFD and a notice;
    more than one in a thousand characters raise UnreadableFile, because then the encoding is wrong.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name, file_name)
    if (wide := _utf16_by_zeros(data)) is not None:
        return _lenient(data, wide, file_name)
    candidates = ("utf-8", *_declared(data), "gb18030")
    for name in candidates:
        try:
            return data.decode(name), name, ()
        except UnicodeDecodeError:
            continue
    return _lenient(data, min(candidates, key=lambda name: _broken(data.decode(name, "replace"))), file_name)


def _utf16_by_zeros(data: bytes) -> str | None:
    head = data[:_HEAD_BYTES]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < len(head) // 8:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes) -> tuple[str, ...]:
    """The encoding that the first bytes name, if Python knows it as a text encoding."""
    found = _DECLARED.search(data[:_HEAD_BYTES])
    if found is None:
        return ()
    name = found.group(1).decode("ascii", "replace").lower()
    if name in _CHINESE:
        return ("gb18030",)
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return ()
    return () if name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")) else (name,)


def _broken(text: str) -> int:
    return text.count("\N{REPLACEMENT CHARACTER}")


def _lenient(data: bytes, name: str, file_name: str) -> tuple[str, str, tuple[str, ...]]:
    text = data.decode(name, "replace")
    broken = _broken(text)
    if broken * _TOLERATED > len(text) + _TOLERATED:
        raise UnreadableFile(file_name, "its encoding cannot be told", "save it as UTF-8")
    return text, name, (f"{broken} broken characters were read as U+FFFD",) if broken else ()
