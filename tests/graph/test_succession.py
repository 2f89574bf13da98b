"""Candidates for predecessor and successor stand in the store with their evidence, and nothing is merged."""

from __future__ import annotations

from pathlib import Path

from kg.graph.succession import succession_statements
from kg.pipeline import convert
from kg.query.run import ask
from kg.store.embedded import EmbeddedStore


def test_two_offices_of_one_prefecture_are_a_candidate(seeds: list[Path]) -> None:
    told = succession_statements(convert(path) for path in seeds)
    store = EmbeddedStore()
    store.put_across(told)
    store.put_across(told)
    assert list(store.graphs()) == []
    answer = ask(
        store,
        """SELECT ?e ?l ?from ?to ?why { ?c a bo:SuccessionCandidate ; bo:earlierDepartment ?e ; bo:laterDepartment ?l ;
        bo:earlierYear ?from ; bo:laterYear ?to ; bo:successionEvidence ?why }""",
    )
    ((earlier, later, begin, end, why),) = answer.rows
    assert str(earlier) != str(later)
    assert "外侨办" in str(earlier)
    assert "外事办公室" in str(later)
    assert ("2019" in str(begin), "2024" in str(end)) == (True, True)
    assert "same region" in str(why)


def test_one_document_alone_has_no_successor(small_file: Path) -> None:
    assert succession_statements([convert(small_file)]) == ""
