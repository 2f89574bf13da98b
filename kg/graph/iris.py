"""The only place where IRIs are minted: namespaces of the contract, code lists and their concepts."""

from __future__ import annotations

import re
from urllib.parse import quote

ONTOLOGY = "https://w3id.org/budget-kg/ontology#"
CODE = "https://w3id.org/budget-kg/code/"
DATA = "https://w3id.org/budget-kg/id/"


def scheme(name: str, edition: str | None = None) -> str:
    """The IRI of a code list.

    >>> scheme("function", "2024")
    'https://w3id.org/budget-kg/code/function-2024'
    """
    return f"{CODE}{name}" if edition is None else f"{CODE}{name}-{edition}"


def concept(scheme_name: str, notation: str, edition: str | None = None) -> str:
    """The IRI of one concept of a code list; characters that an IRI cannot hold are percent-encoded.

    >>> concept("function", "2010302", "2024")
    'https://w3id.org/budget-kg/code/function-2024/2010302'
    """
    return f"{scheme(scheme_name, edition)}/{quote(notation, safe='')}"


_KEEP = re.compile(r"[^0-9A-Za-z\u3400-\u9fff._~-]")


def segment(text: str) -> str:
    """Text as one segment of an IRI: Chinese characters stay readable, everything reserved is percent-encoded.

    >>> segment("其他特定目标类 0410335A/1")
    '其他特定目标类%200410335A%2F1'
    """
    return _KEEP.sub(lambda found: quote(found.group(), safe=""), text)


def path(text: str) -> str:
    """Text whose `/` part segments, each as a segment of an IRI."""
    return "/".join(segment(part) for part in text.split("/"))


def document(sha256: str, base: str = DATA) -> str:
    """The IRI of a document, and of its named graph: made from its bytes."""
    return f"{base}document/{sha256[:32]}"


def source_file(document: str, name: str) -> str:
    """The IRI of one of the files that make up a document."""
    return f"{document}/file/{segment(name)}"


def department(name: str, base: str = DATA) -> str:
    """The IRI of a department or budget unit: made from its name."""
    return f"{base}department/{segment(name)}"


def part(parent: str, kind: str, key: str) -> str:
    """The IRI of a part of something: its kind and its key within the parent."""
    return f"{parent}/{kind}/{path(key)}"


def iri_term(value: str) -> str:
    """An IRI minted here as a term of N-Quads."""
    return f"<{value}>"
