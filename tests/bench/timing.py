"""Fair timings: the two sides in turn, medians and their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs of one thing."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.seconds)

    def line(self, of: str = "") -> str:
        """One row of a report."""
        low, high = min(self.seconds) * 1000, max(self.seconds) * 1000
        return f"  {self.name:<52} {self.median * 1000:9.2f} ms  ({low:.2f} … {high:.2f}) {of}"


def in_turn(sides: dict[str, Callable[[], object]], runs: int = 7) -> list[Timing]:
    """Each side once to warm up, then all in turn, so that a drift of the machine meets all alike."""
    for run in sides.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(runs):
        for name, run in sides.items():
            begin = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - begin)
    return [Timing(name, tuple(values)) for name, values in seconds.items()]
