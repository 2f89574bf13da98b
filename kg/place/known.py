"""What the amounts already placed say: a table of known values by form, side, row and column, in yuan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.place.links import Term
from kg.recognise.model import RecognisedForm, RecognisedPart, Row
from kg.text.numbers import UNITS

EMPTY = frozenset({"empty-table", "not-arranged"})


class Known:
    """Values that other forms may rely on; what is not certain is not in it."""

    def __init__(self, forms: Sequence[RecognisedForm]) -> None:
        self._values: dict[tuple[str, str, str, str], Decimal] = {}
        self._complete: dict[tuple[str, str], bool] = {}
        self._empty = {form.key for form in forms if form.status in EMPTY}
        seen = [form.key for form in forms]
        for form in forms:
            if seen.count(form.key) == 1 and form.caption.unit in UNITS:
                for part in form.parts:
                    self._add(form, part, UNITS[form.caption.unit])

    def value(self, term: Term, code: str = "") -> Decimal | None:
        """The amount of a term, 0 where its form is empty or its cell known to be blank, None where unknown."""
        if term.form in self._empty:
            return Decimal(0)
        row = code if term.row == "code" else term.row
        found = self._values.get((term.form, term.side, row, term.column))
        if found is None and term.row == "code" and self._complete.get((term.form, term.side)):
            return Decimal(0)
        return found

    def total(self, terms: Sequence[Term], code: str = "") -> Decimal | None:
        """The sum of terms, None where one of them is unknown."""
        result = Decimal(0)
        for term in terms:
            value = self.value(term, code)
            if value is None:
                return None
            result += -value if term.minus else value
        return result

    def _add(self, form: RecognisedForm, part: RecognisedPart, unit: Decimal) -> None:
        for key, row in _keyed(part):
            if any(number.column is None for number in row.numbers):
                self._placed(form.key, part, key, row, unit)
            elif row.numbers or _blank_is_zero(part, row):
                self._row(form.key, part, key, row, unit)

    def _row(self, form: str, part: RecognisedPart, key: str, row: Row, unit: Decimal) -> None:
        printed = {number.column: number.printed.value * unit for number in row.numbers}
        for at, column in enumerate(part.columns):
            self._values[form, part.side, key, column.id] = printed.get(at, Decimal(0))

    def _placed(self, form: str, part: RecognisedPart, key: str, row: Row, unit: Decimal) -> None:
        for number in row.numbers:
            if number.column is not None:
                column = part.columns[number.column]
                self._values[form, part.side, key, column.id] = number.printed.value * unit


def _keyed(part: RecognisedPart) -> Iterator[tuple[str, Row]]:
    """The rows that can be referred to, each under its key; a key that stands twice is left out."""
    keys = [_key(row) for row in part.rows]
    counted = Counter(keys)
    for key, row in zip(keys, part.rows, strict=True):
        if key and counted[key] == 1:
            yield key, row


def _key(row: Row) -> str:
    if row.project or row.unit:
        return ""
    return row.item or row.code or ("total" if row.kind == "total" else "")


def _blank_is_zero(part: RecognisedPart, row: Row) -> bool:
    """A row without an amount is zero where its parent has none either, or its printed siblings make up the parent."""
    if row.parent is None:
        return False
    parent = part.rows[row.parent]
    if not parent.numbers:
        return False
    siblings = [
        each.numbers[0].printed.value
        for each in part.rows
        if each.parent == row.parent and each.numbers and each.of_which == row.of_which
    ]
    return sum(siblings, Decimal(0)) == parent.numbers[0].printed.value
