"""Servers that answer too much, too slowly, in riddles, or with our own password: what breaks is said, nothing more."""

from __future__ import annotations

import base64
import gzip
import json
import time
from collections.abc import Callable
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler

import pytest

from kg.errors import BadArgument
from kg.export.endpoints import endpoints
from kg.export.push import plan, push
from kg.export.remote import Patience, Refused, RemoteStore, Unreachable, authentication
from kg.store.embedded import EmbeddedStore
from tests.export.servers import Gate, OxigraphServer, reply

Handle = Callable[[BaseHTTPRequestHandler], bool]
STATEMENT = b"<urn:a> <urn:b> <urn:c> .\n"


def _remote(gate: Gate, timeout: float = 20, tries: int = 2) -> RemoteStore:
    return RemoteStore(endpoints(gate.url, "oxigraph"), None, Patience(tries, 0.01, timeout))


def _always(status: int, body: bytes, headers: dict[str, str] | None = None) -> Handle:
    def answer(request: BaseHTTPRequestHandler) -> bool:
        reply(request, status, body, headers)
        return False

    return answer


def _endless(part: bytes, pause: float) -> Handle:
    def answer(request: BaseHTTPRequestHandler) -> bool:
        request.send_response(200)
        request.end_headers()
        request.close_connection = True
        try:
            while True:
                request.wfile.write(part)
                request.wfile.flush()
                time.sleep(pause)
        except OSError:
            return False

    return answer


def test_an_answer_without_end_is_given_up(gate: Gate) -> None:
    gate.before = _endless(b"<urn:a> <urn:b> <urn:c> .\n" * 10_000, 0)
    with pytest.raises(BadArgument, match=r"larger than 1,000,000 bytes.*check the URL and --server"):
        _remote(gate).fetch("urn:g", 1_000_000)
    assert _remote(gate).fetch("urn:g", 100, cut=True).startswith(STATEMENT)
    with pytest.raises(BadArgument, match="larger than 67,108,864 bytes"):
        _remote(gate).marks()


def test_an_answer_in_drops_is_given_up(gate: Gate) -> None:
    gate.before = _endless(b" ", 0.02)
    begin = time.monotonic()
    with pytest.raises(Unreachable, match=r"after 0 s and more only \d+ bytes of the answer are there"):
        _remote(gate, timeout=0.3, tries=1).fetch("urn:g")
    assert time.monotonic() - begin < 10


def test_a_small_answer_that_unpacks_to_a_huge_one_is_given_up(gate: Gate) -> None:
    packed = gzip.compress(STATEMENT * 400_000)
    assert len(packed) < 100_000
    gate.before = _always(200, packed, {"Content-Encoding": "gzip"})
    with pytest.raises(BadArgument, match="larger than 1,000,000 bytes"):
        _remote(gate).fetch("urn:g", 1_000_000)


def test_an_answer_that_is_not_packed_as_it_says_is_told(gate: Gate) -> None:
    gate.before = _always(200, STATEMENT, {"Content-Encoding": "gzip"})
    with pytest.raises(Unreachable, match="decompressing"):
        _remote(gate).fetch("urn:g")


def test_words_of_a_server_do_nothing_to_a_terminal(gate: Gate) -> None:
    gate.before = _always(400, "\x1b[2J\x07错误\u202e\nline".encode(), {"Content-Type": "text/plain; charset=nonsense"})
    with pytest.raises(Refused) as told:
        _remote(gate).marks()
    assert "the server answered 400 ([2J 错误 line); the server's own words say why" in str(told.value)


@pytest.mark.parametrize(("kind", "user"), [("basic", "用户"), ("bearer", "")])
def test_a_password_that_the_server_echoes_is_not_told(kind: str, user: str, gate: Gate) -> None:
    secret = "tok-5ecret"

    def echo(request: BaseHTTPRequestHandler) -> bool:
        shown = request.headers["Authorization"]
        plain = base64.b64decode(shown.split()[1]).decode() if kind == "basic" else ""
        reply(request, 401, f"no: {shown} {plain}".encode())
        return False

    gate.before = echo
    remote = RemoteStore(endpoints(gate.url, "oxigraph"), authentication(kind, user, secret), Patience(1))
    with pytest.raises(Refused, match=r"the server answered 401 \(no: ") as told:
        remote.marks()
    assert secret not in str(told.value)
    assert base64.b64encode(f"{user}:{secret}".encode()).decode() not in str(told.value)


@pytest.mark.parametrize("token", ["tok-5ecret\n", "tok-5ecret密"])
def test_a_token_that_no_header_can_hold_is_not_repeated(token: str) -> None:
    with pytest.raises(BadArgument, match="it is no token") as told:
        authentication("bearer", "", token)
    assert "5ecret" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("http://localhost:99999", "no address of a server"),
        ("http://localhost:port", "no address of a server"),
        ("http://[::1", "no address of a server"),
        ("http://", "no address of a server"),
        ("ftp://x?key=5ecret", "no address of a server"),
        ("http://x/p?key=5ecret", "more than an address"),
        ("http://x/#5ecret", "more than an address"),
        ("http://u:5ecret@x/", "a name or password stands in the address"),
    ],
)
def test_addresses_that_are_none(url: str, what: str) -> None:
    with pytest.raises(BadArgument, match=what) as told:
        endpoints(url, "oxigraph")
    assert "5ecret" not in str(told.value)


def test_a_busy_server_is_asked_again_when_it_wants(small_store: EmbeddedStore, gate: Gate) -> None:
    refused: list[float] = []

    def busy(request: BaseHTTPRequestHandler) -> bool:
        if refused:
            return True
        refused.append(time.monotonic())
        reply(request, 503, b"", {"Retry-After": "1"})
        return False

    gate.before = busy
    assert _remote(gate).marks() == {}
    assert time.monotonic() - refused[0] >= 1
    assert len(gate.requests) == 1


def test_a_server_that_wants_to_be_left_alone_for_long_is_left_alone(gate: Gate) -> None:
    for told in ("86400", formatdate(time.time() + 86_400, usegmt=True)):
        gate.before = _always(503, b"", {"Retry-After": told})
        begin = time.monotonic()
        with pytest.raises(Unreachable, match=r"it answered 503, and wants to be asked again in 86,[0-9]{3} s"):
            _remote(gate, tries=5).marks()
        assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    "rows",
    [
        [{"g": {"value": "no iri> } ; DROP ALL"}, "h": {"value": "x"}}],
        [{"g": {"value": "urn:g"}}],
        [{"g": {"value": ["urn:g"]}, "h": {"value": 1}}],
        ["row"],
    ],
)
def test_marks_that_are_none_are_told_before_anything_is_removed(
    rows: list[object], small_store: EmbeddedStore, server: OxigraphServer, gate: Gate
) -> None:
    sent: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> bool:
        sent.append(request.command)
        reply(request, 200, json.dumps({"results": {"bindings": rows}}).encode())
        return False

    gate.before = answer
    remote = _remote(gate)
    with pytest.raises(BadArgument, match=r"it is no IRI|no SPARQL result"):
        list(push(small_store, remote, plan(small_store, remote), prune=True))
    assert sent == ["POST"]


@pytest.mark.parametrize(
    "told", ['{"n": {"value": "many"}}', '{"n": {"value": "1e9"}}', "{}", '{"n": {"value": "-1"}}']
)
def test_a_count_that_is_none_is_told(told: str, gate: Gate) -> None:
    gate.before = _always(200, f'{{"results": {{"bindings": [{told}]}}}}'.encode())
    with pytest.raises(BadArgument, match="no SPARQL result"):
        _remote(gate).count("urn:g")


def test_a_default_graph_of_others_is_not_read_to_its_end(small_store: EmbeddedStore, gate: Gate) -> None:
    def theirs(request: BaseHTTPRequestHandler) -> bool:
        return request.command != "GET" or _endless(STATEMENT * 10_000, 0)(request)

    gate.before = theirs
    remote = _remote(gate)
    with pytest.raises(BadArgument, match="name a free graph with --lists-graph"):
        list(push(small_store, remote, plan(small_store, remote)))
