"""Numbers with their units in a text of a goal, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.provenance import Source
from kg.records.located import Located, located
from kg.records.quantity_words import QuantityWords, quantity_words
from kg.text.width import even

MAX_AROUND = 30
"""Characters on either side of a number that are looked at: hostile text has no full stops."""
MAX_SENTENCE = 500
"""Characters on either side of a number that its sentence may take."""
TOKEN = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")
"""A run of digits with the points and commas within."""

_WIDE = re.compile(r"(?<=[0-9])[．，](?=[0-9])")
_BREAK = re.compile(r"[,、;。:!?()\"'“”‘’《》<>\[\]【】…·]")
_PAUSE = "、,"


@dataclass(frozen=True)
class FlatText:
    """A text in half-width without the white space of its wrapping, which knows where each character came from."""

    text: str
    places: tuple[int, ...]
    printed: Located

    def source(self, begin: int, end: int) -> Source:
        """The place of its characters from `begin` to `end`."""
        return self.printed.source(self.places[begin], self.places[end - 1] + 1)

    def sentence(self, begin: int, end: int) -> Source:
        """The place of the sentence in which a number stands, its full stop with it."""
        low = max(self.text.rfind("。", 0, begin) + 1, begin - MAX_SENTENCE)
        stop = self.text.find("。", end, end + MAX_SENTENCE)
        return self.source(low, stop + 1 if stop >= 0 else min(len(self.text), end + MAX_SENTENCE))

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Where marks of punctuation part it; a point or comma within a number does not."""
        inside = {at for found in TOKEN.finditer(self.text) for at in range(*found.span())}
        return tuple(found.start() for found in _BREAK.finditer(self.text) if found.start() not in inside)


@dataclass(frozen=True, slots=True)
class CountedNumber:
    """A number with its unit: where number and unit begin and end, and what stands around them in its segment."""

    begin: int
    end: int
    unit: str
    before: str
    after: str
    opens: bool
    """whether it begins its segment, and only a comma parts it from the segment before"""
    shares: bool
    """whether what stands before it stands behind another number with a unit"""


def flat_text(source: Source) -> FlatText:
    """Blanks go, but for those between two digits: whether they part numbers is not known there.

    Nor is it known of a wide comma or point between digits, which becomes such a blank.
    """
    printed = located(source.spans)
    text = even(_WIDE.sub(" ", printed.text))
    kept: list[int] = []
    for at, char in enumerate(text):
        if not char.isspace() or (kept and text[kept[-1]].isdigit() and text[at + 1 : at + 2].isdigit()):
            kept.append(at)
    return FlatText("".join(" " if text[at].isspace() else text[at] for at in kept), tuple(kept), printed)


def counted_numbers(flat: FlatText) -> Iterator[CountedNumber]:
    """Every number with a unit that counts."""
    words = quantity_words()
    low, breaks = 0, [*flat.breaks, len(flat.text)]
    for high in breaks:
        last, shares = low, False
        for found in TOKEN.finditer(flat.text, low, high):
            unit, counts = _unit(words, flat.text, found.end(), high)
            end = found.end() + len(unit)
            opens = found.start() == low and low > 0 and flat.text[low - 1] in _PAUSE
            if counts:
                before, after = flat.text[last : found.start()], _until_number(flat.text, end, high)
                yield CountedNumber(found.start(), end, unit, before[-MAX_AROUND:], after[:MAX_AROUND], opens, shares)
            last, shares = end, counts
        low = high + 1


def _unit(words: QuantityWords, text: str, at: int, end: int) -> tuple[str, bool]:
    """The unit at a place, of two the longer, and whether it counts something; empty where none is there."""
    counted, other = words.unit.match(text, at, end), words.uncounted.match(text, at, end)
    if counted is not None and (other is None or other.end() <= counted.end()):
        return counted.group(), True
    return other.group() if other else "", False


def _until_number(text: str, begin: int, end: int) -> str:
    found = TOKEN.search(text, begin, end)
    return text[begin : found.start() if found else end]
