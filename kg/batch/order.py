"""Results in the order of the files, whoever works on them, with a bound on what is under way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.batch.rows import Row, Shard
from kg.batch.work import Task

Item = Row | Task
"""A file that is already told of, or one to convert."""
Result = Row | Shard
"""A file that failed or needs nothing, or one that is converted."""


class Promise(Protocol):
    """A result to come."""

    def result(self) -> Result:
        """Waits for it."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A result that is already here."""

    told: Result

    def result(self) -> Result:
        """The result."""
        return self.told


UnderWay = deque[tuple[Item, Promise]]


def in_order(
    items: Iterator[Item], running: UnderWay, ahead: int, submit: Callable[[Task], Promise]
) -> Iterator[Result]:
    """The results in the order of the items; what is begun and not yet given stands in `running`, `ahead` at most."""
    while True:
        while len(running) < ahead and (item := next(items, None)) is not None:
            running.append((item, Told(item) if isinstance(item, Row) else submit(item)))
        if not running:
            return
        item, promise = running[0]
        result = promise.result()
        running.popleft()
        finish(item)
        yield result


def finish(item: Item) -> None:
    """Removes the files of a task that were unpacked for it."""
    for path in item.unpacked if isinstance(item, Task) else ():
        path.unlink(missing_ok=True)
        path.parent.rmdir()
