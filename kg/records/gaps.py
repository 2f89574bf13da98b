"""What the reading of a document lacks: headers, rows and columns not understood, signs that the text was cut.

What a disclosure itself contradicts or does not explain (sums, statements, forms that stand twice) the shapes say, and
only they.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.recognise.model import RecognisedForm, RecognisedPart, Row
from kg.recognise.templates import templates
from kg.records.model import Finding, Header

_SEVERITY = {
    "unknown-header": "violation",
    "unknown-row": "violation",
    "unread-amount": "violation",
    "unknown-column": "violation",
    "contradiction": "violation",
    "several-units": "violation",
    "no-unit": "violation",
    "not-a-number": "warning",
    "not-a-code": "warning",
    "code-completed": "info",
    "unit-by-agreement": "info",
    "unknown-name": "warning",
    "name-boundary": "warning",
    "stray-text": "warning",
}


def findings(header: Header, forms: Sequence[RecognisedForm]) -> Iterator[Finding]:
    """Every finding on a document's forms."""
    yield from _missing(header, forms)
    for form in forms:
        for notice in form.notices:
            severity = _SEVERITY.get(notice.code, "warning")
            yield Finding(notice.code, severity, notice.message, notice.source, form.key)
        yield from _without_reason(form)
        for part in form.parts:
            yield from _without_total(form, part)
            yield from _without_row(form, part)
            if part.aside:
                yield from _open_aside(form, part)


def _missing(header: Header, forms: Sequence[RecognisedForm]) -> Iterator[Finding]:
    if header.fiscal_year is None:
        yield Finding("no-fiscal-year", "violation", "the document names no fiscal year, or several equally often")
    if not header.department:
        yield Finding("no-department", "violation", "no table names the department that compiled it")
    found = {form.key for form in forms}
    template = next((each for each in templates() if each.key == header.template), None)
    for key in template.forms if template else ():
        if key not in found:
            yield Finding("form-missing", "violation", f"the form {key!r} of {header.template} is missing", None, key)
    if template is None:
        yield from _few_forms(found)


def _few_forms(found: set[str]) -> Iterator[Finding]:
    """A document with a part of a family's forms: it may have been cut, or be of a family not known here."""
    if any(found < set(each.forms) for each in templates()):
        names = ", ".join(sorted(found))
        message = f"only these forms were found: {names}; every family that has them has more: the document may be cut"
        yield Finding("forms-incomplete", "violation", message)


def _without_reason(form: RecognisedForm) -> Iterator[Finding]:
    """A form that prints no amount and no statement why: it may be blank, or have been cut."""
    if form.statement is None and form.status != "disclosed":
        message = "the form prints neither amounts nor a statement why there are none"
        yield Finding("no-amounts", "warning", message, form.caption.title_source, form.key)


def _without_total(form: RecognisedForm, part: RecognisedPart) -> Iterator[Finding]:
    """Rows without the total that every form of rows prints: the table may have been cut."""
    filled = [row for row in part.rows if row.numbers]
    if part.aside or not filled or any(row.role == "total" or row.kind in ("total", "amounts") for row in filled):
        return
    side = f" of its {part.side} side" if part.side else ""
    last = filled[-1].numbers[-1].source
    message = f"no total{side} was found: the table may be cut behind line {last.line}"
    yield Finding("no-total", "violation", message, last, form.key)


def _without_row(form: RecognisedForm, part: RecognisedPart) -> Iterator[Finding]:
    """Amounts of rows that name nothing known: they are told here and nowhere else."""
    for row in part.rows:
        if row.kind == "unknown" and row.numbers:
            printed = ", ".join(number.printed.text for number in row.numbers)
            message = f"nothing tells the row of these amounts ({row.label.strip()!r}): {printed}"
            yield Finding("amounts-without-row", "violation", message, row.numbers[0].source, form.key)


def _open_aside(form: RecognisedForm, aside: RecognisedPart) -> Iterator[Finding]:
    """A part that lists the same money once more makes up the first total of the part beside it."""
    rows = [row for row in aside.rows if row.numbers]
    for part in form.parts:
        total = next((row for row in part.rows if row.role in ("subtotal", "total") and row.numbers), None)
        if part.side != aside.side or part.aside or total is None or not rows or any(map(_lost, [*rows, total])):
            continue
        values = [number.printed.value for row in rows for number in row.numbers]
        yield from _difference(form, total, values)


def _difference(form: RecognisedForm, row: Row, values: list[Decimal]) -> Iterator[Finding]:
    number = next(each for each in row.numbers if each.column == 0)
    half = Decimal(1).scaleb(-number.printed.decimals) / 2
    summed = sum(values, Decimal(0))
    difference = number.printed.value - summed
    if abs(difference) > half * (sum(value != 0 for value in values) + 1):
        name = row.code or row.label or row.kind
        message = (
            f"{name}: {number.printed.text} is printed, the rows beside it make {summed} (difference {difference})"
        )
        yield Finding("sum-aside", "violation", message, number.source, form.key)


def _lost(row: Row) -> bool:
    return any(number.column is None for number in row.numbers)
