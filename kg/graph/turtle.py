"""Writes resources as Turtle, the same bytes for the same input: no library order, no blank node."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]|%(?![0-9A-Fa-f]{2})|#.*#")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\n\r\t]')


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource as the object of a statement."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: plain, with a language, or with the IRI of a datatype."""

    text: str
    language: str = ""
    datatype: str = ""


Term = Iri | Literal


@dataclass(frozen=True, slots=True)
class Resource:
    """One subject and its statements, written in the order given; equal predicates are joined."""

    subject: str
    statements: tuple[tuple[str, Term], ...]


def turtle(resources: Iterable[Resource], prefixes: Mapping[str, str], heading: str) -> str:
    """The resources as one Turtle document that opens with `heading` as a comment."""
    lines = [f"# {line}" for line in heading.splitlines()]
    lines += [f"@prefix {name}: <{namespace}> ." for name, namespace in sorted(prefixes.items())]
    lines.append("")
    for resource in resources:
        lines += _block(resource, prefixes)
    return "\n".join(lines)


def _block(resource: Resource, prefixes: Mapping[str, str]) -> list[str]:
    grouped: dict[str, list[str]] = {}
    for predicate, term in resource.statements:
        written = _term(term, prefixes)
        objects = grouped.setdefault(predicate, [])
        if written not in objects:
            objects.append(written)
    lines = [_iri(resource.subject, prefixes)]
    for predicate, objects in grouped.items():
        verb = "a" if predicate == RDF_TYPE else _iri(predicate, prefixes)
        lines.append(f"    {verb} {', '.join(objects)} ;")
    lines[-1] = lines[-1][:-1] + "."
    lines.append("")
    return lines


def _term(term: Term, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, Iri):
        return _iri(term.value, prefixes)
    text = '"' + _SPECIAL.sub(lambda found: _ESCAPES[found.group()], term.text) + '"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^{_iri(term.datatype, prefixes)}" if term.datatype else text


def _iri(value: str, prefixes: Mapping[str, str]) -> str:
    for name, namespace in prefixes.items():
        if value.startswith(namespace) and _LOCAL.fullmatch(value, len(namespace)):
            return f"{name}:{value[len(namespace) :]}"
    if _BAD_IRI.search(value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"
