"""What counts as the same statements, and what a difference says."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadArgument
from kg.export.checking import difference
from kg.export.comparable import canonical_number, comparable
from kg.export.endpoints import endpoints
from kg.export.remote import Patience, RemoteStore
from tests.export.servers import Gate, OxigraphServer, reply

XSD = "http://www.w3.org/2001/XMLSchema#"
LINE = b'<urn:s> <urn:p> "%s"^^<http://www.w3.org/2001/XMLSchema#%s> .\n'


def _triple(text: str, kind: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(text, datatype=ox.NamedNode(XSD + kind)))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers(0, 5), st.integers(0, 5))
def test_a_decimal_is_written_one_way_whatever_its_zeros(value: Decimal, before: int, behind: int) -> None:
    sign, digits = ("-" if value.is_signed() else ""), f"{value.copy_abs():f}"
    padded = f"{sign}{'0' * before}{digits}{'0' * behind}"
    told = canonical_number(padded)
    assert told is not None
    assert told == canonical_number(f"{value:f}")
    assert Decimal(told) == value


@pytest.mark.parametrize("text", ["", ".", "+", "1e3", "1,000", "abc", "1.2.3", "NaN"])
def test_what_is_no_decimal_is_left_alone(text: str) -> None:
    assert canonical_number(text) is None
    (line,) = comparable([_triple(text, "decimal")])
    assert f'"{text}"^^' in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2644.40", "decimal"), ("2644.4", "decimal")),
        (("007", "integer"), ("7", "integer")),
        (("1.5E3", "double"), ("1500.0", "double")),
        (("1", "boolean"), ("true", "boolean")),
        (("-0", "decimal"), ("0.0", "decimal")),
        (("123456789012345678901234567890.10", "decimal"), ("123456789012345678901234567890.1", "decimal")),
    ],
)
def test_the_same_value_is_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert comparable([_triple(*one)]) == comparable([_triple(*other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2644.4", "decimal"), ("2644.04", "decimal")),
        (("1", "decimal"), ("1", "integer")),
        (("2024", "gYear"), ("02024", "gYear")),
        (("1.0", "string"), ("1", "string")),
        (("123456789012345678901234567890.1", "decimal"), ("123456789012345678901234567890.2", "decimal")),
    ],
)
def test_another_value_is_another(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert comparable([_triple(*one)]) != comparable([_triple(*other)])


def test_a_difference_is_told_with_examples(server: OxigraphServer) -> None:
    remote = RemoteStore(endpoints(server.url, "oxigraph"), None, Patience(tries=2))
    held, sent = LINE % (b"1.50", b"decimal"), LINE % (b"2.5", b"decimal")
    remote.replace("urn:g", [held])
    for check in ("hash", "count", "none"):
        assert difference(remote, "urn:g", [LINE % (b"1.5", b"decimal")], check) == ""
    assert difference(remote, "urn:g", [sent], "count") == ""
    assert difference(remote, "urn:g", [sent], "none") == ""
    told = difference(remote, "urn:g", [sent], "hash")
    assert told.startswith('the server holds 1 statements of 1; 1 of ours it lacks, as <urn:s> <urn:p> "2.5"')
    assert '1 are not ours, as <urn:s> <urn:p> "1.5"' in told
    assert difference(remote, "urn:g", [sent, held], "count") == "the server holds 1 statements of 2"
    remote.close()


def test_blank_nodes_are_compared_by_what_is_said_of_them() -> None:
    def triples(name: str) -> list[ox.Triple]:
        node = ox.BlankNode(name)
        return [ox.Triple(node, ox.NamedNode("urn:p"), ox.Literal("x"))]

    assert comparable(triples("a")) == comparable(triples("b"))


def test_an_answer_that_is_no_rdf_is_told(gate: Gate) -> None:
    def page(request: object) -> bool:
        reply(request, 200, b"<html>hello</html>")  # type: ignore[arg-type]
        return False

    gate.before = page
    remote = RemoteStore(endpoints(gate.url, "oxigraph"), None, Patience(tries=1))
    with pytest.raises(BadArgument, match=r"no N-Triples.*--check count"):
        difference(remote, "urn:g", [b"<urn:a> <urn:b> <urn:c> .\n"], "hash")
    remote.close()
