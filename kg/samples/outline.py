"""A whole disclosure as blocks in reading order, before it is printed in any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.samples.goals import goal_sheets
from kg.samples.model import Budget
from kg.samples.narrative import glossary, narrative, overview
from kg.samples.table import Table
from kg.samples.tables import tables

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the cover, 1 a part, 2 a section."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """One entry of the table of contents."""

    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form under its number."""

    number: int
    table: Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text without amounts to place: its title, the line under it, and its rows of cells."""

    title: str
    subtitle: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Contents | Form | Sheet
Blocks = tuple[Block, ...]


def outline(budget: Budget) -> Blocks:
    """Cover, contents, overview, forms, narrative with the goal tables, glossary, signature."""
    return tuple(_blocks(budget))


def _blocks(budget: Budget) -> Iterator[Block]:
    word, year = budget.scope_word, budget.year
    forms = tables(budget)
    yield Heading(budget.department, 0)
    yield Heading(f"{year} 年{word}预算公开", 0)
    yield Heading("目 录", 1)
    yield Contents(f"第一部分 {year} 年{budget.department}概况")
    yield Contents(f"第二部分 {year} 年{word}预算公开表")
    for numeral, table in zip(NUMERALS, forms, strict=False):
        yield Contents(f"{numeral}、{table.title}")
    yield Contents(f"第三部分 {year} 年{word}预算情况说明")
    yield Contents("第四部分 名词解释")
    yield Heading(f"第一部分 {year} 年{budget.department}概况", 1)
    yield from _prose(overview(budget))
    yield Heading(f"第二部分 {year} 年{word}预算公开表", 1)
    for number, table in enumerate(forms, start=1):
        yield Form(number, table)
    yield Heading(f"第三部分 {year} 年{word}预算情况说明", 1)
    yield from _prose(narrative(budget))
    for title, rows in goal_sheets(budget):
        yield Sheet(title, f"（{year} 年）", rows)
    yield Text("（五）其他需要说明的事项")
    yield Text("没有其他需要说明的事项。")
    yield Heading("第四部分 名词解释", 1)
    yield from _prose(glossary())
    yield Text(budget.department)
    yield Text(f"{year} 年 2 月 {budget.seed % 27 + 1} 日")


def _prose(paragraphs: list[str]) -> Iterator[Block]:
    for text in paragraphs:
        heading = text[:1] in NUMERALS[:10] and "、" in text[:3] and not text.endswith("。")
        yield Heading(text, 2) if heading else Text(text)
