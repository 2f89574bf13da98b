"""One file of a batch: what people call it, and where its bytes stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput
from kg.pipeline import shown_name


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
    """A path as text that can be written anywhere, each of its parts like a file's name."""
    parts = [part if part == path.anchor else shown_name(Path(part)) for part in path.parts]
    return str(Path(*parts))
