"""The ruling lines of one PDF page: stroked lines, edges of stroked boxes and thin filled boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kg.read.geometry import Rule
from kg.read.pdf_frame import IDENTITY, Matrix, apply, times
from kg.read.pdfium import raw

MAX_DRAWN = 300_000
"""drawings and strokes looked at on one page; a form has some hundreds"""

_MAX_DEPTH = 8
_THIN = 3.0  # a filled box up to this many points across is a line
_STRAIGHT = 0.6  # a line may lean by this many points
_SHORTEST = 1.0
_WHITE = 250

Point = tuple[float, float]


@dataclass(slots=True)
class Drawings:
    """What a page draws besides its characters."""

    rules: list[Rule] = field(default_factory=list)
    images: int = 0
    invisible_text: bool = False
    seen: int = 0

    @property
    def crowded(self) -> bool:
        """Whether the page has more drawings than are looked at."""
        return self.seen >= MAX_DRAWN


def read_drawings(page: Any, frame: Matrix) -> Drawings:
    """The ruling lines of the page as seen, and what else matters about its drawings."""
    drawings = Drawings()
    for item, matrix in _objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, drawings, 0):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawings.seen += raw.FPDFPath_CountSegments(item)
            if drawings.crowded:
                break
            drawings.rules.extend(_rules_of(item, times(matrix, frame)))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawings.images += 1
        elif kind == raw.FPDF_PAGEOBJ_TEXT and not drawings.invisible_text:
            drawings.invisible_text = raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    drawings.invisible_text |= drawings.crowded  # what was not looked at may be invisible
    return drawings


def _objects(
    holder: Any, count: Any, get: Any, matrix: Matrix, drawings: Drawings, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    for index in range(count(holder)):
        if drawings.crowded:
            return
        drawings.seen += 1
        item = get(holder, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _MAX_DEPTH:
            inner = times(_matrix_of(item), matrix)
            yield from _objects(
                item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, drawings, depth + 1
            )


def _matrix_of(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _rules_of(path: Any, outer: Matrix) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    filled = fill.value != raw.FPDF_FILLMODE_NONE and _is_ink(path, raw.FPDFPageObj_GetFillColor)
    stroked = bool(stroke.value) and _is_ink(path, raw.FPDFPageObj_GetStrokeColor)
    if not (filled or stroked):
        return
    for points in _outlines(path, times(_matrix_of(path), outer)):
        thin = _thin_box(points)
        if thin is not None:
            yield thin
        elif stroked:
            yield from _edges(points)


def _is_ink(path: Any, colour_of: Any) -> bool:
    """White on paper and the fully transparent are not seen: such lines rule nothing."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight outlines of a path; one with a curve in it is left out."""
    points: list[Point] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if straight and len(points) > 1:
                yield points
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append(apply(matrix, x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if straight and len(points) > 1:
        yield points


def _thin_box(points: list[Point]) -> Rule | None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    across, down = right - left, bottom - top
    if down <= _THIN and across > down and across >= _SHORTEST:
        return Rule(True, (top + bottom) / 2, left, right)
    if across <= _THIN and down > across and down >= _SHORTEST:
        return Rule(False, (left + right) / 2, top, bottom)
    return None


def _edges(points: list[Point]) -> Iterator[Rule]:
    for (x1, y1), (x2, y2) in pairwise(points):
        across, down = abs(x2 - x1), abs(y2 - y1)
        if down <= _STRAIGHT and across >= _SHORTEST:
            yield Rule(True, (y1 + y2) / 2, min(x1, x2), max(x1, x2))
        elif across <= _STRAIGHT and down >= _SHORTEST:
            yield Rule(False, (x1 + x2) / 2, min(y1, y2), max(y1, y2))
