"""The Turtle writer: what it writes is read back as the same statements, whatever the characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.graph.turtle import Iri, Literal, Resource, turtle

EX = "https://example.org/"


def _read(text: str) -> Store:
    store = Store()
    store.load(text.encode(), RdfFormat.TURTLE)
    return store


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back(text: str) -> None:
    written = turtle([Resource(EX + "s", ((EX + "p", Literal(text, "zh")),))], {"ex": EX}, "heading")
    (quad,) = _read(written)
    assert quad.object == OxLiteral(text, language="zh")


@given(st.text(alphabet="abcXYZ019-_./", max_size=12))
def test_any_local_name_comes_back(local: str) -> None:
    written = turtle([Resource(EX + local, ((EX + "p", Iri(EX + local)),))], {"ex": EX}, "heading")
    (quad,) = _read(written)
    assert quad.subject == quad.object == NamedNode(EX + local)


def test_equal_predicates_are_joined_and_repeats_dropped() -> None:
    statements = tuple((EX + "p", Literal(text)) for text in ("b", "a", "b"))
    written = turtle([Resource(EX + "s", statements)], {"ex": EX}, "one\ntwo")
    assert 'ex:s\n    ex:p "b", "a" .\n' in written
    assert written.startswith("# one\n# two\n@prefix ex:")


def test_what_is_no_iri_is_refused() -> None:
    for wrong in ("a b", "a%", "a>b", "a##"):
        with pytest.raises(ValueError, match="not an IRI"):
            turtle([Resource(EX + wrong, ((EX + "p", Literal("x")),))], {"ex": EX}, "")
