"""The picture of the model as SVG, drawn from boxes on a grid and arrows between neighbours."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 196, 96
_GAP_X, _GAP_Y, _MARGIN = 104, 60, 12


@dataclass(frozen=True, slots=True)
class Box:
    """One class: its name, its Chinese label, its place on the grid, the lines below the title."""

    name: str
    zh: str
    column: int
    row: int
    lines: tuple[str, ...]

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box in pixels."""
        left = _MARGIN + self.column * (WIDTH + _GAP_X)
        top = _MARGIN + self.row * (HEIGHT + _GAP_Y)
        return left + WIDTH / 2, top + HEIGHT / 2


def picture_text(folder: Path) -> str:
    """The SVG for the `picture.toml` of an `ontology` folder; colours follow the page's text colour."""
    with (folder / "sources" / "picture.toml").open("rb") as handle:
        table = tomllib.load(handle)
    boxes = {row["name"]: _placed(row["name"], row["zh"], row["at"], row["lines"]) for row in table["box"]}
    width = max(box.centre[0] for box in boxes.values()) + WIDTH / 2 + _MARGIN
    height = max(box.centre[1] for box in boxes.values()) + HEIGHT / 2 + _MARGIN
    arrows = [_arrow(boxes[row["from"]], boxes[row["to"]], row["label"]) for row in table["arrow"]]
    return "\n".join([_open(width, height), *arrows, *(_box(box) for box in boxes.values()), "</svg>", ""])


def _placed(name: str, zh: str, at: list[int], lines: list[str]) -> Box:
    column, row = at
    return Box(name, zh, column, row, tuple(lines))


def _open(width: float, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        'aria-label="The classes of the budget ontology and how they are tied" '
        'fill="none" stroke="currentColor" font-family="sans-serif" font-size="12">\n'
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto">'
        '<path d="M0 1 L9 5 L0 9" /></marker></defs>'
    )


def _box(box: Box) -> str:
    x, y = box.centre
    left, top = x - WIDTH / 2, y - HEIGHT / 2
    link = box.name if ":" not in box.name else ""
    rect = f'<rect x="{left:g}" y="{top:g}" width="{WIDTH}" height="{HEIGHT}" rx="6" />'
    title = _text(x, top + 18, f"{box.name} {box.zh}", "bold")
    lines = [_text(x, top + 40 + 17 * at, line, "normal") for at, line in enumerate(box.lines)]
    inside = "\n".join([rect, title, *lines])
    return f'<a href="#{escape(link)}">\n{inside}\n</a>' if link else inside


def _arrow(start: Box, end: Box, label: str) -> str:
    x1, y1 = _edge(start, end)
    x2, y2 = _edge(end, start)
    line = f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" marker-end="url(#tip)" />'
    if y1 == y2:
        return f"{line}\n{_text((x1 + x2) / 2, y1 - 6, label, 'normal')}"
    return f"{line}\n{_text((x1 + x2) / 2 + 6, (y1 + y2) / 2 + 4, label, 'normal', 'start')}"


def _edge(box: Box, other: Box) -> tuple[float, float]:
    """Where the line to the other box leaves this one."""
    x, y = box.centre
    dx, dy = other.centre[0] - x, other.centre[1] - y
    scale = min(WIDTH / 2 / abs(dx) if dx else 1.0, HEIGHT / 2 / abs(dy) if dy else 1.0)
    return round(x + dx * scale, 1), round(y + dy * scale, 1)


def _text(x: float, y: float, text: str, weight: str, anchor: str = "middle") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-weight="{weight}" fill="currentColor" '
        f'stroke="none">{escape(text)}</text>'
    )
