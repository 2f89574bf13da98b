"""One file of a batch: what people call it, and where its bytes stand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: what people call it, where its bytes stand now, or what is wrong with it."""

    file: str
    path: Path
    temporary: bool = False
    """it was unpacked for this run, into a folder of its own"""
    error: BadInput | None = None

    def discard(self) -> None:
        """Removes a file that was unpacked for this run."""
        if self.temporary:
            self.path.unlink(missing_ok=True)
            self.path.parent.rmdir()


def shown(path: Path) -> str:
    """A path as text that can be written anywhere: names that are no UTF-8 are read as GB18030.

    >>> shown(Path("预算.txt"))
    '预算.txt'
    """
    data = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
