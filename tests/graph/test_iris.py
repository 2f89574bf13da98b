"""IRIs of code lists, as the contract writes them."""

from __future__ import annotations

from kg.graph.iris import concept, scheme


def test_iris_of_the_contract() -> None:
    assert concept("function", "2010302", "2024") == "https://w3id.org/budget-kg/code/function-2024/2010302"
    assert concept("funding-source", "general-own") == "https://w3id.org/budget-kg/code/funding-source/general-own"
    assert scheme("function", "2024") == "https://w3id.org/budget-kg/code/function-2024"


def test_what_an_iri_cannot_hold_is_encoded() -> None:
    assert concept("function", "20 1/甲", "2024").endswith("/function-2024/20%201%2F%E7%94%B2")
