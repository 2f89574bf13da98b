"""One page as a picture: the recognised grid and every number in the colour of its state, with a legend beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.errors import BadArgument
from kg.overlay.marks import (
    CODE,
    FACT,
    FURNITURE,
    RECORD,
    STATES,
    UNCLAIMED,
    UNPLACED,
    ColumnMark,
    PageMarks,
    TableMark,
)
from kg.provenance import Box
from kg.text.numbers import UNITS

Colour = tuple[int, int, int]
COLOURS: dict[str, Colour] = {
    FACT: (44, 160, 44),
    UNPLACED: (255, 127, 14),
    RECORD: (31, 119, 180),
    CODE: (140, 140, 140),
    UNCLAIMED: (214, 39, 40),
    FURNITURE: (60, 60, 60),
}
_GRID: Colour = (23, 130, 150)
_STRANGE: Colour = (214, 39, 40)
_TAG: Colour = (96, 48, 128)
_FILL, _FADED = 90, 40
_LEGEND = 360
"""width of the legend in pixels"""
_LINE = 18
_SIZE = 13


def drawing() -> tuple[Any, Any, Any]:
    """The drawing library's parts; raises BadArgument where it is not installed."""
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError as error:
        raise BadArgument("--overlay", "Pillow is not installed", "install budget-kg[overlay]") from error
    return Image, ImageDraw, ImageFont


def drawn(page: Any, marks: PageMarks, units: dict[str, str]) -> Any:
    """The page (a picture) with its marks over it and the legend at its right."""
    image_of, draw_of, font_of = drawing()
    scale = page.width / marks.width
    over = image_of.new("RGBA", page.size, (255, 255, 255, 0))
    pen = draw_of.Draw(over)
    font = font_of.load_default(_SIZE)
    for table in marks.tables:
        _draw_table(pen, table, scale, font)
    for mark in marks.marks:
        fill = _FADED if mark.state in (CODE, FURNITURE) else _FILL
        pen.rectangle(_scaled(mark.box, scale, 1), fill=(*COLOURS[mark.state], fill), outline=COLOURS[mark.state])
        if mark.state == FURNITURE:
            left, top, right, bottom = _scaled(mark.box, scale, 1)
            pen.line([left, (top + bottom) / 2, right, (top + bottom) / 2], fill=COLOURS[FURNITURE])
    for number, column in enumerate(marks.columns, start=1):
        _draw_number(pen, column, number, scale, font)
    whole = image_of.new("RGB", (page.width + _LEGEND, page.height), "white")
    whole.paste(image_of.alpha_composite(page.convert("RGBA"), over).convert("RGB"))
    _draw_legend(draw_of.Draw(whole), marks, units, page.width + 12, page.height, font)
    return whole


def _scaled(box: Box, scale: float, more: float = 0) -> list[float]:
    left, top, right, bottom = (edge * scale for edge in box)
    return [left - more, top - more, max(right, left) + more, max(bottom, top) + more]


def _draw_table(pen: Any, table: TableMark, scale: float, font: Any) -> None:
    colour = _GRID if table.form else _STRANGE
    for cell in table.cells:
        pen.rectangle(_scaled(cell, scale, -1), outline=colour, width=1)
    left, top, right, bottom = _scaled(table.box, scale)
    pen.rectangle([left, top, right, bottom], outline=colour, width=3)
    name = table.form or "no form"
    middle = (left + right - pen.textlength(name, font=font)) / 2  # captions stand at the left and at the right
    _draw_tag(pen, middle, top - _LINE, name, colour, font)


def _draw_tag(pen: Any, left: float, top: float, text: str, colour: Colour, font: Any) -> None:
    width = pen.textlength(text, font=font)
    pen.rectangle([left, max(top, 0), left + width + 8, max(top, 0) + _LINE - 1], fill=(*colour, 255))
    pen.text((left + 4, max(top, 0) + 1), text, fill="white", font=font)


def _draw_number(pen: Any, column: ColumnMark, number: int, scale: float, font: Any) -> None:
    """The column's number stands over its first amount on the page."""
    left, top, right, _ = _scaled(column.box, scale)
    width = pen.textlength(str(number), font=font) + 8
    middle = (left + right) / 2
    pen.rectangle([middle - width / 2, top - _LINE, middle + width / 2, top - 2], fill=(*_TAG, 255))
    pen.text((middle - width / 2 + 4, top - _LINE), str(number), fill="white", font=font)


def _draw_legend(pen: Any, marks: PageMarks, units: dict[str, str], left: float, height: float, font: Any) -> None:
    counted = Counter(mark.state for mark in marks.marks)
    top = 12.0
    pen.text((left, top), f"page {marks.number}", fill="black", font=font)
    top += _LINE * 1.5
    for state, meaning in STATES.items():
        pen.rectangle([left, top + 2, left + 14, top + _LINE - 4], fill=COLOURS[state])
        for line in wrapped(pen, f"{counted[state]}  {meaning}", _LEGEND - 50, font):
            pen.text((left + 22, top), line, fill="black", font=font)
            top += _LINE
    top += _LINE / 2
    for form, columns in _by_form(marks):
        if top > height - 2 * _LINE:
            return
        unit = UNITS.get(units.get(form, ""))
        pen.text((left, top), form + (f"  in {unit:,f} yuan" if unit else ""), fill=_GRID, font=font)
        top += _LINE
        for number, column in columns:
            for at, line in enumerate(wrapped(pen, column.meaning, _LEGEND - 60, font)):
                if at == 0:
                    _draw_tag(pen, left, top, str(number), _TAG, font)
                pen.text((left + 32, top), line, fill="black", font=font)
                top += _LINE
        top += _LINE / 2


def _by_form(marks: PageMarks) -> list[tuple[str, list[tuple[int, ColumnMark]]]]:
    """The forms of the page, each with its numbered columns."""
    forms: dict[str, list[tuple[int, ColumnMark]]] = {table.form: [] for table in marks.tables if table.form}
    for number, column in enumerate(marks.columns, start=1):
        forms.setdefault(column.form, []).append((number, column))
    return [*forms.items()]


def wrapped(pen: Any, text: str, width: float, font: Any) -> Sequence[str]:
    """The text in lines no wider than `width` pixels, broken at blanks and behind commas."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font=font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
