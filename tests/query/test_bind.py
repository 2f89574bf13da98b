"""Parameters are bound as terms: whatever the value, the query stays the same query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadArgument
from kg.query.bind import bound, parameters_used, term_of
from kg.query.header import Both, Parameter

TEXT = Parameter("name", "text", None, (), Both("name", "名称"))
QUERY = 'SELECT ?x WHERE { VALUES ?x { "kept" } FILTER(STRLEN(STR(?_name)) >= 0) }'
ECHO = "SELECT (?_name AS ?x) WHERE {}"


def _asked(query: str) -> list[str]:
    return [row["x"].value for row in ox.Store().query(query)]


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    terms = {"name": term_of(TEXT, value)}
    assert _asked(bound(QUERY, terms)) == ["kept"]
    assert _asked(bound(ECHO, terms)) == [value]


@pytest.mark.parametrize(
    "value",
    [
        '") } ; DROP ALL #',
        '"""',
        "\\",
        "\\u0022",
        "?_name",
        "'} UNION { ?s ?p ?o }",
        "a\nb\r\tc",
        "#",
        "<urn:x>",
        "@en",
    ],
)
def test_hostile_texts_stay_texts(value: str) -> None:
    assert _asked(bound(ECHO, {"name": term_of(TEXT, value)})) == [value]


def test_variables_in_strings_comments_and_iris_are_left_alone() -> None:
    query = """SELECT ("?_name" AS ?x) { # ?_name
        FILTER(?y != <urn:?_name> && "a\\"?_name" != '?_name' && ?_name != \'\'\'?_name\'\'\') }"""
    assert parameters_used(query) == {"name"}
    assert bound(query, {"name": ox.Literal("Z")}).count('"Z"') == 1


def test_less_than_is_no_iri() -> None:
    assert bound("FILTER(?a <?_name && ?b> 3)", {"name": ox.Literal("Z")}) == 'FILTER(?a <"Z" && ?b> 3)'


def test_a_parameter_without_a_value_stays_unbound() -> None:
    assert bound(ECHO, {}) == ECHO


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("year", 2024, '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("integer", "+07", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("decimal", "1,200.50", '"1200.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("decimal", "1e3", '"1000"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("text", 5, '"5"'),
    ],
)
def test_values_become_terms_of_their_type(kind: str, value: object, term: str) -> None:
    assert str(term_of(Parameter("p", kind, None, (), Both("p", "p")), value)) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("year", "24"),
        ("year", "２０２４"),
        ("integer", "1.5"),
        ("decimal", "NaN"),
        ("decimal", "1e99"),
        ("decimal", "ten"),
    ],
)
def test_values_that_do_not_fit_are_told(kind: str, value: str) -> None:
    with pytest.raises(BadArgument, match="does not fit"):
        term_of(Parameter("p", kind, None, (), Both("p", "p")), value)


def test_a_value_outside_the_allowed_ones_is_told() -> None:
    with pytest.raises(BadArgument, match="give one of class, item"):
        term_of(Parameter("level", "text", None, ("class", "item"), Both("l", "l")), "row")
