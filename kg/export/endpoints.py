"""The three endpoints of a triple store: graphs, query, update."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import BadArgument


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a server takes graphs (Graph Store HTTP Protocol), queries and updates."""

    graphs: str
    query: str
    update: str
    content_type: str = "application/n-triples"
    update_parameter: str = "update"
    default_graph: str = "yes"


def servers() -> list[str]:
    """The servers whose endpoints are known."""
    return sorted(_known())


def endpoints(url: str, server: str) -> Endpoints:
    """The endpoints of a server at a URL.

    >>> endpoints("http://localhost:7878/", "oxigraph").graphs
    'http://localhost:7878/store'
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadArgument(url, "it is no address of a server", "give one such as http://localhost:7878")
    if parts.username is not None or parts.password is not None:
        what = "a name or password stands in the address"
        raise BadArgument(parts.hostname, what, "give them with --user and KG_PASSWORD")
    told = {key: value.replace("{url}", url.rstrip("/")) for key, value in _known()[server].items()}
    return Endpoints(**told)


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
