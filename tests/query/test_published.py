"""The library as others publish it: SHACL executables with their own prefixes, and grlc, which pastes literals."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox
import pytest
import yaml

from kg.query.answers import answer
from kg.query.executable import executables
from kg.query.library import Question, library
from kg.query.run import ask_by_document
from tests.query.engines import comparable, oxigraph

SHACL = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
every_question = pytest.mark.parametrize("question", library().values(), ids=library())


@cache
def _published() -> dict[str, str]:
    """The SPARQL of each question as a tool puts it together from sh:prefixes and sh:select."""
    store = ox.Store()
    store.load(executables(tuple(library().values())).encode(), ox.RdfFormat.TURTLE)
    told = """SELECT ?name ?select ?prefix ?space { ?name a sh:SPARQLSelectExecutable ; sh:select ?select ;
        sh:prefixes/sh:declare ?declared . ?declared sh:prefix ?prefix ; sh:namespace ?space }"""
    texts: dict[str, str] = {}
    for row in store.query(SHACL + told):
        name = row["name"].value.rpartition("/")[2]
        texts[name] = f"PREFIX {row['prefix'].value}: <{row['space'].value}>\n{texts.get(name, row['select'].value)}"
    return texts


@every_question
def test_an_executable_gives_the_same_answer(question: Question) -> None:
    told = ask_by_document(oxigraph(), _published()[question.name])
    assert _rows(question, told.rows) == comparable(answer(oxigraph(), question, {}).cells, question.header.columns)


def test_every_parameter_is_published_with_name_type_and_default() -> None:
    store = ox.Store()
    store.load(executables(tuple(library().values())).encode(), ox.RdfFormat.TURTLE)
    told = "SELECT ?parameter { ?q sh:parameter ?parameter . ?parameter a sh:Parameter ; sh:datatype ?t ; sh:path ?p }"
    published = {row["parameter"].value.partition("queries/")[2] for row in store.query(SHACL + told)}
    assert published == {f"{q.name}/parameter/{each.name}" for q in library().values() for each in q.header.parameters}


@every_question
def test_grlc_reads_the_header_and_pastes_strings(question: Question) -> None:
    """grlc takes the lines that begin with #+ as YAML, and puts a plain literal for each variable `?_name`."""
    header = yaml.safe_load("\n".join(line[2:] for line in question.text.splitlines() if line.startswith("#+")))
    assert {"summary", "tags"} <= set(header)
    values = {"department": "标准局", "year": "2024"}
    mine = {name: value for name, value in values.items() if f"?_{name}" in question.text}
    pasted = question.text
    for name, value in mine.items():
        pasted = re.sub(rf"\?_{name}\b", f'"{value}"', pasted)
    told = ask_by_document(oxigraph(), pasted)
    assert _rows(question, told.rows) == comparable(answer(oxigraph(), question, mine).cells, question.header.columns)


def _rows(question: Question, rows: object) -> object:
    plain = [[None if each is None else each.value for each in row] for row in rows]  # type: ignore[attr-defined]
    return comparable(plain, question.header.columns)
