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
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # half an IPv6 address, a port that is no number
        known = False
    if not known:
        raise BadArgument(
            url.partition("?")[0], "it is no address of a server", "give one such as http://localhost:7878"
        )
    if parts.query or parts.fragment:
        # a key may stand there, so the address is not repeated
        raise BadArgument(str(parts.hostname), "more than an address is given", "leave out what follows ? or #")
    if parts.username is not None or parts.password is not None:
        what = "a name or password stands in the address"
        raise BadArgument(str(parts.hostname), what, "give them with --user and KG_PASSWORD")
    told = {key: value.replace("{url}", url.rstrip("/")) for key, value in _known()[server].items()}
    return Endpoints(**told)


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
