"""The default engine against pySHACL and Apache Jena: the same results of every shape.

Jena runs every rule on every graph. pySHACL needs seconds for what the others need milliseconds for: it runs every
rule on the small disclosure, whole and damaged, and on three short documents with mistakes; on the others the rules
that must notice their mistakes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.validate.findings import DocumentReport
from kg.validate.rules import rules
from kg.validate.run import validate_graph, validate_nquads
from tests.validate import jena
from tests.validate.damage import damaged
from tests.validate.erring import ERRORS, TEXT, small_nquads
from tests.validate.oracle import Result, our_results, pyshacl_results
from tests.validate.seeded.graphs import (
    GROUPS,
    Graph,
    each_mistake,
    graph_of,
    seeded_graphs,
    sound_graphs,
    told_by_rounding,
)
from tests.validate.seeded.mistake import Mistake, document, rounded, with_mistakes

STATEMENT = "示范市标准局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"


def everything_wrong() -> str:
    """All errors of the text at once, an empty form without its statement, another bureau as compiler."""
    text = TEXT
    for stands, wrong, _ in ERRORS:
        text = text.replace(stands, wrong, 1)
    text = text.replace(STATEMENT, "")
    return text.replace("编制部门：示范市标准局 单位：万元", "编制部门：别的局 单位：万元", 1)


@cache
def graphs() -> Mapping[str, Graph]:
    """What the engines are given: valid documents, documents with mistakes, and one with a damaged structure."""
    nquads, iri = small_nquads(everything_wrong())
    own = {
        "valid": graph_of(TEXT),
        "wrong": graph_of(everything_wrong()),
        "damaged": Graph(damaged(nquads, iri), iri, frozenset()),
    }
    return {**own, **sound_graphs(), **seeded_graphs()}


@cache
def ours() -> Mapping[str, set[Result]]:
    return {name: our_results(report(graph)) for name, graph in graphs().items()}


def report(graph: Graph) -> DocumentReport:
    store = ox.Store()
    store.load(input=graph.ntriples.encode(), format=ox.RdfFormat.N_TRIPLES)
    return validate_graph(store, graph.document)


def noticed(text: str, codes: Collection[str]) -> set[str]:
    """Which of some rules notice something in a text."""
    found = validate_nquads(*small_nquads(text), [rule for rule in rules() if rule.code in codes])
    return {finding.rule.code for finding in found.findings}


WHOLLY = ("valid", "damaged", "projects-figures", "university-sums", "shanghai-sums")
"""The graphs on which pySHACL runs every rule."""


@pytest.mark.parametrize("name", WHOLLY)
def test_pyshacl_finds_the_same(name: str) -> None:
    assert ours()[name] == pyshacl_results(graphs()[name].ntriples)


@pytest.mark.parametrize("name", seeded_graphs())
def test_pyshacl_finds_the_same_mistakes(name: str) -> None:
    graph = graphs()[name]
    found = {result for result in ours()[name] if result[0] in graph.noticed_by}
    assert found == pyshacl_results(graph.ntriples, graph.noticed_by)
    assert {code for code, *_ in found} == graph.noticed_by


def test_jena_finds_the_same(tmp_path: Path) -> None:
    if reason := jena.missing():
        pytest.skip(reason)
    found = jena.jena_results({name: graph.ntriples for name, graph in graphs().items()}, tmp_path)
    assert found == ours()
    assert len(found) > len(GROUPS) + len(WHOLLY)


def test_every_rule_fires_before_all_engines() -> None:
    """A rule that never fires is compared as nothing with nothing: a new one needs a mistake in `seeded`."""
    compared = {code for name in WHOLLY for code, *_ in ours()[name]}
    compared = compared.union(*(graph.noticed_by for graph in seeded_graphs().values()))
    assert compared == {rule.code for rule in rules()}


@pytest.mark.parametrize(("name", "mistake"), list(each_mistake()), ids=lambda each: str(getattr(each, "rules", each)))
def test_a_mistake_alone_is_noticed_by_its_rules(name: str, mistake: Mistake) -> None:
    sound = {code for code, *_ in ours()[name]}
    assert noticed(with_mistakes(document(name), [mistake]), mistake.noticed_by) == mistake.noticed_by - sound
    told = told_by_rounding((mistake,))
    if told:
        assert noticed(rounded(document(name), [mistake]), told) == told - sound


@pytest.mark.parametrize("name", sound_graphs())
def test_nothing_is_wrong_in_a_sound_document(name: str) -> None:
    assert {code for code, *_ in ours()[name]} <= {"CMP-01"}


def test_every_property_shape_is_broken_in_each_way_it_can_be() -> None:
    found = report(graphs()["damaged"])
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
    for stands, wrong, rule in ERRORS:
        assert noticed(TEXT.replace(stands, wrong), [rule]) - valid == {rule}
