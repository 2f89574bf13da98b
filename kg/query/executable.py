"""The library as sh:SPARQLSelectExecutable: what other tools need to offer the same questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.graph.iris import DATA
from kg.graph.turtle import RDF_TYPE, XSD, Iri, Literal, Resource, Term, turtle
from kg.query.header import Parameter
from kg.query.library import Question

_SH = "http://www.w3.org/ns/shacl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DCT = "http://purl.org/dc/terms/"
_PREFIX = re.compile(r"^PREFIX (\w+): <([^>]*)>\n", re.MULTILINE)
_HEADER = re.compile(r"^#\+.*\n", re.MULTILINE)
_TYPES = {"text": "string", "year": "gYear", "integer": "integer", "decimal": "decimal"}


def executables(questions: Sequence[Question]) -> str:
    """Every question as Turtle, prefixes declared by sh:declare; parameters are the variables `?_name`."""
    prefixes = {prefix: space for each in questions for prefix, space in _PREFIX.findall(each.text)}
    base = f"{DATA}queries"
    resources = [Resource(base, tuple(_declared(base, prefixes)))]
    resources += [
        Resource(f"{base}/prefix/{prefix}", (
            (f"{_SH}prefix", Literal(prefix)),
            (f"{_SH}namespace", Literal(space, datatype=f"{XSD}anyURI")),
        ))
        for prefix, space in sorted(prefixes.items())
    ]  # fmt: skip
    for question in questions:
        name = f"{base}/{question.name}"
        resources.append(Resource(name, tuple(_question(question, name, base))))
        resources += [
            Resource(f"{name}/parameter/{each.name}", tuple(_parameter(each, base)))
            for each in question.header.parameters
        ]
    return turtle(resources, {"sh": _SH, "rdfs": _RDFS, "dct": _DCT, "xsd": XSD}, "Written by `kg ask --executables`.")


def _declared(base: str, prefixes: dict[str, str]) -> Iterator[tuple[str, Term]]:
    for prefix in sorted(prefixes):
        yield f"{_SH}declare", Iri(f"{base}/prefix/{prefix}")


def _question(question: Question, name: str, base: str) -> Iterator[tuple[str, Term]]:
    header = question.header
    yield RDF_TYPE, Iri(f"{_SH}SPARQLExecutable")
    yield RDF_TYPE, Iri(f"{_SH}SPARQLSelectExecutable")
    yield f"{_RDFS}label", Literal(header.summary.zh, "zh")
    yield f"{_RDFS}label", Literal(header.summary.en, "en")
    yield f"{_DCT}description", Literal(header.question.zh, "zh")
    yield f"{_DCT}description", Literal(header.question.en, "en")
    for tag in header.tags:
        yield f"{_DCT}subject", Literal(tag)
    for parameter in header.parameters:
        yield f"{_SH}parameter", Iri(f"{name}/parameter/{parameter.name}")
    yield f"{_SH}prefixes", Iri(base)
    yield f"{_SH}select", Literal(_HEADER.sub("", _PREFIX.sub("", question.text)).strip())


def _parameter(parameter: Parameter, base: str) -> Iterator[tuple[str, Term]]:
    yield RDF_TYPE, Iri(f"{_SH}Parameter")
    yield f"{_SH}path", Iri(f"{base}/variable/_{parameter.name}")
    yield f"{_SH}name", Literal(parameter.label.en, "en")
    yield f"{_SH}name", Literal(parameter.label.zh, "zh")
    yield f"{_SH}datatype", Iri(f"{XSD}{_TYPES[parameter.type]}")
    yield f"{_SH}optional", Literal("true", datatype=f"{XSD}boolean")
    if parameter.default is not None:
        yield f"{_SH}defaultValue", Literal(str(parameter.default), datatype=f"{XSD}{_TYPES[parameter.type]}")
