"""The ontology is consistent with its examples: an OWL 2 RL reasoner finds no contradiction, and can.

The reasoner (owlrl, W3C licence) is optional: without it this test is skipped. It works on the vocabulary,
its alignments and the worked examples, not on all code lists, so that it ends in seconds.
"""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, URIRef

from kg.datafolders import data_folder
from kg.graph.iris import ONTOLOGY
from kg.vocabulary.reference import example_files
from kg.vocabulary.terms import vocabulary_files

owlrl = pytest.importorskip("owlrl")

_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
_EXAMPLE = "https://w3id.org/budget-kg/id/example/"
# A class expression or an import would leave OWL 2 RL or reach for the network.
_OUTSIDE_RL = (
    "someValuesFrom",
    "allValuesFrom",
    "unionOf",
    "complementOf",
    "minCardinality",
    "imports",
    "hasSelf",
)


def _closed(extra: str = "") -> Graph:
    graph = Graph()
    for path in [*vocabulary_files(data_folder("ontology")), *example_files(data_folder("ontology"))]:
        graph.parse(data=path.read_bytes(), format="turtle")
    graph.parse(data=extra, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def _errors(graph: Graph) -> list[str]:
    return sorted(str(message) for message in graph.objects(None, _ERROR))


def test_vocabulary_and_examples_are_consistent() -> None:
    graph = _closed()
    assert _errors(graph) == []
    observation = URIRef("http://purl.org/linked-data/cube#Observation")
    assert (URIRef(_EXAMPLE + "total"), RDF.type, observation) in graph
    assert (URIRef(_EXAMPLE + "unplaced"), RDF.type, observation) not in graph


def test_a_contradiction_would_be_found() -> None:
    both = f"<{_EXAMPLE}unplaced> a <{ONTOLOGY}BudgetFact> ."
    assert _errors(_closed(both)) != []


def test_nothing_leaves_the_profile() -> None:
    for path in vocabulary_files(data_folder("ontology")):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in _OUTSIDE_RL if f"owl:{word}" in text]
