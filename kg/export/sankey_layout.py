"""Where the bars and bands of a Sankey picture stand: pure geometry, in pixels."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from kg.export.flows import Block, Flow, Node

BAR = 14.0
_SLOT = 40.0
"""Room for the two lines of a label, however small its amount"""
_TALLEST = 420.0
_THINNEST = 1.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One node: its upper left corner, its height, what flows through it."""

    node: Node
    x: float
    y: float
    height: float
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """One flow: from (x0, y0) to (x1, y1), both its upper edge, and its thickness."""

    flow: Flow
    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture of a certain height."""

    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    height: float


def layout(block: Block, left: float, right: float) -> Layout:
    """Bars in columns between two edges, each in a slot of its own so that labels never meet.

    Columns keep their order: sources and functions that of their codes, uses that of the functions they hang on.
    """
    amounts = {key: _through(block, key) for key in block.nodes}
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in block.nodes.values():
        columns[node.level].append(node)
    scale = _TALLEST / float(max(sum(amounts[node.key] for node in column) for column in columns.values()))
    slots = {key: max(float(amount) * scale + 12.0, _SLOT) for key, amount in amounts.items()}
    tallest = max(sum(slots[node.key] for node in column) for column in columns.values())
    bars: dict[str, Bar] = {}
    for level in sorted(columns):
        x = left + (right - left - BAR) * level / max(max(columns), 1)
        # shorter columns stand in the middle
        y = (tallest - sum(slots[node.key] for node in columns[level])) / 2
        for node in sorted(columns[level], key=lambda node: _rank(node, block, bars)):
            height = max(float(amounts[node.key]) * scale, _THINNEST)
            bars[node.key] = Bar(node, x, y, height, amounts[node.key])
            y += slots[node.key]
    return Layout(tuple(bars.values()), tuple(_bands(block, bars, scale)), tallest)


def _through(block: Block, key: str) -> Decimal:
    into = sum((flow.amount for flow in block.flows if flow.target == key), Decimal(0))
    out = sum((flow.amount for flow in block.flows if flow.source == key), Decimal(0))
    return max(into, out)


def _rank(node: Node, block: Block, bars: dict[str, Bar]) -> tuple[bool, float, str]:
    """What is not told stands last; the last column follows the bars it hangs on."""
    if node.level == 0 or node.key.startswith("function/"):
        return node.unsure, 0.0, node.key
    givers = [bars[flow.source].y for flow in block.flows if flow.target == node.key]
    return node.unsure, sum(givers) / len(givers) if givers else 0.0, node.key


def _bands(block: Block, bars: dict[str, Bar], scale: float) -> list[Band]:
    """Bands leave and enter bars in the order of the bars at their other ends, so that few cross."""
    leave: dict[str, float] = defaultdict(float)
    starts: dict[int, float] = {}
    order = sorted(range(len(block.flows)), key=lambda at: bars[block.flows[at].target].y)
    for at in order:
        flow = block.flows[at]
        starts[at] = bars[flow.source].y + leave[flow.source]
        leave[flow.source] += float(flow.amount) * scale
    enter: dict[str, float] = defaultdict(float)
    bands = []
    for at in sorted(range(len(block.flows)), key=lambda at: bars[block.flows[at].source].y):
        flow = block.flows[at]
        giver, taker = bars[flow.source], bars[flow.target]
        y1 = taker.y + enter[flow.target]
        enter[flow.target] += float(flow.amount) * scale
        thickness = max(float(flow.amount) * scale, _THINNEST)
        bands.append(Band(flow, giver.x + BAR, starts[at], taker.x, y1, thickness))
    return bands
