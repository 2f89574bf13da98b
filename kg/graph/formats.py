"""N-Quads to the formats people ask for, and to rdflib."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from kg.errors import BadArgument
from kg.graph.iris import CODE
from kg.graph.names import PREFIXES

FORMATS: dict[str, ox.RdfFormat] = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def format_of(path: str) -> ox.RdfFormat:
    """The format that a file name's ending asks for."""
    ending = Path(path).suffix.lower()
    if ending not in FORMATS:
        known = " ".join(FORMATS)
        raise BadArgument(path, f"no format is known for the ending {ending!r}", f"use one of {known}")
    return FORMATS[ending]


def serialise(nquads: str, target: ox.RdfFormat) -> bytes:
    """N-Quads in another format; formats without named graphs get every statement in one graph."""
    if target == ox.RdfFormat.N_QUADS:
        return nquads.encode()
    quads = ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS)
    prefixes = {**PREFIXES, "code": CODE}
    if target.supports_datasets:
        return ox.serialize(quads, format=target, prefixes=prefixes) or b""
    triples = dict.fromkeys(quad.triple for quad in quads)
    return ox.serialize(triples, format=target, prefixes=prefixes) or b""


def dataset(nquads: str) -> Dataset:
    """N-Quads as an rdflib Dataset."""
    result = Dataset(default_union=True)
    result.parse(data=nquads, format="nquads")
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace)
    return result
