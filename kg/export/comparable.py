"""Statements in the form in which two stores can be compared: numbers by value, whatever zeros a server writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.export.canonical import canonical_lines

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = (
    *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_EXACT = frozenset(_XSD + name for name in ("decimal", *_WHOLE))
_FLOATS = frozenset({f"{_XSD}double", f"{_XSD}float"})
_DECIMAL = re.compile(r"([+-]?)0*([0-9]*)(?:\.([0-9]*))?")


def comparable(triples: Iterable[ox.Triple]) -> list[str]:
    """The statements, each once, as sorted lines of canonical N-Triples (RDFC-1.0) with numbers in canonical form.

    Stores write `2644.40` as `2644.4` and `007` as `7`: the same value, so the same line. The datatype stays, and
    what is no number stays to the letter: nothing else is made equal. Exact at any number of digits.
    """
    return canonical_lines(ox.Quad(each.subject, each.predicate, _canonical(each.object)) for each in triples)


def comparable_hash(lines: Iterable[str]) -> str:
    """The SHA-256 of such lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
    return digest.hexdigest()


def canonical_number(text: str) -> str | None:
    """The one way to write a decimal; none where it is no decimal.

    >>> canonical_number("2644.40"), canonical_number("-0.0"), canonical_number("+007"), canonical_number("n/a")
    ('2644.4', '0', '7', None)
    """
    told = _DECIMAL.fullmatch(text.strip())
    if told is None or not any(character.isdigit() for character in text):
        return None
    whole, part = told[2] or "0", (told[3] or "").rstrip("0")
    value = f"{whole}.{part}" if part else whole
    return f"-{value}" if told[1] == "-" and value != "0" else value


def _canonical(
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    if not isinstance(value, ox.Literal) or value.language:
        return value
    kind, text = value.datatype.value, None
    if kind in _EXACT:
        text = canonical_number(value.value)
    elif kind in _FLOATS:
        text = _canonical_float(value.value)
    elif kind == f"{_XSD}boolean":
        text = {"1": "true", "0": "false"}.get(value.value)
    return value if text is None else ox.Literal(text, datatype=value.datatype)


def _canonical_float(text: str) -> str | None:
    try:
        return repr(float(text))
    except ValueError:
        return None
