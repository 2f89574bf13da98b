"""From the coordinates of a PDF page (unrotated, origin lower left) to those of the page as seen."""

from __future__ import annotations

from typing import Any

from kg.read.pdfium import raw

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a·x + c·y + e, y' = b·x + d·y + f"""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first` and then `then`."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point moved by the matrix.

    >>> apply((1, 0, 0, -1, 0, 842), 10, 800)
    (10, 42)
    """
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def as_seen(page: Any) -> tuple[Matrix, float, float]:
    """The matrix to the seen page, and the width and height of that page in points."""
    left, bottom, right, top = _visible_box(page)
    width, height = right - left, top - bottom
    turn = raw.FPDFPage_GetRotation(page.raw) % 4
    if turn == 1:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width
    if turn == 2:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height
    if turn == 3:
        return (0.0, -1.0, -1.0, 0.0, top, right), height, width
    return (1.0, 0.0, 0.0, -1.0, -left, top), width, height


def _visible_box(page: Any) -> tuple[float, float, float, float]:
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    return left, bottom, right, top
