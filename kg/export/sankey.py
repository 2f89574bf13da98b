"""The Sankey picture of one document as SVG and as one HTML page that needs nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path

from kg.export.choosing import Told
from kg.export.files import check_xml
from kg.export.flows import Block, Flow, Node, blocks, concept
from kg.export.rows import fact_rows
from kg.export.sankey_layout import BAR, Band, Bar, layout
from kg.export.wholefile import Written, whole_file, written
from kg.store.embedded import EmbeddedStore

_WIDTH, _LEFT, _RIGHT = 1500.0, 290.0, 1110.0
_TITLE, _HEAD, _NOTE = 64.0, 46.0, 36.0
_COLOURS = (
    "#2b6cb0",
    "#2f855a",
    "#b7791f",
    "#805ad5",
    "#c05621",
    "#2c7a7b",
    "#b83280",
    "#4a5568",
    "#6b46c1",
    "#276749",
)
_UNSURE = "#9a9a9a"
_FONT = '"Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Zen Hei","Microsoft YaHei","PingFang SC",sans-serif'
_STYLE = (
    f"text{{font-family:{_FONT};font-size:13px;fill:#1a202c}}.en{{font-size:11px;fill:#4a5568}}"
    ".title{font-size:19px;font-weight:600}.head{font-size:15px;font-weight:600}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".band{fill-opacity:.38}.band:hover{fill-opacity:.75}.note{font-size:12px}"
)
_LARGE, _SMALL = 13.0, 11.0
"""The sizes of the two lines of a label; what has no room in the picture stands in its tooltip and in the table"""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a document and the blocks of its money."""

    told: Told
    blocks: tuple[Block, ...]


def picture(store: EmbeddedStore, told: Told, to: str = "project") -> Picture:
    """The picture of a document; `to` is `project` or `economic`. Raises BadArgument where nothing can be drawn."""
    return Picture(told, tuple(blocks(fact_rows(store, [told.document]), to)))


def export_picture(drawn: Picture, folder: Path) -> list[Written]:
    """Writes sankey.svg and sankey.html."""
    files = []
    for name, text in (("sankey.svg", svg(drawn)), ("sankey.html", html(drawn))):
        check_xml(drawn.told.document, text)
        with whole_file(folder / name) as out:
            out.write(text.encode())
        files.append(written(folder / name))
    return files


def svg(drawn: Picture) -> str:
    """The picture as one SVG; every amount is exact, in yuan, in labels and in tooltips."""
    parts, y = [], _TITLE
    for block in drawn.blocks:
        told = layout(block, _LEFT, _RIGHT)
        parts.append(f'<g transform="translate(0 {_px(y)})">')
        parts.append(_text(24, 18, block.zh, "head") + _text(24, 36, block.en, "en"))
        parts.append(f'<g transform="translate(0 {_px(_HEAD + 10)})">')
        colours = _colours(block)
        parts += [_band(band, block, colours) for band in told.bands]
        last = max(node.level for node in block.nodes.values())
        room = {0: _LEFT - 20, last: _WIDTH - _RIGHT - 20}
        between = (_RIGHT - _LEFT) / max(last, 1) - BAR - 16
        parts += [_bar(bar, colours, room.get(bar.node.level, between), last) for bar in told.bars]
        parts.append("</g>")
        top = _HEAD + 10 + told.height + 20
        for note in block.notes:
            parts.append(_text(24, top, note.zh, "note") + _text(24, top + 15, note.en, "en"))
            top += _NOTE
        parts.append("</g>")
        y += top + 20
    title = _text(24, 28, _title(drawn)[0], "title") + _text(24, 48, _title(drawn)[1], "en")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_px(_WIDTH)} {_px(y)}" width="{_px(_WIDTH)}" '
        f'height="{_px(y)}" role="img" aria-label="{escape(_title(drawn)[1])}">'
    )
    background = '<rect width="100%" height="100%" fill="#fff"/>'
    return "\n".join([head, f"<style>{_STYLE}</style>", background, title, *parts, "</svg>"]) + "\n"


def html(drawn: Picture) -> str:
    """The picture and, below it, every flow as a row of a table, in one page without scripts or outside files."""
    zh, en = _title(drawn)
    rows = "\n".join(row for block in drawn.blocks for row in _table(block))
    return f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{escape(zh)}</title>
<style>
body {{ margin: 0; background: #fff; color: #1a202c; font-family: {_FONT}; }}
svg {{ max-width: 100%; height: auto; display: block; }}
table {{ border-collapse: collapse; margin: 1em 24px; font-size: 14px; }}
th, td {{ border-bottom: 1px solid #cbd5e0; padding: 4px 10px; text-align: left; vertical-align: top; }}
td.amount {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
small {{ color: #4a5568; }} tr.unsure {{ color: #666; font-style: italic; }} p {{ margin: 1em 24px; font-size: 13px; }}
</style>
</head>
<body>
{svg(drawn)}
<table>
<thead><tr><th>从 <small>From</small></th><th>到 <small>To</small></th><th>金额（元） <small>Amount (CNY)</small></th>
<th>依据 <small>Stated by</small></th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<p>图中只画出各表并列公开的金额；未公开或列次未定的部分单独标明，不按比例分摊。
<small>Only what forms state side by side is drawn; what is not disclosed or not certain is a flow of its own, and
nothing is shared out in proportion. {escape(en)}: {escape(drawn.told.document)}</small></p>
</body>
</html>
"""


def _title(drawn: Picture) -> tuple[str, str]:
    told = drawn.told
    return (
        f"{told.department} {told.year} 年资金流向",
        f"{told.department}, {told.year}: where the money comes from and goes",
    )


def _table(block: Block) -> Iterator[str]:
    yield f'<tr><th colspan="4">{escape(block.zh)} <small>{escape(block.en)}</small></th></tr>'
    for flow in block.flows:
        ends = [block.nodes[key] for key in (flow.source, flow.target)]
        cells = "".join(f"<td>{escape(each.zh)} <small>{escape(each.en)}</small></td>" for each in ends)
        zh, en = _basis(flow)
        mark = "" if flow.form else ' class="unsure"'
        yield (
            f'<tr{mark}>{cells}<td class="amount">{_yuan(flow.amount)}</td>'
            f"<td>{escape(zh)} <small>{escape(en)}</small></td></tr>"
        )


def _basis(flow: Flow) -> tuple[str, str]:
    return concept("report-table", flow.form) if flow.form else ("差额", "difference of stated amounts")


def _colours(block: Block) -> dict[str, str]:
    named = [node for node in block.nodes.values() if not node.unsure]
    colours = {node.key: _COLOURS[number % len(_COLOURS)] for number, node in enumerate(sorted(named, key=_order))}
    return {key: colours.get(key, _UNSURE) for key in block.nodes}


def _order(node: Node) -> tuple[int, str]:
    return node.level, node.key


def _band(band: Band, block: Block, colours: dict[str, str]) -> str:
    middle, t = (band.x0 + band.x1) / 2, band.thickness
    path = (
        f"M{_px(band.x0)} {_px(band.y0)}C{_px(middle)} {_px(band.y0)} {_px(middle)} {_px(band.y1)} {_px(band.x1)} "
        f"{_px(band.y1)}v{_px(t)}C{_px(middle)} {_px(band.y1 + t)} {_px(middle)} {_px(band.y0 + t)} {_px(band.x0)} "
        f"{_px(band.y0 + t)}z"
    )
    giver, taker = block.nodes[band.flow.source], block.nodes[band.flow.target]
    zh, en = _basis(band.flow)
    words = f"{giver.zh} → {taker.zh}\n{_yuan(band.flow.amount)} 元 CNY\n{zh} · {en}"
    # a band that no form states is grey
    colour = _UNSURE if not band.flow.form else colours[band.flow.source if not giver.unsure else band.flow.target]
    return f'<path class="band" d="{path}" fill="{colour}"><title>{escape(words)}</title></path>'


def _bar(bar: Bar, colours: dict[str, str], room: float, last: int) -> str:
    node, middle = bar.node, bar.y + bar.height / 2
    if node.level == 0:
        x, anchor = bar.x - 8, "end"
    else:
        x, anchor = bar.x + BAR + 8, "start"
    halo = "" if node.level in (0, last) else " halo"
    second = " · ".join(filter(None, (node.en, f"{_yuan(bar.amount)} 元")))
    whole = escape(f"{node.zh}\n{second}")
    return (
        f'<g class="node" data-key="{escape(node.key)}" data-amount="{bar.amount:f}">'
        f'<rect x="{_px(bar.x)}" y="{_px(bar.y)}" width="{_px(BAR)}" height="{_px(bar.height)}" '
        f'fill="{colours[node.key]}"/>'
        f"{_text(x, max(middle, bar.y + 7) - 3, _cut(node.zh, room / _LARGE), f'zh{halo}', anchor)}"
        f"{_text(x, max(middle, bar.y + 7) + 12, _cut(second, room / _SMALL, True), f'en{halo}', anchor)}"
        f"<title>{whole}</title></g>"
    )


def _cut(text: str, longest: float, keep_end: bool = False) -> str:
    """A label of so many widths of a Chinese character; of one that ends with an amount never the amount goes."""
    if _width(text) <= longest:
        return text
    words, dot, amount = text.rpartition(" · ") if keep_end else (text, "", "")
    if keep_end and not dot:
        return text
    while words and _width(f"{words}…{dot}{amount}") > longest:
        words = words[:-1]
    return f"{words}…{dot}{amount}"


def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(each) in "WF" else 0.52 for each in text)


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text x="{_px(x)}" y="{_px(y)}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def _yuan(amount: Decimal) -> str:
    return f"{amount:,f}"


def _px(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
