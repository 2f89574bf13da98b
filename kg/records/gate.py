"""Amounts read from a picture become facts only where arithmetic of the document confirms the reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.codes.lists import code_list, editions
from kg.provenance import Source
from kg.recognise.items import bare_label
from kg.records.model import Fact, Finding, FormRecord, Unplaced
from kg.text.width import skeleton, squeeze

_SCHEMES = {"function": "function", "economic": "economic-department"}
_LEAST_DIGITS = 3
"""Equal amounts of fewer digits may be equal by chance."""
_BEHIND = 1000
"""Added to the place of a withheld amount in its row, so that it is not taken for one whose column is lost."""


def gated(forms: Sequence[FormRecord]) -> tuple[FormRecord, ...]:
    """The forms, each amount that was read from a picture and is confirmed by nothing moved to the unplaced ones.

    A reading is confirmed by a sum down a column or across a row that holds to the last digit, or by the same amount
    for the same code (or total) in another form. An amount of a row whose code and name do not belong together stays
    unconfirmed whatever it adds up to, and so does a form whose unit no other form shares or bears out.
    """
    facts = [fact for form in forms for fact in form.facts]
    if not any(fact.cell.source.optical for fact in facts):
        return tuple(forms)
    equal = set(_equal_elsewhere(facts))
    confirmed = {*_in_sums(facts), *equal}
    doubtful = _forms_of_doubtful_unit(forms, {key[0] for key in equal})
    return tuple(_split(form, confirmed, form.index in doubtful) for form in forms)


def gate_findings(forms: Sequence[FormRecord], texts: Iterable[Source]) -> Iterator[Finding]:
    """What was withheld, form by form; and that nothing was stated from `texts`, lines of pages that are pictures."""
    for form in forms:
        withheld = [amount for amount in form.unplaced if amount.unconfirmed]
        if withheld:
            printed = ", ".join(amount.printed for amount in withheld[:8]) + (", …" if len(withheld) > 8 else "")
            message = f"{len(withheld)} amounts were read from a picture and no sum confirms them: {printed}"
            yield Finding("reading-unconfirmed", "warning", message, withheld[0].cell.source, form.key)
    first = next(iter(texts), None)
    if first is not None:
        message = "text was read from pictures: its numbers are counted, but no claim, figure or goal is stated from it"
        yield Finding("text-from-picture", "warning", message, first)


Key = tuple[int, str, str, str]
"""table, side, row, column of a fact"""


def _key(fact: Fact) -> Key:
    return fact.cell.table, fact.side, fact.row.key, fact.column_key


def _in_sums(facts: Sequence[Fact]) -> Iterator[Key]:
    """The facts of every sum that holds exactly and is not zero."""
    by_key: dict[Key, list[Fact]] = defaultdict(list)
    parts: dict[tuple[str, Key], list[Fact]] = defaultdict(list)
    for fact in facts:
        table, side, row, column = _key(fact)
        by_key[_key(fact)].append(fact)
        if fact.row.parent and fact.row_role != "of-which":
            parts["down", (table, side, fact.row.parent, column)].append(fact)
        if fact.parent_column and fact.column_role != "of-which":
            parts["across", (table, side, row, fact.parent_column)].append(fact)
    for (_, total), own in parts.items():
        sums = by_key.get(total, [])
        if len(sums) == 1 and sums[0].amount and sums[0].amount == sum((each.amount for each in own), Decimal(0)):
            yield total
            yield from map(_key, own)


def _equal_elsewhere(facts: Sequence[Fact]) -> Iterator[Key]:
    """Facts of different forms that print the same amount for the same code, or for their totals."""
    alike: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        name = fact.row.function or fact.row.economic or ("total" if fact.row_role == "total" else "")
        digits = len(fact.printed.replace(",", "").replace(".", "").strip("0-"))
        if name and digits >= _LEAST_DIGITS:
            alike[name, fact.amount].append(fact)
    for same in alike.values():
        if len({fact.cell.table for fact in same}) > 1:
            yield from map(_key, same)


def _forms_of_doubtful_unit(forms: Sequence[FormRecord], borne_out: set[int]) -> set[int]:
    """Forms read from pictures whose unit differs from that of most, unless amounts in yuan are those of others."""
    units = Counter(form.unit for form in forms if form.facts)
    usual = units.most_common(1)[0][0] if units else None
    return {
        form.index
        for form in forms
        if form.unit != usual and form.index not in borne_out and any(fact.cell.source.optical for fact in form.facts)
    }


def _split(form: FormRecord, confirmed: set[Key], doubtful: bool) -> FormRecord:
    kept, withheld = [], []
    for fact in form.facts:
        sure = _key(fact) in confirmed and not doubtful and _names_its_code(fact)
        if sure or not fact.cell.source.optical:
            kept.append(fact)
        else:
            withheld.append(_withheld(fact))
    return replace(form, facts=tuple(kept), unplaced=(*form.unplaced, *withheld))


def _withheld(fact: Fact) -> Unplaced:
    return Unplaced(
        form=fact.form,
        side=fact.side,
        row=fact.row,
        amount=fact.amount,
        printed=fact.printed,
        precision=fact.precision,
        candidates=((fact.column_key, fact.column_dims),),
        order=_BEHIND + (fact.cell.column or 0),
        cell=replace(fact.cell, column=None),
        unconfirmed=True,
    )


def _names_its_code(fact: Fact) -> bool:
    """Whether a row with a code prints the name that some edition gives it; a row without one has none to misread."""
    for field, scheme in _SCHEMES.items():
        code = getattr(fact.row, field)
        names = _names(scheme).get(code, frozenset())
        label = fact.row.label
        if code and label and not {skeleton(label), skeleton(bare_label(squeeze(label)))} & names:
            return False
    return True


@cache
def _names(scheme: str) -> dict[str, frozenset[str]]:
    """Every name that any edition gives each code."""
    found: dict[str, set[str]] = defaultdict(set)
    for edition in editions(scheme):
        for code in code_list(scheme, edition):
            found[code.notation].add(skeleton(code.name))
    return {code: frozenset(names) for code, names in found.items()}
