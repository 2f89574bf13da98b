"""All forms of a document: what is proven in one helps to place the amounts of the next, until nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.place.known import Known
from kg.place.links import Link, links
from kg.place.rows import Anchor, by_number, equations
from kg.place.tree import Solution, TreeRow, solve
from kg.recognise.model import Notice, Number, RecognisedForm, RecognisedPart, Row
from kg.text.numbers import UNITS

MAX_ROUNDS = 6


def place(forms: Sequence[RecognisedForm]) -> tuple[RecognisedForm, ...]:
    """The forms with every amount placed that can be proven; the others carry their candidates."""
    placed = tuple(forms)
    for _ in range(MAX_ROUNDS):
        known = Known(placed)
        after = tuple(_placed(form, known) for form in placed)
        if after == placed:
            break
        placed = after
    return placed


def _placed(form: RecognisedForm, known: Known) -> RecognisedForm:
    if not any(_open(part) for part in form.parts):
        return form
    unit = UNITS.get(form.caption.unit or "", Decimal(1))
    parts, notices = [], [each for each in form.notices if each.code != "contradiction"]
    for part in form.parts:
        solved, conflicts = _solved(form.key, part, known, unit) if _open(part) else (part, [])
        parts.append(solved)
        notices.extend(Notice("contradiction", text, form.caption.title_source) for text in conflicts)
    return replace(form, parts=tuple(parts), notices=tuple(notices))


def _open(part: RecognisedPart) -> bool:
    return any(number.column is None for row in part.rows for number in row.numbers)


def _solved(key: str, part: RecognisedPart, known: Known, unit: Decimal) -> tuple[RecognisedPart, list[str]]:
    scale = 10 ** max((number.printed.decimals for row in part.rows for number in row.numbers), default=0)
    width = len(part.columns)
    fitting = [at for at, row in enumerate(part.rows) if 0 < len(row.numbers) <= width]
    below: dict[int | None, list[int]] = defaultdict(list)
    for index, at in enumerate(fitting):
        if not part.rows[at].of_which:
            below[part.rows[at].parent].append(index)
    rows = [_tree_row(part.rows[at], tuple(below.get(at, ())), scale) for at in fitting]
    index_of = {at: index for index, at in enumerate(fitting)}
    anchors = [
        replace(anchor, row=index_of[anchor.row])
        for anchor in _anchors(key, part, known, scale / unit)
        if anchor.row in index_of
    ]
    solution = solve(rows, width, equations(part.columns), anchors)
    changed = dict(zip(fitting, _numbers(part, fitting, solution), strict=True))
    result = tuple(
        replace(row, numbers=changed[at]) if at in changed else _everywhere(row, width)
        for at, row in enumerate(part.rows)
    )
    return replace(part, rows=result), [_named(part, fitting, text) for text in solution.conflicts]


def _everywhere(row: Row, width: int) -> Row:
    """A row with more amounts than columns: nothing is known of any of them."""
    numbers = tuple(replace(number, candidates=tuple(range(width))) for number in row.numbers)
    return replace(row, numbers=numbers)


def _tree_row(row: Row, children: tuple[int, ...], scale: int) -> TreeRow:
    values = tuple(int(number.printed.value * scale) for number in row.numbers)
    columns = tuple(number.column for number in row.numbers if number.column is not None and not number.solved)
    return TreeRow(values, children, columns if len(columns) == len(values) else None)


def _anchors(key: str, part: RecognisedPart, known: Known, factor: Decimal) -> Iterator[Anchor]:
    index = {column.id: at for at, column in enumerate(part.columns)}
    for link in links():
        if link.form != key or link.side != part.side:
            continue
        if link.when and known.total(link.when[:1]) != known.total(link.when[1:]):
            continue
        columns = tuple(index[column] for column in link.columns if column in index)
        if not columns:
            continue
        for at, row in enumerate(part.rows):
            value = known.total(link.terms, row.code) if _meant(link, row) else None
            if value is not None and (value * factor) == int(value * factor):
                yield Anchor(at, columns, link.sign, int(value * factor))


def _meant(link: Link, row: Row) -> bool:
    if link.row == "any":
        return True
    if link.row == "code":
        return bool(row.code) and not row.project and not row.unit
    if link.row == "amounts":
        return row.kind == "amounts"
    return row.item == link.row or (link.row == "total" and row.kind == "total")


def _numbers(part: RecognisedPart, fitting: Sequence[int], solution: Solution) -> Iterator[tuple[Number, ...]]:
    for at, possible in zip(fitting, solution.possible, strict=True):
        row = part.rows[at]
        yield tuple(
            _number(number, columns)
            for number, columns in zip(row.numbers, by_number(possible, len(row.numbers)), strict=True)
        )


def _number(number: Number, columns: tuple[int, ...]) -> Number:
    if number.column is not None and not number.solved:
        return number
    if len(columns) == 1:
        return replace(number, column=columns[0], solved=True, candidates=())
    return replace(number, column=None, solved=False, candidates=columns)


def _named(part: RecognisedPart, fitting: Sequence[int], text: str) -> str:
    """The conflict with the row's own name in place of its index."""
    head, _, rest = text.partition(": ")
    row = part.rows[fitting[int(head.removeprefix("row "))]]
    return f"{row.code or row.label or row.kind}: {rest}"
