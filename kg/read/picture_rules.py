"""The ruling lines of a page that is a picture: long thin runs of ink, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MAX_RUNS = 60_000
"""runs of ink of one direction on one page; a page with more is a photograph, and no line is looked for"""
_INK = 0.62
"""A pixel is ink where it is darker than this part of the paper's brightness."""
_THICKEST = 0.04  # inches
_SHORTEST = 0.3  # inches, longer than a stroke of a large character
_TURNS = 2.0  # degrees, to either side
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line in pixels: horizontal at y = `at` from x = `start` to `end`, or vertical at x = `at`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class _Band:
    """Runs that lie on each other, as they grow from row to row."""

    first: int
    last: int
    start: int
    end: int


def ink(grey: Any) -> Any:
    """Where the picture (an array of brightness from 0 to 255) shows ink."""
    import numpy

    paper = float(numpy.percentile(grey, 90))
    return grey < _INK * paper


def strokes(dark: Any, dpi: float) -> list[Stroke]:
    """The ruling lines of a picture; gaps of two pixels and a slight slope are forgiven."""
    return [
        *(Stroke(True, *line) for line in _lines(dark, dpi)),
        *(Stroke(False, *line) for line in _lines(dark.T, dpi)),
    ]


def _lines(dark: Any, dpi: float) -> list[tuple[float, float, float]]:
    """Horizontal lines as (y, first x, last x)."""
    rows, starts, ends = _runs(dark, int(_SHORTEST * dpi))
    if len(rows) > MAX_RUNS:
        return []
    bands: list[_Band] = []
    open_bands: list[_Band] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        open_bands = [band for band in open_bands if band.last >= row - 1]
        own = next((band for band in open_bands if band.start <= end and start <= band.end), None)
        if own is None:
            own = _Band(row, row, start, end)
            bands.append(own)
            open_bands.append(own)
        own.last, own.start, own.end = row, min(own.start, start), max(own.end, end)
    thickest = max(3, int(_THICKEST * dpi))
    return [((band.first + band.last) / 2, band.start, band.end) for band in bands if band.last - band.first < thickest]


def _runs(dark: Any, shortest: int) -> tuple[Any, Any, Any]:
    """The row, first and last column of every run of ink that is long enough, from above."""
    import numpy

    thick = dark.copy()
    thick[:, 1:] |= dark[:, :-1]
    thick[:, :-1] |= dark[:, 1:]
    edges = numpy.diff(numpy.pad(thick, ((0, 0), (1, 1))).astype(numpy.int8), axis=1)
    first, last = numpy.argwhere(edges == 1), numpy.argwhere(edges == -1)
    long = last[:, 1] - first[:, 1] >= shortest
    return first[long, 0], first[long, 1], last[long, 1] - 1


def slope(dark: Any) -> float:
    """The angle in degrees by which the page leans, found where its rows are parted best; 0 for an upright one."""
    import numpy

    small = dark[:: max(1, dark.shape[0] // 900), :: max(1, dark.shape[1] // 900)]
    ys, xs = numpy.nonzero(small)
    if not len(ys):
        return 0.0
    ratio = (dark.shape[1] / small.shape[1]) / (dark.shape[0] / small.shape[0])
    best, angle = -1.0, 0.0
    for step in range(-round(_TURNS / _STEP), round(_TURNS / _STEP) + 1):
        lean = numpy.tan(numpy.radians(step * _STEP)) * ratio
        counted = numpy.bincount((ys - xs * lean + small.shape[1] * 0.1 + 1).astype(numpy.int64).clip(0))
        sharp = float((counted.astype(numpy.float64) ** 2).sum())
        if sharp > best * 1.0001 or (sharp >= best and abs(step * _STEP) < abs(angle)):
            best, angle = sharp, step * _STEP
    return angle
