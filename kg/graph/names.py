"""Terms of the vocabularies as N-Quads IRIs, written once."""

from __future__ import annotations

from functools import cache

from kg.graph.iris import ONTOLOGY

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "sh": "http://www.w3.org/ns/shacl#",
    "bo": ONTOLOGY,
}
PREFIXES = dict(_NAMESPACES)
"""Prefixes for output formats and queries."""


@cache
def term(name: str) -> str:
    """`bo:amount` as an IRI in N-Quads.

    >>> term("skos:notation")
    '<http://www.w3.org/2004/02/skos/core#notation>'
    """
    prefix, local = name.split(":", 1)
    return f"<{_NAMESPACES[prefix]}{local}>"


A = term("rdf:type")
