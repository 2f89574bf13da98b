"""A first description of a table that no description fits, to be completed by a person (`kg inspect --draft`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from kg.codes.lists import code_list, editions
from kg.recognise.model import UnknownTable
from kg.recognise.unknown import header_rows
from kg.tables.grid import Cell
from kg.text.numbers import read_number
from kg.text.width import squeeze

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}\Z")
_SCHEMES = ("function", "economic-department")


def draft(table: UnknownTable) -> str:
    """The table as a form description: its title, its columns with the words over them, a guess at how to read it.

    What only a person can tell (the form's key, what each column means) is left as `?`.
    """
    body = table.grid.rows[header_rows(table.grid) :]
    columns = list(zip(*(_padded(row, table.grid.width) for row in body), strict=True)) if body else []
    codes = {at for at, cells in enumerate(columns) if _mostly(cells, lambda text: bool(_CODE.match(text)))}
    numbers = {at for at, cells in enumerate(columns) if at not in codes and _mostly(cells, _is_number)}
    kind = "coded" if codes else "one-row" if len(numbers) == len(columns) else "items"
    lines = [
        f"# Drafted from a table of {len(body)} rows; every ? has to be answered.",
        'key = "?"',
        f"titles = [{_text(table.title or '?')}]",
        "",
        "[[layouts]]",
        'name = "?"',
        f'kind = "{kind}"',
        "",
        "[[layouts.parts]]",
    ]
    if codes:
        lines.append(f"classification = {_text(_scheme(columns[min(codes)]))}")
    named = [at for at in range(len(columns)) if at not in numbers]
    keys = [_key(table, at, at in codes, kind) for at in named]
    lines += ["keys = [", *keys, "]", "columns = [", *(_column(table, at) for at in sorted(numbers)), "]"]
    if kind == "items" and named:
        names = dict.fromkeys(squeeze(cell.text) for cell in columns[named[0]] if cell is not None)
        items = [f'  {{ id = "?", labels = [{_text(name)}], dims = {{}} }},' for name in names if name]
        lines += ["items = [", *items, "]"]
    return "\n".join(lines) + "\n"


def _padded(row: Sequence[Cell | None], width: int) -> list[Cell | None]:
    return [*row, *([None] * (width - len(row)))]


def _is_number(text: str) -> bool:
    return read_number(text) is not None


def _mostly(cells: Sequence[Cell | None], test: Callable[[str], bool]) -> bool:
    """Whether more than half of what is printed in a column passes a test."""
    texts = [squeeze(cell.text) for cell in cells if cell is not None and squeeze(cell.text)]
    return bool(texts) and sum(test(text) for text in texts) * 2 > len(texts)


def _scheme(cells: Sequence[Cell | None]) -> str:
    """The classification that lists most of the codes."""
    codes = [squeeze(cell.text) for cell in cells if cell is not None]
    listed = {scheme: code_list(scheme, editions(scheme)[-1]) for scheme in _SCHEMES}
    return max(_SCHEMES, key=lambda scheme: sum(listed[scheme].get(code) is not None for code in codes))


def _words(table: UnknownTable, at: int) -> tuple[str, list[str]]:
    path = [squeeze(word) for word in table.header[at]] if at < len(table.header) else []
    return (path[-1], path[:-1]) if path else ("?", [])


def _key(table: UnknownTable, at: int, is_code: bool, kind: str) -> str:
    label, groups = _words(table, at)
    role = "code" if is_code else "name" if kind == "coded" else "label"
    return f'  {{ role = "{role}", labels = [{_text(label)}]{_groups(groups)} }},'


def _column(table: UnknownTable, at: int) -> str:
    label, groups = _words(table, at)
    return f'  {{ id = "?", labels = [{_text(label)}]{_groups(groups)}, dims = {{}} }},'


def _groups(groups: Sequence[str]) -> str:
    return f", groups = [{', '.join(map(_text, groups))}]" if groups else ""


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
