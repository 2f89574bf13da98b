"""N-Quads as text: whatever the strings hold, a parser reads them back."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import iris
from kg.graph.nquads import Statements, decimal, iri, sorted_text, text

_STRINGS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(_STRINGS, _STRINGS)
def test_any_string_is_read_back(value: str, name: str) -> None:
    out = Statements(f"https://example.org/{iris.segment(name)}")
    out.add(iri(f"https://example.org/{iris.path(name)}"), iri("https://example.org/p"), text(value, "zh"))
    (quad,) = ox.parse(sorted_text(out).encode(), format=ox.RdfFormat.N_QUADS)
    assert quad.object == ox.Literal(value, language="zh")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_decimals_are_exact(value: Decimal) -> None:
    out = Statements(None)
    out.add("<x:s>", "<x:p>", decimal(value))
    (quad,) = ox.parse(sorted_text(out).encode(), format=ox.RdfFormat.N_QUADS)
    assert Decimal(quad.object.value) == value


@given(_STRINGS, _STRINGS)
def test_different_names_have_different_iris(first: str, second: str) -> None:
    assert (iris.segment(first) == iris.segment(second)) == (first == second)


def test_statements_are_sorted_and_stand_once() -> None:
    out = Statements(None)
    for value in ("b", "a", "b"):
        out.add("<x:s>", "<x:p>", text(value))
    assert sorted_text(out) == '<x:s> <x:p> "a" .\n<x:s> <x:p> "b" .\n'
