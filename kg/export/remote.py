"""A triple store over HTTP: graphs by the Graph Store protocol, marks by SPARQL, patience with a busy server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import httpx
import pyoxigraph as ox

from kg.errors import BadArgument
from kg.export.answering import ANSWER, Answer, answered, asked_to_wait, printable
from kg.export.endpoints import Endpoints
from kg.graph.iris import DATA, ONTOLOGY

META = f"{DATA}store"
"""The graph that holds the marks: the content hash of every graph that was pushed."""
LISTS_MARK = f"{DATA}store/lists"
PENDING = "pending"
"""The mark of a graph whose push has begun: whatever stops it, the next push does it again."""
_HASH = f"<{ONTOLOGY}contentHash>"
_PAGE = 5_000
_MARKS = 10_000_000
_DIGITS = 18
_BUSY = frozenset({429, 502, 503, 504})
_ADVICE = {
    400: "the server's own words say why",
    401: "give --user, the password in KG_PASSWORD, and the --auth that the server wants",
    403: "the user may not write there",
    404: "check the URL and --server",
    405: "check the URL and --server; the endpoint takes no writing",
    413: "send smaller batches with --batch",
}


class Refused(BadArgument):
    """The server answered, and the answer was no."""

    def __init__(self, url: str, status: int, words: str) -> None:
        what = f"the server answered {status}" + (f" ({words})" if words else "")
        super().__init__(url, what, _ADVICE.get(status, "look into the server's log"))
        self.status = status


class Unreachable(BadArgument):
    """The server did not answer, again and again."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is tried, the first pause between in seconds (it doubles), the time for an answer."""

    tries: int = 5
    pause: float = 0.5
    timeout: float = 120.0


class RemoteStore:
    """A triple store behind its three endpoints."""

    def __init__(self, where: Endpoints, auth: httpx.Auth | None = None, patience: Patience | None = None) -> None:
        self.where = where
        self._patience = patience or Patience()
        self._client = httpx.Client(auth=auth, timeout=self._patience.timeout, follow_redirects=False)

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def replace(self, graph: str | None, batches: Sequence[bytes]) -> None:
        """Puts N-Triples in place of all that a graph (none: the default graph) holds, batch by batch."""
        first, *rest = batches or [b""]
        self._send("PUT", graph, first)
        for batch in rest:
            self._send("POST", graph, batch)

    def drop(self, graph: str) -> None:
        """Removes a graph; one that is not there is no error."""
        try:
            self._send("DELETE", graph, None)
        except Refused as refused:
            if refused.status != 404:
                raise

    def fetch(self, graph: str | None, most: int = ANSWER, cut: bool = False) -> bytes:
        """A graph as N-Triples, `most` bytes of it. Raises BadArgument where it is larger, if it is not to be cut."""
        asked = {"params": _addressed(graph), "headers": _NTRIPLES}
        try:
            return self._request("GET", self.where.graphs, most=most, cut=cut, **asked).content
        except Refused as refused:
            if refused.status == 404:
                return b""
            raise

    def fetch_in_parts(self, graph: str) -> bytes:
        """A named graph as N-Triples from a server that cuts long answers without a word, as Virtuoso does.

        Asked for by properties, so many together as fit into an answer, and a long one by digits of its subjects'
        hashes: each part is the same set whatever order the server has in mind, which pages by OFFSET are not.
        """
        place = f"GRAPH {_iri(graph)} {{ ?s ?p ?o }}"
        rows = self.select(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {place} }} GROUP BY ?p")
        counts = {_iri(row["p"]): self._number(row) for row in rows if "p" in row}
        parts = []
        for condition in _conditions(counts):
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {place} {condition} }}"
            parts.append(self._request("POST", self.where.query, data={"query": query}, headers=_NTRIPLES).content)
        return b"\n".join(parts)

    def count(self, graph: str) -> int:
        """The number of statements in a named graph."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {_iri(graph)} {{ ?s ?p ?o }} }}")
        return self._number(rows[0]) if rows else 0

    def marks(self) -> dict[str, str]:
        """The content hash of every graph that was pushed."""
        found: dict[str, str] = {}
        while True:
            # servers cut long answers, some without a word, so pages
            rows = self.select(
                f"SELECT ?g ?h WHERE {{ GRAPH <{META}> {{ ?g {_HASH} ?h }} }} "
                f"ORDER BY ?g ?h LIMIT {_PAGE} OFFSET {len(found)}"
            )
            known = len(found)
            # two marks of one graph cannot both be true
            if any(row.keys() != {"g", "h"} for row in rows):
                raise self._no_result()
            found.update({_name(row["g"]): row["h"] if row["g"] not in found else PENDING for row in rows})
            if len(found) > _MARKS:
                raise BadArgument(self.where.query, "it tells of more and more graphs", "check the URL and --server")
            if len(found) == known or len(rows) < _PAGE:
                return found

    def mark(self, name: str, value: str) -> None:
        """Writes the mark of a graph in place of the one it had."""
        self.update(
            f"DELETE WHERE {{ GRAPH <{META}> {{ {_iri(name)} {_HASH} ?old }} }} ; "
            f'INSERT DATA {{ GRAPH <{META}> {{ {_iri(name)} {_HASH} "{value}" }} }}'
        )

    def unmark(self, name: str) -> None:
        """Removes the mark of a graph."""
        self.update(f"DELETE WHERE {{ GRAPH <{META}> {{ {_iri(name)} {_HASH} ?old }} }}")

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a query, each value as text."""
        headers = {"Accept": "application/sparql-results+json"}
        answer = self._request("POST", self.where.query, data={"query": query}, headers=headers)
        try:
            bindings = json.loads(answer.content)["results"]["bindings"]
            return [{name: str(cell["value"]) for name, cell in row.items()} for row in bindings]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise self._no_result() from error

    def _number(self, row: Mapping[str, str]) -> int:
        """The count that a row tells as ?n."""
        told = row.get("n", "")
        if not (told.isascii() and told.isdecimal()):
            raise self._no_result()
        return int(told[:_DIGITS])

    def _no_result(self) -> BadArgument:
        what = "the answer to a query is no SPARQL result"
        return BadArgument(self.where.query, what, "check the URL and --server")

    def update(self, update: str) -> None:
        """Runs a SPARQL update."""
        self._request("POST", self.where.update, data={self.where.update_parameter: update})

    def _send(self, method: str, graph: str | None, content: bytes | None) -> None:
        headers = {"Content-Type": self.where.content_type} if content is not None else {}
        self._request(method, self.where.graphs, params=_addressed(graph), content=content, headers=headers)

    def _request(self, method: str, url: str, **what: Any) -> Answer:
        """One request, tried again while the server is away or busy: every one of ours may be repeated."""
        problem, wanted = "", 0.0
        for pause in _pauses(self._patience):
            time.sleep(max(pause, wanted))
            try:
                answer = answered(self._client, method, url, self._patience.timeout, **what)
            except httpx.RequestError as error:
                problem, wanted = str(error) or type(error).__name__, 0.0
                continue
            if answer.status not in _BUSY:
                return _accepted(url, answer)
            problem, wanted = f"it answered {answer.status}", asked_to_wait(answer.headers)
            if wanted > self._patience.timeout:
                problem += f", and wants to be asked again in {wanted:,.0f} s"
                break
        advice = "start it or look into its log, and push again: what arrived is kept, the rest will follow"
        raise Unreachable(url, f"the server cannot be reached ({problem})", advice)


_NTRIPLES = {"Accept": "application/n-triples"}


def _conditions(counts: Mapping[str, int]) -> Iterator[str]:
    """Conditions that cut a graph, with so many statements of each property, into parts of no more than a page."""
    held: list[str] = []
    size = 0
    for name, count in sorted(counts.items(), key=lambda pair: pair[1]):
        if held and size + count > _PAGE:
            yield f"FILTER(?p IN ({', '.join(held)}))"
            held, size = [], 0
        if count > _PAGE:
            yield from _digits(name, count)
        else:
            held.append(name)
            size += count
    if held:
        yield f"FILTER(?p IN ({', '.join(held)}))"


def _digits(name: str, count: int) -> Iterator[str]:
    """A long property by the first digits of its subjects' hashes; parts differ in size, so half a page is aimed at."""
    digits = 1
    while count > _PAGE // 2 * 16**digits:
        digits += 1
    for each in product("0123456789abcdef", repeat=digits):
        yield f'FILTER(?p = {name} && STRSTARTS(LCASE(MD5(STR(?s))), "{"".join(each)}"))'


def _iri(name: str) -> str:
    """An IRI in a query; what comes from a server is not trusted to be one."""
    try:
        return str(ox.NamedNode(name))
    except ValueError as error:
        raise BadArgument(printable(name), "it is no IRI", "give an absolute IRI such as urn:budget-lists") from error


def _name(told: str) -> str:
    """The name of a graph as the server tells it, for use in requests."""
    _iri(told)
    return told


def _addressed(graph: str | None) -> Mapping[str, str]:
    return {"default": ""} if graph is None else {"graph": graph}


def _pauses(patience: Patience) -> Iterator[float]:
    yield 0.0
    for number in range(patience.tries - 1):
        yield patience.pause * 2**number


def _accepted(url: str, answer: Answer) -> Answer:
    if 300 <= answer.status < 400:
        place = printable(answer.headers.get("Location", "nowhere"))
        raise BadArgument(url, f"the server sends us on to {place}", "give that URL instead")
    if not 200 <= answer.status < 300:
        # Virtuoso answers an update that the user has no right to with 500
        forbidden = answer.status == 500 and "no permission" in answer.words.lower()
        raise Refused(url, 403 if forbidden else answer.status, answer.words)
    return answer


def authentication(kind: str, user: str, password: str) -> httpx.Auth:
    """How a user shows who he is: `basic`, `digest`, or `bearer` (the password is the token).

    Raises BadArgument for a token that cannot stand in a header: the error of the HTTP library would print it.
    """
    if kind == "bearer" and not (password.isascii() and password.isprintable() and password.strip() == password):
        raise BadArgument("KG_PASSWORD", "it is no token", "a token is one word of ASCII letters without a line end")
    ways: Mapping[str, Callable[[], httpx.Auth]] = {
        "basic": lambda: httpx.BasicAuth(user, password),
        "digest": lambda: httpx.DigestAuth(user, password),
        "bearer": lambda: _Bearer(password),
    }
    return ways[kind]()


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
