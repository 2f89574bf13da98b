"""The unit of a table that states none, where another table proves it: both print the same largest amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.recognise.model import Notice, RecognisedForm
from kg.text.numbers import Printed


def with_units(forms: Sequence[RecognisedForm]) -> tuple[RecognisedForm, ...]:
    """The forms; one without a unit takes that of the tables which print its largest amount, if they agree on one."""
    return tuple(form if form.caption.unit else _with_unit(form, forms) for form in forms)


def _with_unit(form: RecognisedForm, forms: Sequence[RecognisedForm]) -> RecognisedForm:
    largest = max(_amounts(form), key=lambda printed: abs(printed.value), default=None)
    if largest is None or not largest.value:
        return form
    proofs = {
        other.caption.unit: other
        for other in forms
        if other.caption.unit and any(printed.value == largest.value for printed in _amounts(other))
    }
    if len(proofs) != 1:
        return form
    unit, proof = proofs.popitem()
    what = f"the table states no unit; its largest amount {largest.text} stands in {proof.caption.title!r} in {unit}"
    notices = [notice for notice in form.notices if notice.code != "no-unit"]
    notices.append(Notice("unit-by-agreement", what, form.caption.title_source))
    return replace(form, caption=replace(form.caption, unit=unit), notices=tuple(notices))


def _amounts(form: RecognisedForm) -> Iterator[Printed]:
    return (number.printed for part in form.parts for row in part.rows for number in row.numbers)
