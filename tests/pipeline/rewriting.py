"""Ways to print the same document otherwise: what a reader of its amounts must not notice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise

from kg.text.width import squeeze
from tests.pipeline import seeds

TABLES = {"000": (80, 813), "002": (35, 860)}
"""the lines of the documents without columns on which their forms stand"""
_FIXED = re.compile(r"表\d+|.{0,14}(?:情况表|明细表)|.*单位[:：]万元|.*部分.*|.*(?:为空表|没有使用).*")
_AMOUNT = re.compile(r"\d+\.\d\d")


def full_width(text: str) -> str:
    """Every half-width sign as a full-width one."""
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def _in_tables(number: str, change: Callable[[list[str]], list[str]]) -> str:
    lines = seeds.seed(number).split("\n")
    begin, end = TABLES[number]
    return "\n".join([*lines[: begin - 1], *change(lines[begin - 1 : end]), *lines[end:]])


def fixed(line: str) -> bool:
    """Lines that are never joined or parted: titles, captions, statements."""
    return _FIXED.fullmatch(squeeze(line)) is not None


def parted_at_blanks(number: str, share: float, seed: int) -> str:
    """Lines of tables parted at some of their blanks."""
    chance = random.Random(seed)

    def change(lines: list[str]) -> list[str]:
        return [
            line if fixed(line) else "".join("\n" if c == " " and chance.random() < share else c for c in line)
            for line in lines
        ]

    return _in_tables(number, change)


def lines_joined(number: str, share: float, seed: int) -> str:
    """Lines of tables put together with a blank."""
    chance = random.Random(seed)

    def change(lines: list[str]) -> list[str]:
        result: list[str] = []
        after_fixed = True
        for line in filter(str.strip, lines):
            if fixed(line) or after_fixed or chance.random() >= share:
                result.append(line)
            else:
                result[-1] += " " + line
            after_fixed = fixed(line)
        return result

    return _in_tables(number, change)


def names_parted(number: str, share: float, seed: int) -> str:
    """Long names of rows broken in two lines."""
    chance = random.Random(seed)

    def broken(found: re.Match[str]) -> str:
        at = chance.randrange(1, len(found[0]))
        return f"{found[0][:at]}\n{found[0][at:]}" if chance.random() < share else found[0]

    def change(lines: list[str]) -> list[str]:
        return [
            line if fixed(line) or not _AMOUNT.search(line) else re.sub(r"[\u4e00-\u9fff（）]{4,}", broken, line)
            for line in lines
        ]

    return _in_tables(number, change)


def amounts_broken(number: str, share: float, seed: int, how: str) -> str:
    """Amounts broken in two lines: before or after the point, behind the first decimal, or before it (whole)."""
    chance = random.Random(seed)

    def broken(found: re.Match[str]) -> str:
        whole, decimals = found[0].split(".")
        if chance.random() >= share or (how == "whole" and len(whole) == 1):
            return found[0]
        return {
            "before": f"{whole}\n.{decimals}",
            "after": f"{whole}.\n{decimals}",
            "middle": f"{whole}.{decimals[0]}\n{decimals[1]}",
            "whole": f"{whole[:-1]}\n{whole[-1]}.{decimals}",
        }[how]

    return _in_tables(number, lambda lines: [line if fixed(line) else _AMOUNT.sub(broken, line) for line in lines])


def with_page_marks(number: str, mark: str, share: float, seed: int) -> str:
    """Page marks between lines of the tables; `#` in the mark stands for a number."""
    chance = random.Random(seed)

    def change(lines: list[str]) -> list[str]:
        result = []
        for line in lines:
            result.append(line)
            if chance.random() < share:
                result.append(mark.replace("#", str(chance.randrange(1, 60))))
        return result

    return _in_tables(number, change)


def forms_apart(number: str) -> tuple[list[str], list[list[str]], list[str], list[str]]:
    """The lines before the forms, those of each form with its number above, those behind; the keys of the forms."""
    lines = seeds.seed(number).split("\n")
    starts = []
    forms = seeds.unchanged(number).forms
    for form in forms:
        title = form.title_source.line - 1
        above = title - 1
        while above > 0 and not lines[above].strip():
            above -= 1
        numbered = re.fullmatch(r"表(?:\d+|[一二三四五六七八九十]+[：:])", squeeze(lines[above]))
        starts.append(above if numbered else title)
    end = next(at for at in range(starts[-1], len(lines)) if "第三部分" in lines[at])
    bounds = [*starts, end]
    chunks = [lines[a:b] for a, b in pairwise(bounds)]
    return lines[: starts[0]], chunks, lines[end:], [form.key for form in forms]


def columns_swapped(lines: list[str], first: int, second: int) -> list[str]:
    """Tabbed lines with two columns in each other's place; the row that numbers the columns stays."""
    result = []
    for line in lines:
        cells = line.split("\t")
        if "\t" in line and "※" not in line and len(cells) > max(first, second):
            cells[first], cells[second] = cells[second], cells[first]
        result.append("\t".join(cells))
    return result
