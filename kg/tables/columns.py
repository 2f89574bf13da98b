"""Columns of tables on several pages: whether they are the same, and where each stands in the whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

_SAME_PLACE = 0.012  # of the table's width
_SAME_WIDTH = 1.25  # pages are sometimes scaled to fit


def relative(xs: Sequence[float]) -> tuple[float, ...]:
    """The edges as parts of the table's width.

    >>> relative([100, 150, 300])
    (0.0, 0.25, 1.0)
    """
    left, width = xs[0], xs[-1] - xs[0]
    return tuple((x - left) / width for x in xs)


def same_columns(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether two tables, by their edges in points, may be one: all edges of one are edges of the other."""
    widths = first[-1] - first[0], second[-1] - second[0]
    if len(first) < 3 or len(second) < 3 or max(widths) > _SAME_WIDTH * min(widths):
        return False
    fewer, more = sorted((relative(first), relative(second)), key=len)
    return all(_nearest(more, x) is not None for x in fewer)


def united(tables: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The edges of all the tables together, as parts of the width."""
    edges: list[float] = []
    for xs in tables:
        for x in relative(xs):
            if _nearest(edges, x) is None:
                edges.insert(bisect_left(edges, x), x)
    return tuple(edges)


def places(xs: Sequence[float], edges: Sequence[float]) -> tuple[int, ...]:
    """For each of a page's edges its index among the united ones."""
    return tuple(
        min(range(len(edges)), key=lambda index, x=x: abs(edges[index] - x))  # type: ignore[misc]
        for x in relative(xs)
    )


def _nearest(edges: Sequence[float], x: float) -> int | None:
    at = bisect_left(edges, x)
    near = [index for index in (at - 1, at) if 0 <= index < len(edges) and abs(edges[index] - x) <= _SAME_PLACE]
    return min(near, key=lambda index: abs(edges[index] - x)) if near else None
