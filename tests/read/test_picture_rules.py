"""Ruling lines are found in a picture where they are drawn, and strokes of characters are none."""

from __future__ import annotations

import pytest

numpy = pytest.importorskip("numpy")
from PIL import Image, ImageDraw  # noqa: E402

from kg.read.picture_rules import Stroke, ink, slope, strokes  # noqa: E402

DPI = 200


def picture(turned: float = 0, noise: bool = False) -> Image.Image:
    image = Image.new("L", (900, 600), 255)
    pen = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        pen.line([100, y, 800, y], fill=0, width=3)
    for x in (100, 450, 800):
        pen.line([x, 100, x, 300], fill=0, width=3)
    pen.rectangle([500, 400, 700, 520], fill=90)  # a filled area is no line
    for at in range(12):
        pen.line([120 + 30 * at, 150, 140 + 30 * at, 150], fill=0, width=2)  # strokes of characters
    if noise:
        pixels = numpy.asarray(image).astype(int) + numpy.random.default_rng(1).integers(-60, 1, (600, 900))
        image = Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))
    return image.rotate(turned, fillcolor=255) if turned else image


def found(image: Image.Image) -> list[Stroke]:
    return strokes(ink(numpy.asarray(image)), DPI)


@pytest.mark.parametrize("noise", [False, True])
def test_lines_are_found_where_they_are_drawn(noise: bool) -> None:
    lines = found(picture(noise=noise))
    across = [(line.at, line.start, line.end) for line in lines if line.horizontal]
    down = [(line.at, line.start, line.end) for line in lines if not line.horizontal]
    assert len(across) == len(down) == 3
    for (at, start, end), y in zip(sorted(across), (100, 200, 300), strict=True):
        assert (abs(at - y), abs(start - 100), abs(end - 800)) <= (2, 4, 4)
    for (at, start, end), x in zip(sorted(down), (100, 450, 800), strict=True):
        assert (abs(at - x), abs(start - 100), abs(end - 300)) <= (2, 4, 4)


@pytest.mark.parametrize("turned", [-1.2, -0.4, 0.0, 0.6, 1.5])
def test_the_lean_of_a_page_is_measured(turned: float) -> None:
    angle = slope(ink(numpy.asarray(picture(turned))))
    assert abs(angle + turned) <= 0.15
    upright = picture(turned).rotate(angle, fillcolor=255)
    assert sum(line.horizontal for line in found(upright)) >= 3


def test_a_blank_page_and_a_page_of_specks_have_no_lines() -> None:
    assert found(Image.new("L", (300, 200), 255)) == []
    assert slope(ink(numpy.full((200, 300), 255, numpy.uint8))) == 0.0
    noise = numpy.random.default_rng(2).integers(0, 256, (800, 800)).astype(numpy.uint8)
    assert strokes(noise < 40, DPI) == []
