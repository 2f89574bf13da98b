"""Rows known by their name: item labels are matched in their order, for the same words return under other headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.recognise.description import Item, Part
from kg.text.width import squeeze

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\d{1,2}[、.]|[(][一二三四五六七八九十\d]{1,3}[)]|其中[:]?)")


def bare_label(text: str) -> str:
    """A row's name without white space, numbering and `其中：`.

    >>> bare_label("　1、一般公共预算拨款"), bare_label("其中：一般财力")
    ('一般公共预算拨款', '一般财力')
    """
    label = squeeze(text)
    shorter = _NUMBERING.sub("", label)
    while shorter and shorter != label:
        label, shorter = shorter, _NUMBERING.sub("", shorter)
    return label


@dataclass(slots=True)
class ItemReader:
    """Gives each row name its item; an item stands once, and some stand only after another."""

    part: Part
    seen: list[str] = field(default_factory=list)

    def find(self, text: str) -> Item | None:
        """The item that a row name means here, or None."""
        label = bare_label(text)
        fitting = [
            item
            for item in self.part.items
            if item.id not in self.seen and label in item.labels and (not item.after or item.after in self.seen)
        ]
        if not fitting:
            return None
        return max(fitting, key=lambda item: self.seen.index(item.after) if item.after else -1)

    def take(self, text: str) -> Item | None:
        """The item of a row name, marked as seen."""
        item = self.find(text)
        if item is not None:
            self.seen.append(item.id)
        return item
