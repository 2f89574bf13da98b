"""Recognised and placed forms to facts: dimensions, exact amounts, keys that name a cell for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kg.provenance import Source
from kg.recognise.description import Column
from kg.recognise.model import Number, RecognisedForm, RecognisedPart, Row
from kg.records.model import CellPlace, Fact, FormRecord, RowMeaning, Unplaced
from kg.text.numbers import UNITS
from kg.text.width import narrow, squeeze


def form_record(form: RecognisedForm, index: int) -> FormRecord:
    """The record of one form.

    Amounts without a unit are none (there is no value to state), nor are those of a row that names nothing known:
    without its name an amount would pass for a total. Findings tell them.
    """
    facts: list[Fact] = []
    unplaced: list[Unplaced] = []
    unit = UNITS.get(form.caption.unit or "")
    for part in form.parts:
        for fact in _amounts(form, part, index, unit) if unit is not None else ():
            if isinstance(fact, Fact):
                facts.append(fact)
            else:
                unplaced.append(fact)
    return FormRecord(
        key=form.key,
        index=index,
        title=squeeze(form.caption.title),
        title_source=form.caption.title_source,
        number=squeeze(form.caption.number).rstrip(":") if form.caption.number else None,
        unit=form.caption.unit,
        compiler=form.caption.compiler,
        layout=form.layout,
        status=form.status,
        statement=squeeze_text(form.statement) if form.statement else None,
        statement_source=form.statement,
        facts=tuple(facts),
        unplaced=tuple(unplaced),
    )


def squeeze_text(source: Source) -> str:
    """A wrapped sentence on one line, its characters as printed."""
    return "".join("".join(span.text.split()) for span in source.spans)


def _amounts(form: RecognisedForm, part: RecognisedPart, index: int, unit: Decimal) -> Iterator[Fact | Unplaced]:
    present = frozenset(column.id for column in part.columns)
    title_dims = _title_dims(form)
    for at, meaning in enumerate(_meanings(part)):
        row = part.rows[at]
        if row.kind == "unknown":
            continue
        for order, number in enumerate(row.numbers):
            if number.column is None:
                yield _unplaced(form, part, meaning, number, order, present, index, at, unit)
                continue
            column = part.columns[number.column]
            yield Fact(
                form=form.key,
                side=part.side,
                row=meaning,
                column_key=column.id,
                column_dims={**form.form.default_dims, **title_dims, **column.dims_among(present)},
                amount=number.printed.amount(unit),
                printed=number.printed.text,
                precision=number.printed.precision(unit),
                row_role=row.role,
                column_role=_column_role(column, present),
                solved=number.solved,
                cell=CellPlace(number.source, index, at + 1, number.column + 1),
            )


def _unplaced(
    form: RecognisedForm,
    part: RecognisedPart,
    meaning: RowMeaning,
    number: Number,
    order: int,
    present: frozenset[str],
    index: int,
    at: int,
    unit: Decimal,
) -> Unplaced:
    columns = [part.columns[each] for each in number.candidates or range(len(part.columns))]
    return Unplaced(
        form=form.key,
        side=part.side,
        row=meaning,
        amount=number.printed.amount(unit),
        printed=number.printed.text,
        precision=number.printed.precision(unit),
        candidates=tuple((column.id, column.dims_among(present)) for column in columns),
        order=order,
        cell=CellPlace(number.source, index, at + 1, None),
    )


def _column_role(column: Column, present: frozenset[str]) -> str:
    if column.of_which:
        return "of-which"
    return "subtotal" if any(part in present for part in column.sum) else "leaf"


def _title_dims(form: RecognisedForm) -> Mapping[str, str]:
    """Dimensions that the title gives where no column tells them (一般公共预算“三公”经费)."""
    title = narrow(squeeze(form.caption.title))
    columns = [column for part in form.parts for column in part.columns]
    for words, dims in form.form.title_dims.items():
        if words in title and not any(set(dims) & set(column.dims) for column in columns):
            return dims
    return {}


def _meanings(part: RecognisedPart) -> Iterator[RowMeaning]:
    """The meaning of each row; a key that stands twice gets its count behind it."""
    seen: dict[str, int] = {}
    for row in part.rows:
        key = _row_key(row)
        seen[key] = seen.get(key, 0) + 1
        yield _meaning(part, row, key if seen[key] == 1 else f"{key}~{seen[key]}")


def _row_key(row: Row) -> str:
    pieces = [squeeze(row.unit)] if row.unit else []
    if row.kind == "purchase":
        named = (*row.dims.values(), row.project, row.texts.get("article", ""))
        return "/".join(squeeze(name) for name in named if name) or squeeze(row.label)
    if row.kind == "total":
        pieces.append("total")
    elif row.item:
        pieces.append(row.item)
    elif row.code:
        pieces.append(row.code)
    if row.project:
        pieces.append(squeeze(row.project))
    if not pieces:
        pieces.append(row.kind if row.kind not in ("unknown", "named") else squeeze(row.label) or row.kind)
    return "/".join(pieces)


def _meaning(part: RecognisedPart, row: Row, key: str) -> RowMeaning:
    function = row.code if part.classification == "function" else ""
    economic = row.code if part.classification == "economic-department" else ""
    return RowMeaning(
        key=key,
        label=row.label.strip(),
        dims=dict(row.dims),
        function=function,
        economic=economic,
        project=row.project.strip(),
        budget_unit=squeeze(row.unit),
        texts=row.texts,
    )
