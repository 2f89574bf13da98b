"""A page that is a picture becomes characters and ruling lines, read by an optical reader that needs no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import BadArgument
from kg.provenance import Box
from kg.read.geometry import Glyph, Page, Rule
from kg.read.picture_rules import Stroke, ink, slope, strokes

DPI = 200
MAX_PIXELS = 12_000_000
"""of one page; a larger page is rendered more coarsely"""
MAX_PAGES = 300
"""pages of one file that are read so: each takes seconds"""
MAX_PIECES = 5_000
"""pieces of text on one page"""
_INCH = 72.0
_LEAN = 0.15  # degrees from which a page is turned upright
_DOUBTFUL = 0.8
_MODELS = {"Det.model_path": "*_det_*.onnx", "Rec.model_path": "*_rec_*.onnx"}
_IN_NUMBER = re.compile(r"(?<=[0-9][,.])\s+(?=[0-9])|(?<=[0-9])\s+(?=[,.][0-9])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of text as read: its box in pixels, its characters, how sure the reader is (0 to 1)."""

    box: Box
    text: str
    score: float


@cache
def _engine() -> Any:
    """The reader, loaded once; its models are those of its own package, so that nothing is ever fetched."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None or find_spec("onnxruntime") is None:
        raise BadArgument("--ocr", "the optical reader is not installed", "install budget-kg[ocr]")
    folder = Path(spec.origin).parent / "models"
    models = {option: next(iter(sorted(folder.glob(pattern))), None) for option, pattern in _MODELS.items()}
    if None in models.values():
        what = "the optical reader came without its models"
        raise BadArgument("--ocr", what, "install the version that budget-kg[ocr] asks for")
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            **{option: str(path) for option, path in models.items()},
            "EngineConfig.onnxruntime.intra_op_num_threads": 2,
        }
    )


def optical_page(page: Any, seen: Page) -> Page:
    """An opened page of a PDF, read from its picture; `seen` is what its text layer gave.

    Raises BadArgument where the optical reader is not installed.
    """
    engine = _engine()
    scale = min(DPI / _INCH, (MAX_PIXELS / max(1.0, seen.width * seen.height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    picture, dark = _upright(picture)
    lines = strokes(dark, scale * _INCH)
    pieces = list(_pieces(engine, picture, lines))[:MAX_PIECES]
    glyphs = [glyph for piece in pieces for glyph in glyphs_of(piece, 1 / scale)]
    return Page(
        number=seen.number,
        width=seen.width,
        height=seen.height,
        glyphs=tuple(glyphs),
        rules=tuple(Rule(s.horizontal, s.at / scale, s.start / scale, s.end / scale) for s in lines),
        images=seen.images,
        optical=True,
        doubtful=sum(piece.score < _DOUBTFUL for piece in pieces),
    )


def _upright(picture: Any) -> tuple[Any, Any]:
    """The picture turned so that its lines are level, and where it shows ink."""
    import numpy

    dark = ink(numpy.asarray(picture.convert("L")))
    angle = slope(dark)
    if abs(angle) < _LEAN:
        return picture, dark
    picture = picture.rotate(angle, resample=2, fillcolor="white")
    return picture, ink(numpy.asarray(picture.convert("L")))


def _pieces(engine: Any, picture: Any, lines: Sequence[Stroke]) -> Iterator[Piece]:
    """The pieces of text of a picture; one that runs over a vertical line is read again on each side of it."""
    import numpy

    pixels = numpy.asarray(picture)[:, :, ::-1]
    read = engine(pixels, use_det=True, use_rec=True)
    if read.boxes is None:
        return
    for corners, text, score in zip(read.boxes, read.txts, read.scores, strict=True):
        left, top = (float(edge) for edge in corners.min(axis=0))
        right, bottom = (float(edge) for edge in corners.max(axis=0))
        box = (left, top, right, bottom)
        cuts = _cuts(box, lines)
        if not cuts:
            yield Piece(box, text, float(score))
            continue
        edges = [left, *cuts, right]
        for begin, end in pairwise(edges):
            part = (begin + 2, top, end - 2, bottom)
            again = _read_again(engine, pixels, part)
            if again is not None:
                yield again


def _cuts(box: Box, lines: Sequence[Stroke]) -> list[float]:
    """Where vertical lines cross a box."""
    left, top, right, bottom = box
    middle, room = (top + bottom) / 2, 0.25 * (bottom - top)
    return sorted(
        line.at
        for line in lines
        if not line.horizontal and line.start <= middle <= line.end and left + room < line.at < right - room
    )


def _read_again(engine: Any, pixels: Any, box: Box) -> Piece | None:
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    if right - left < 4 or bottom - top < 4:
        return None
    read = engine(pixels[top:bottom, left:right], use_det=False, use_rec=True)
    if not read.txts or not read.txts[0].strip():
        return None
    return Piece(box, read.txts[0], float(read.scores[0]))


def glyphs_of(piece: Piece, points: float) -> Iterator[Glyph]:
    """The characters of a piece, shared out over its width; `points` is the size of a pixel.

    A blank that was read stays a gap, except within a number beside its point or comma, where none is ever printed.
    """
    text = _IN_NUMBER.sub("", piece.text.strip())
    left, top, right, bottom = (edge * points for edge in piece.box)
    units = sum(map(_width, text))
    if not units:
        return
    em = (right - left) / units
    size = min(max(em, 0.5 * (bottom - top)), 0.9 * (bottom - top))
    middle = (top + bottom) / 2
    for char in text:
        width = em * _width(char)
        if not char.isspace():
            yield Glyph(char, left, middle - size / 2, left + width, middle + size / 2, middle + 0.35 * size)
        left += width


def _width(char: str) -> float:
    """The width of a character in font sizes: half of one below the ideographs and their signs."""
    return 1.0 if char >= "\u2e80" else 0.5
