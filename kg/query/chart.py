"""Bar charts of an answer: bars in the terminal, SVG from a template, PNG where matplotlib is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from logging import ERROR, getLogger
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from jinja2 import Environment

from kg.errors import BadArgument
from kg.query.answers import Cell, Rows

_MOST = 40
_APART = ("year", "scope", "document")
_ENOUGH = 10
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{{ width }}" height="{{ height }}"
     font-family="sans-serif" font-size="13">
<title>{{ title }}</title>
<rect width="100%" height="100%" fill="white"/>
<text x="10" y="22" font-size="15" font-weight="bold">{{ title }}</text>
{% for bar in bars %}<g>
<text x="{{ left - 8 }}" y="{{ bar.y + 14 }}" text-anchor="end">{{ bar.label }}</text>
<rect x="{{ bar.x }}" y="{{ bar.y }}" width="{{ bar.width }}" height="18" fill="{{ bar.colour }}"/>
<text x="{{ bar.after }}" y="{{ bar.y + 14 }}">{{ bar.value }}</text>
</g>
{% endfor %}</svg>
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and exact value."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows: a title with the unit, and the bars; `left_out` rows had no value or came after the 40th."""

    title: str
    bars: tuple[Bar, ...]
    left_out: int


def bars_of(rows: Rows) -> Bars:
    """The bars of an answer. Raises BadArgument where the question has no chart or the answer no number."""
    chart = rows.question.header.chart
    if chart is None:
        raise BadArgument(rows.question.name, "this question has no chart", "leave --chart out")
    drawn = [row for row in rows if isinstance(row[chart.value], int | Decimal)]
    if not drawn:
        raise BadArgument(rows.question.name, "the answer has no number to draw", "ask without --chart")
    same = [name for name in chart.labels if len({row[name] for row in drawn}) == 1] if len(drawn) > 1 else []
    labels = _labels(drawn, [name for name in chart.labels if name not in same])
    shown = [Bar(label, Decimal(str(row[chart.value]))) for label, row in zip(labels, drawn, strict=True)]
    column = next(each for each in rows.columns if each.name == chart.value)
    unit = f" ({column.unit})" if column.unit else ""
    summary = rows.question.header.summary
    of_all = _joined(drawn[0][name] for name in same)
    title = f"{summary.zh} {summary.en}: {column.label.zh} {column.label.en}{unit}{' · ' if of_all else ''}{of_all}"
    return Bars(title, tuple(shown[:_MOST]), len(rows) - len(shown[:_MOST]))


def _labels(rows: Sequence[Mapping[str, Cell]], names: Sequence[str]) -> list[str]:
    """The label of each row; two that are alike are told apart by year, scope and document, as far as it needs."""
    labels = [_joined(row[name] for name in names) for row in rows]
    for name in _APART:
        if len(set(labels)) == len(labels):
            break
        if name not in names and name in rows[0]:
            values = [str(row[name] or "").rpartition("/")[2][:_ENOUGH] for row in rows]
            labels = [_joined(pair) for pair in zip(labels, values, strict=True)]
    return labels


def _joined(values: Iterable[Cell]) -> str:
    return " ".join(str(value) for value in values if value not in (None, ""))


def figure(value: Decimal) -> str:
    """A number for reading: thousands separated, no exponent, no needless zeros.

    >>> figure(Decimal("1150000.50"))
    '1,150,000.5'
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_text(chart: Bars, width: int = 100) -> str:
    """Bars for a terminal of so many columns; Chinese characters count as two."""
    labels = [each.label for each in chart.bars]
    values = [figure(each.value) for each in chart.bars]
    left = min(max(map(_wide, labels)), width // 2)
    room = max(10, width - left - max(map(len, values)) - 4)
    longest = max((abs(each.value) for each in chart.bars), default=Decimal(0))
    lines = [chart.title]
    for label, value, bar in zip(labels, values, chart.bars, strict=True):
        length = int(abs(bar.value) * room / longest) if longest else 0
        mark = "-" if bar.value < 0 else "█"
        lines.append(f"{_fitted(label, left)}  {mark * length}{' ' if length else ''}{value}")
    if chart.left_out:
        lines.append(f"({chart.left_out} rows are not drawn)")
    return "\n".join(lines)


def as_svg(chart: Bars) -> str:
    """The bars as an SVG picture; all texts are escaped."""
    left = 30 + 8 * max(_wide(each.label) for each in chart.bars)
    room = 420
    longest = max((abs(each.value) for each in chart.bars), default=Decimal(0)) or Decimal(1)
    drawn = [
        {
            "label": each.label,
            "x": left,
            "y": 40 + 26 * at,
            "width": int(abs(each.value) * room / longest),
            "after": left + 6 + int(abs(each.value) * room / longest),
            "value": figure(each.value),
            "colour": "#b04a3a" if each.value < 0 else "#2f6f9f",
        }
        for at, each in enumerate(chart.bars)
    ]
    template = Environment(autoescape=True).from_string(_SVG)
    height = 50 + 26 * len(drawn)
    return template.render(title=chart.title, bars=drawn, left=left, width=left + room + 150, height=height)


CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
)
"""Fonts that have the characters of department names, the first that is installed is taken."""


def save(chart: Bars, target: Path) -> None:
    """Writes the chart as .svg, or as .png with matplotlib.

    Raises BadArgument for another ending, or where matplotlib or a font with Chinese characters is missing.
    """
    if target.suffix.lower() == ".svg":
        target.write_text(as_svg(chart), "utf-8")
    elif target.suffix.lower() == ".png":
        _save_png(chart, target)
    else:
        raise BadArgument(str(target), "a chart is written as .svg or .png", "give the file one of these endings")


def _save_png(chart: Bars, target: Path) -> None:
    try:
        figures = import_module("matplotlib.figure")
        settings = import_module("matplotlib")
        manager = import_module("matplotlib.font_manager")
    except ModuleNotFoundError as error:
        advice = "install it (pip install matplotlib), or ask for an .svg, which needs nothing"
        raise BadArgument(str(target), "a PNG needs matplotlib, which is not installed", advice) from error
    fonts = _chinese_fonts(manager.fontManager) or _chinese_fonts(_read_again(manager))
    if not fonts:
        advice = "install one (Debian: fonts-noto-cjk), or ask for an .svg, which needs none"
        raise BadArgument(str(target), "no font with Chinese characters is installed", advice)
    getLogger("matplotlib.font_manager").setLevel(ERROR)  # it tells of every weight that a font has not
    with settings.rc_context({"font.family": "sans-serif", "font.sans-serif": fonts}):
        drawn = figures.Figure(figsize=(10, 1 + 0.35 * len(chart.bars)), layout="constrained")
        axes = drawn.subplots()
        places = range(len(chart.bars))  # by number, not by label: bars of one label would stand on one another
        drawn_bars = axes.barh(places, [float(each.value) for each in chart.bars])
        axes.bar_label(drawn_bars, [figure(each.value) for each in chart.bars], padding=4)
        axes.set_yticks(places, [each.label for each in chart.bars])
        axes.ticklabel_format(axis="x", style="plain", useOffset=False)
        axes.margins(x=0.2)
        axes.invert_yaxis()
        axes.set_title(chart.title)
        drawn.savefig(target, dpi=144)


def _chinese_fonts(known: Any) -> list[str]:
    installed = {font.name for font in known.ttflist}
    return [name for name in CHINESE_FONTS if name in installed]


def _read_again(manager: Any) -> Any:
    """The fonts that came after matplotlib wrote its list of them, which it keeps for ever, are added."""
    known = {font.fname for font in manager.fontManager.ttflist}
    for path in sorted(set(manager.findSystemFonts()) - known):
        try:
            manager.fontManager.addfont(path)
        except (OSError, RuntimeError):  # a file that is no font, or one that matplotlib cannot read
            continue
    return manager.fontManager


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _fitted(text: str, width: int) -> str:
    """The text filled up to so many columns, aligned to the right, or cut in its middle: both ends tell bars apart."""
    kept = text
    at = len(text) // 2
    while _wide(kept) > width:
        text = text[: at - 1] + text[at:] if at > len(text) - at else text[:at] + text[at + 1 :]
        at = len(text) // 2
        kept = f"{text[:at]}…{text[at:]}"
    return " " * (width - _wide(kept)) + kept
