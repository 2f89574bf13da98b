"""Every question of the library: two engines agree, the answer is the one worked out by hand, every term is defined."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.graph.iris import ONTOLOGY
from kg.query.answers import answer
from kg.query.catalogue import index_text
from kg.query.library import Question, library
from kg.query.run import ask_by_document
from kg.query.tables import as_csv
from kg.vocabulary.terms import themes
from tests.query.corpus import names_of_documents
from tests.query.engines import comparable, of_oxigraph, of_rdflib, oxigraph

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = sorted(library().values(), key=lambda each: each.name)
_LEAST = 40
ASKED = {"where-a-number-stands": {"printed": "30.00"}}
"""What is asked for a golden table; nothing where the whole answer is short enough to be read."""

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.name)


def test_the_library_is_large_enough() -> None:
    assert len(QUESTIONS) >= _LEAST
    assert {path.stem for path in GOLDEN.glob("*.csv")} == {each.name for each in QUESTIONS}


@every_question
def test_two_engines_agree(question: Question) -> None:
    rows = of_oxigraph(question)
    assert len(rows) > 0
    assert comparable(rows.cells, rows.columns) == comparable(of_rdflib(question), rows.columns)


@every_question
def test_the_answer_is_the_one_worked_out_by_hand(question: Question) -> None:
    """The tables of `golden` were checked against the figures of documents; document IRIs stand as file names."""
    expected = list(csv.reader(io.StringIO((GOLDEN / f"{question.name}.csv").read_text("utf-8"))))
    rows = answer(oxigraph(), question, ASKED.get(question.name, {}))
    given = list(csv.reader(io.StringIO(_named(as_csv(rows)))))
    if question.name == "findings":  # other checks may find more
        given = [row for row in given if row in expected]
    assert given == expected


def _named(text: str) -> str:
    for iri, name in names_of_documents().items():
        text = text.replace(iri, name)
    return text


@every_question
def test_the_example_can_be_asked(question: Question) -> None:
    rows = answer(oxigraph(), question, question.header.example)
    assert [each.name for each in rows.columns] == [each.name for each in question.header.columns]


@cache
def _defined() -> frozenset[str]:
    return frozenset(term.name for theme in themes(data_folder("ontology")) for term in theme.terms)


@cache
def _listed() -> frozenset[str]:
    """Everything that the default graph describes: the ontology and the code lists."""
    described = oxigraph().store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return frozenset(str(quad.subject)[1:-1] for quad in described)


@every_question
def test_every_term_is_defined(question: Question) -> None:
    body = re.sub(r'"[^"\n]*"|#[^\n]*', "", question.text)
    used = set(re.findall(r"\bbo:([A-Za-z]\w*)", body))
    assert used
    assert used <= _defined()


@every_question
def test_every_concept_named_is_in_a_code_list(question: Question) -> None:
    spaces = dict(re.findall(r"^PREFIX (\w+): <(https://w3id.org/budget-kg/code/[^>]+)>", question.text, re.MULTILINE))
    body = re.sub(r'"[^"\n]*"|#[^\n]*', "", question.text)
    used = {f"{spaces[prefix]}{name}" for prefix, name in re.findall(r"\b(\w+):([\w-]+)", body) if prefix in spaces}
    used |= set(re.findall(r"<(https://w3id.org/budget-kg/code/[^>]+[^/>])>", body))
    assert used <= _listed()


@every_question
def test_amounts_of_a_department_and_of_its_unit_never_meet(question: Question) -> None:
    """A question that sums amounts keeps the document, or its scope and year, among its groups."""
    groups = re.findall(r"GROUP BY ([^\n]*)", question.text)
    if "SUM(" in question.text and any(each.unit == "yuan" for each in question.header.columns):
        assert groups
        assert all("?document" in each or "?secondDocument" in each for each in groups)


def test_the_ontology_is_the_one_of_the_queries() -> None:
    assert all(f"PREFIX bo: <{ONTOLOGY}>" in each.text for each in QUESTIONS)


def test_the_index_is_up_to_date() -> None:
    written = (data_folder("queries") / "README.md").read_text("utf-8")
    assert written == index_text(tuple(library().values())), "write it again with `kg ask --index > queries/README.md`"


@pytest.mark.parametrize("department", ["示范市", "标准局", "no such department"])
@every_question
def test_reading_only_the_documents_of_the_department_changes_nothing(question: Question, department: str) -> None:
    """`answer` names these documents to the engine; the query by itself finds the same."""
    if "department" in {each.name for each in question.header.parameters}:
        rows = answer(oxigraph(), question, {"department": department})
        whole = ask_by_document(oxigraph(), question.sparql({"department": department}))
        plain = [[None if each is None else each.value for each in row] for row in whole.rows]  # type: ignore[union-attr]
        assert comparable(rows.cells, rows.columns) == comparable(plain, rows.columns)
