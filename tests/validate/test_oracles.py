"""The default engine against pySHACL and Apache Jena: the same results of every shape."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.validate.findings import DocumentReport
from kg.validate.load import document_graph
from kg.validate.rules import rules
from kg.validate.run import validate_graph
from tests.validate import jena
from tests.validate.damage import damaged, triples
from tests.validate.erring import ERRORS, TEXT, small_nquads
from tests.validate.oracle import Result, our_results, pyshacl_results

STATEMENT = "示范市标准局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"


def everything_wrong() -> tuple[str, str]:
    """All errors of the text at once, an empty form without its statement, another bureau as compiler."""
    text = TEXT
    for stands, wrong, _ in ERRORS:
        text = text.replace(stands, wrong, 1)
    text = text.replace(STATEMENT, "")
    return small_nquads(text.replace("编制部门：示范市标准局 单位：万元", "编制部门：别的局 单位：万元", 1))


@cache
def graphs() -> Mapping[str, tuple[str, str]]:
    """N-Triples and IRI of each document that the engines are given: valid, each error by itself, all, and damaged."""
    found = {"valid": small_nquads(), "wrong": everything_wrong()}
    for number, (stands, wrong, _) in enumerate(ERRORS):
        found[f"error{number}"] = small_nquads(TEXT.replace(stands, wrong))
    asked = {name: (triples(document_graph(*each)), each[1]) for name, each in found.items()}
    nquads, document = everything_wrong()
    asked["damaged"] = damaged(nquads, document), document
    return asked


@cache
def ours() -> Mapping[str, set[Result]]:
    return {name: our_results(report(name)) for name in graphs()}


def report(name: str) -> DocumentReport:
    ntriples, document = graphs()[name]
    graph = ox.Store()
    graph.load(input=ntriples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return validate_graph(graph, document)


@pytest.mark.parametrize("name", ["valid", "damaged"])
def test_pyshacl_finds_the_same(name: str) -> None:
    assert ours()[name] == pyshacl_results(graphs()[name][0])


def test_jena_finds_the_same(tmp_path: Path) -> None:
    if reason := jena.missing():
        pytest.skip(reason)
    found = jena.jena_results({name: text for name, (text, _) in graphs().items()}, tmp_path)
    assert found == ours()
    assert len(found) == len(ERRORS) + 3


def test_every_property_shape_is_broken_in_each_way_it_can_be() -> None:
    found = report("damaged")
    broken = {(each.rule.code, each.component) for each in found.findings}
    present = {tally.rule.code for tally in found.tallies if tally.compared}
    for rule in rules():
        if rule.constraint or rule.code not in present:
            continue
        for component, _ in rule.components:
            if not rule.inverse or component in ("minCount", "class"):
                assert (rule.code, f"{component[0].upper()}{component[1:]}ConstraintComponent") in broken


def test_every_error_is_found_by_its_rule() -> None:
    valid = {code for code, *_ in ours()["valid"]}
    for number, (_, _, rule) in enumerate(ERRORS):
        assert rule in {code for code, *_ in ours()[f"error{number}"]} - valid
