"""Binds parameters: the variable `?_name` becomes a term of SPARQL, built as a term and never pasted as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.query.header import Parameter
from kg.query.tokens import QUIET

XSD = "http://www.w3.org/2001/XMLSchema#"
_TOKEN = re.compile(rf"{QUIET}|[?$]_(?P<name>[A-Za-z]\w*)", re.DOTALL)
_YEAR = re.compile(r"[0-9]{4}")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


def parameters_used(text: str) -> frozenset[str]:
    """The names of the parameter variables `?_name` of a query, those in strings and comments left out.

    >>> sorted(parameters_used('SELECT * { FILTER(?x = ?_year) # ?_not'))
    ['year']
    """
    return frozenset(found["name"] for found in _TOKEN.finditer(text) if found["name"])


def bound(text: str, terms: Mapping[str, ox.Literal]) -> str:
    """The query with every parameter variable that has a term replaced by that term; others stay unbound.

    >>> bound('FILTER(?x = ?_a && ?y != "?_a")', {"a": ox.Literal('say "no"')})
    'FILTER(?x = "say \\\\"no\\\\"" && ?y != "?_a")'
    """

    def term(found: re.Match[str]) -> str:
        name = found["name"]
        return str(terms[name]) if name in terms else found.group()

    return _TOKEN.sub(term, text)


def term_of(parameter: Parameter, value: object) -> ox.Literal:
    """A value as the term that the parameter asks for. Raises BadArgument where it does not fit."""
    text = str(value)
    if parameter.allowed and text not in parameter.allowed:
        raise _unfit(parameter, text, "give one of " + ", ".join(parameter.allowed))
    if parameter.type == "year":
        if not _YEAR.fullmatch(text):
            raise _unfit(parameter, text, "give a year of four digits")
        return ox.Literal(text, datatype=ox.NamedNode(f"{XSD}gYear"))
    if parameter.type == "integer":
        if not _INTEGER.fullmatch(text):
            raise _unfit(parameter, text, "give a whole number")
        return ox.Literal(str(int(text)), datatype=ox.NamedNode(f"{XSD}integer"))
    if parameter.type == "decimal":
        return ox.Literal(f"{_decimal(parameter, text):f}", datatype=ox.NamedNode(f"{XSD}decimal"))
    return ox.Literal(text)


def _decimal(parameter: Parameter, text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise _unfit(parameter, text, "give a number") from error
    if not value.is_finite() or abs(value.adjusted()) > 17:
        raise _unfit(parameter, text, "give a number of at most 18 digits")
    return value


def _unfit(parameter: Parameter, text: str, advice: str) -> BadArgument:
    return BadArgument(f"--{parameter.name}", f"{text[:60]!r} does not fit", advice)
