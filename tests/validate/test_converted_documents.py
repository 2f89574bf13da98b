"""Converted documents keep every constraint, use defined terms only, and contradict nothing in the ontology.

The documents are not part of the project; where their folder is absent these tests are skipped.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph, URIRef

from kg.datafolders import data_folder
from kg.graph.document import document_nquads
from kg.graph.iris import ONTOLOGY
from kg.graph.lists import list_files
from kg.pipeline import convert
from kg.validate.codelists import code_list_findings
from kg.validate.constraints import constraints_in
from kg.validate.cubes import FOLDER, integrity_findings, published_answer
from kg.validate.printed import unlisted_codes
from kg.vocabulary.terms import themes, vocabulary_files

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the sample documents are not at hand")
OBSERVATION = "<http://purl.org/linked-data/cube#Observation>"
STRUCTURE = re.compile(r"cube-[a-z-]+")


def load_lists(store: Store) -> None:
    for file in list_files():
        store.load(path=str(file), format=RdfFormat.TURTLE)


@cache
def _quads() -> dict[str, str]:
    return {path.name: document_nquads(convert(path), with_concepts=False) for path in sorted(DOCUMENTS.glob("*.txt"))}


@cache
def _store() -> Store:
    store = Store()
    load_lists(store)
    for quads in _quads().values():
        store.load(quads.encode(), RdfFormat.N_QUADS)
    return store


def test_every_integrity_constraint_holds() -> None:
    assert len(_quads()) == 5
    assert sum(quads.count(OBSERVATION) for quads in _quads().values()) > 900
    assert integrity_findings(_store()) == []


def test_the_published_texts_agree_on_one_document() -> None:
    name = min(_quads(), key=lambda key: len(_quads()[key]))
    store = Store()
    load_lists(store)
    store.load(_quads()[name].encode(), RdfFormat.N_QUADS)
    broken = [each.code for each in constraints_in(FOLDER) if published_answer(store, each)]
    assert broken == []


def test_a_fact_repeated_in_real_data_is_found() -> None:
    name = min(_quads(), key=lambda key: len(_quads()[key]))
    fact = re.search(rf"^(<\S+>) \S+ {re.escape(OBSERVATION)}", _quads()[name], re.MULTILINE)
    assert fact is not None
    copied = [line for line in _quads()[name].splitlines(keepends=True) if line.startswith(f"{fact[1]} ")]
    store = Store()
    load_lists(store)
    store.load(_quads()[name].encode(), RdfFormat.N_QUADS)
    copies = "".join(line.replace(fact[1], "<https://example.org/copy>", 1) for line in copied)
    store.load(copies.encode(), RdfFormat.N_QUADS)
    assert [finding.code for finding in integrity_findings(store)] == ["IC-12"]


def test_code_lists_and_minted_concepts_keep_the_conditions_of_skos() -> None:
    assert code_list_findings(_store()) == []


def test_only_defined_terms_are_written() -> None:
    known = {term.name for theme in themes(data_folder("ontology")) for term in theme.terms}
    written = {name for quads in _quads().values() for name in re.findall(re.escape(ONTOLOGY) + r"([\w-]+)>", quads)}
    assert "amount" in written
    assert {name for name in written if not STRUCTURE.fullmatch(name)} <= known


def test_the_heating_of_staff_homes_is_unlisted() -> None:
    """The 2019 budget prints 30314 职工住宅取暖费, a code that the edition of 2018 no longer has."""
    found = [(code.scheme, code.notation, code.printed) for code in unlisted_codes(_store())]
    assert ("economic-department-2018", "30314", "职工住宅取暖费") in found


def test_a_document_and_the_ontology_are_consistent() -> None:
    owlrl = pytest.importorskip("owlrl")
    name = min(_quads(), key=lambda key: len(_quads()[key]))
    graph = Graph()
    for path in vocabulary_files(data_folder("ontology")):
        graph.parse(data=path.read_bytes(), format="turtle")
    triples = "".join(re.sub(r" <[^<>]+> \.$", " .\n", line) for line in _quads()[name].splitlines())
    graph.parse(data=triples, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    errors = graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))
    assert sorted(str(error) for error in errors) == []
