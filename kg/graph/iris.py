"""The only place where IRIs are minted: namespaces of the contract, code lists and their concepts."""

from __future__ import annotations

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
