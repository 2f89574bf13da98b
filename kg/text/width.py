"""Full-width and half-width characters, and the many kinds of white space."""

from __future__ import annotations

import re

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F], 0x20)
_INVISIBLE = dict.fromkeys([0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xAD], None)
_NARROW: dict[int, int | None] = {**_FULL, **_SPACES, **_INVISIBLE, 0x2212: 0x2D, 0x3002: 0x3002}
_WIDE_RUN = re.compile("[" + "".join(map(chr, (code for code, to in _NARROW.items() if code != to))) + "]+")
_WHITE = re.compile(r"\s+")


def narrow(text: str) -> str:
    """Half-width ASCII for full-width forms, plain blanks for wide ones.

    >>> narrow("８９．６７　（元）")
    '89.67 (元)'
    """
    return _WIDE_RUN.sub(_narrowed, text)


def _narrowed(found: re.Match[str]) -> str:
    # translating only the runs that change is several times as fast on prose
    return found.group().translate(_NARROW)


_EVEN: dict[int, int] = {code: to if to is not None else 0x20 for code, to in _NARROW.items()}


def even(text: str) -> str:
    """Half-width as `narrow` gives it, but character for character: places in the text stay the same.

    >>> even("８９．６７\u200b元")
    '89.67 元'
    """
    return text.translate(_EVEN)


def squeeze(text: str) -> str:
    """The text without any white space, in half-width: the form in which labels are compared.

    >>> squeeze("收　入  总 计")
    '收入总计'
    """
    return _WHITE.sub("", narrow(text))


_PUNCTUATION = re.compile(r"[\s\-_,.;:!?'\"()\[\]<>/、，。；：？！“”‘’《》〈〉【】（）·—…※*]+")


def skeleton(text: str) -> str:
    """The text without white space and punctuation: for comparisons that forgive both.

    >>> skeleton("财政拨款（补助） 小计")
    '财政拨款补助小计'
    """
    return _PUNCTUATION.sub("", narrow(text))
