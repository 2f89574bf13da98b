"""Pushes into a real server: only what changed, refusals told, and a server killed at any request loses nothing."""

from __future__ import annotations

import random
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.errors import BadArgument
from kg.export.endpoints import endpoints
from kg.export.push import Pushed, plan, push, verify
from kg.export.remote import LISTS_MARK, META, Patience, Refused, RemoteStore, Unreachable, authentication
from kg.graph.iris import ONTOLOGY
from kg.store.embedded import EmbeddedStore
from tests.export.servers import Gate, OxigraphServer, basic, digest, free_port, reply

QUICK = Patience(tries=2, pause=0.01, timeout=20)


def _remote(url: str, auth: httpx.Auth | None = None, patience: Patience = QUICK) -> RemoteStore:
    return RemoteStore(endpoints(url, "oxigraph"), auth, patience)


def _push(store: EmbeddedStore, remote: RemoteStore, prune: bool = False, batch: int = 50_000) -> list[Pushed]:
    return list(push(store, remote, plan(store, remote), prune, batch))


def _outcomes(done: list[Pushed]) -> list[str]:
    return [each.outcome for each in done]


def _held(remote: RemoteStore, graph: str | None) -> set[str]:
    return {str(triple) for triple in ox.parse(remote.fetch(graph), format=ox.RdfFormat.N_TRIPLES)}


def _assert_equal(store: EmbeddedStore, remote: RemoteStore) -> None:
    for graph in [None, *store.graphs()]:
        assert _held(remote, graph) == {str(quad.triple) for quad in store.content(graph)}
    rows = remote.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert {row["g"] for row in rows} == {META, *store.graphs()}


def test_a_push_brings_everything_and_the_next_one_nothing(small_store: EmbeddedStore, gate: Gate) -> None:
    remote = _remote(gate.url)
    done = _push(small_store, remote)
    assert _outcomes(done) == ["new", "new", "new"]
    at_home = len(list(small_store.content(META)))  # the marks of the store itself
    assert sum(each.statements for each in done) == len(list(small_store.store)) - at_home
    _assert_equal(small_store, remote)
    gate.requests.clear()
    assert _push(small_store, remote) == []
    assert gate.requests == [("POST", "/query")]


def test_only_the_changed_document_is_sent(small_store: EmbeddedStore, gate: Gate) -> None:
    remote = _remote(gate.url)
    _push(small_store, remote)
    first, second = sorted(small_store.graphs())
    fewer = "".join(sorted(f"{quad} .\n" for quad in small_store.content(first))[:10])
    small_store.put(first, fewer)
    gate.requests.clear()
    assert _push(small_store, remote) == [Pushed(first, "changed", 10)]
    assert [path for method, path in gate.requests if method == "PUT"] == ["/store"]
    _assert_equal(small_store, remote)
    assert second in remote.marks()


def test_withdrawn_documents_go_only_when_asked(small_store: EmbeddedStore, server: OxigraphServer) -> None:
    remote = _remote(server.url)
    _push(small_store, remote)
    gone = sorted(small_store.graphs())[0]
    small_store.store.remove_graph(ox.NamedNode(gone))
    todo = plan(small_store, remote)
    assert todo.withdrawn == (gone,)
    assert (todo.new, todo.changed) == ((), ())
    assert _push(small_store, remote) == []
    assert _held(remote, gone)
    assert _push(small_store, remote, prune=True) == [Pushed(gone, "removed")]
    _assert_equal(small_store, remote)
    assert plan(small_store, remote).withdrawn == ()


def test_graphs_of_others_are_left_alone(small_store: EmbeddedStore, server: OxigraphServer) -> None:
    remote = _remote(server.url)
    remote.replace("https://example.org/theirs", [b"<urn:a> <urn:b> <urn:c> .\n"])
    _push(small_store, remote, prune=True)
    assert remote.count("https://example.org/theirs") == 1


def test_a_default_graph_of_others_is_not_replaced(small_store: EmbeddedStore, server: OxigraphServer) -> None:
    remote = _remote(server.url)
    remote.replace(None, [b"<urn:a> <urn:b> <urn:c> .\n"])
    with pytest.raises(BadArgument, match="name a free graph with --lists-graph"):
        _push(small_store, remote)
    assert remote.fetch(None).count(b"\n") == 1
    place = "https://example.org/lists"
    list(push(small_store, remote, plan(small_store, remote, lists_graph=place)))
    assert remote.count(place) == len(list(small_store.content(None)))
    assert remote.fetch(None).count(b"\n") == 1
    assert plan(small_store, remote, lists_graph=place).changed == ()
    # another place chosen later is looked at as carefully as the first
    remote.replace("https://example.org/theirs", [b"<urn:a> <urn:b> <urn:c> .\n"])
    with pytest.raises(BadArgument, match="not pushed from here"):
        list(push(small_store, remote, plan(small_store, remote, lists_graph="https://example.org/theirs")))


@pytest.mark.parametrize("answered", [False, True])
def test_a_server_killed_at_any_request_loses_nothing(
    answered: bool, small_store: EmbeddedStore, server: OxigraphServer, gate: Gate
) -> None:
    """Killed at the n-th request, before it is done or after, and pushed again: for n up to a push without a kill."""

    def kill_before(number: int) -> None:
        def check(request: BaseHTTPRequestHandler) -> bool:
            if len(gate.requests) + 1 == number:
                server.kill()
            return True

        gate.before = check

    def kill_after(number: int) -> None:
        def done(count: int) -> None:
            if count == number:
                server.kill()
                raise ConnectionResetError

        gate.after = done

    killed = 0
    remote = _remote(gate.url)
    for number in (2, 3, 4, 5, 7, 9, 11, 13):
        gate.requests.clear()
        (kill_after if answered else kill_before)(number)
        with pytest.raises(Unreachable, match="what arrived is kept, the rest will follow"):
            _push(small_store, remote, batch=250)
        gate.before, gate.after = (lambda request: True), (lambda count: None)
        server.start()
        killed += 1
        _push(small_store, remote, batch=250)
        _assert_equal(small_store, remote)
        assert _push(small_store, remote) == []
        # from the start again
        remote.update("DROP ALL")
    assert killed == 8


def test_a_server_killed_at_random_moments_loses_nothing(small_store: EmbeddedStore, server: OxigraphServer) -> None:
    """The clock decides when the server dies, so that it dies inside its own work, too."""
    moments = random.Random(7)
    for number in range(6):
        small_store.put(f"urn:doc:{number}", _many(f"urn:doc:{number}", 2_000))
    broken = 0
    for _ in range(5):
        remote = _remote(server.url, patience=Patience(tries=1, pause=0.01, timeout=20))
        killer = threading.Timer(moments.uniform(0.0, 0.9), server.kill)
        killer.start()
        try:
            _push(small_store, remote, batch=500)
        except Unreachable:
            broken += 1
        killer.join()
        server.kill()
        server.start()
        done = _push(small_store, remote, batch=500)
        assert "failed" not in _outcomes(done)
        _assert_equal(small_store, remote)
        remote.update("DROP ALL")
        remote.close()
    assert broken >= 1


def _many(graph: str, count: int) -> str:
    return "".join(sorted(f'<{graph}/{n}> <urn:p> "{n}" <{graph}> .\n' for n in range(count)))


def test_a_count_alone_does_not_see_a_wrong_number(small_store: EmbeddedStore, server: OxigraphServer) -> None:
    remote = _remote(server.url)
    _push(small_store, remote)
    graph = sorted(small_store.graphs())[0]
    fact = next(q for q in small_store.content(graph) if q.predicate.value == f"{ONTOLOGY}amount")
    old, new = f"{fact.subject} {fact.predicate} {fact.object}", f"{fact.subject} {fact.predicate} 1.0"
    remote.update(f"DELETE DATA {{ GRAPH <{graph}> {{ {old} }} }} ; INSERT DATA {{ GRAPH <{graph}> {{ {new} }} }}")
    todo = plan(small_store, remote)
    assert _outcomes(list(verify(small_store, remote, todo, "count"))) == ["checked"] * 3
    assert _outcomes(list(verify(small_store, remote, todo))) == ["checked", "failed", "checked"]
    assert _outcomes(_push(small_store, remote)) == ["changed"]
    _assert_equal(small_store, remote)


def test_a_busy_server_is_asked_again(small_store: EmbeddedStore, gate: Gate) -> None:
    refused: list[str] = []

    def busy(request: BaseHTTPRequestHandler) -> bool:
        if len(refused) % 2 == 0 and len(refused) < 6:
            refused.append(request.command)
            reply(request, 503, b"later")
            return False
        refused.append("")
        return True

    gate.before = busy
    remote = _remote(gate.url)
    _push(small_store, remote)
    assert len([each for each in refused if each]) == 3
    _assert_equal(small_store, remote)


@pytest.mark.parametrize(("kind", "keeper"), [("basic", basic), ("digest", digest)])
def test_a_login(kind: str, keeper: object, small_store: EmbeddedStore, gate: Gate) -> None:
    assert callable(keeper)
    gate.before = keeper("dba", "pass:wörd")
    remote = _remote(gate.url, authentication(kind, "dba", "pass:wörd"))
    assert len(_push(small_store, remote)) == 3
    _assert_equal(small_store, remote)
    for auth in (None, authentication(kind, "dba", "wrong")):
        with pytest.raises(Refused, match=r"answered 401.*KG_PASSWORD") as told:
            plan(small_store, _remote(gate.url, auth))
        assert "wrong" not in str(told.value)


def test_a_token(small_store: EmbeddedStore, gate: Gate) -> None:
    seen: list[str | None] = []
    gate.before = lambda request: seen.append(request.headers.get("Authorization")) or True
    plan(small_store, _remote(gate.url, authentication("bearer", "", "t0ken")))
    assert seen == ["Bearer t0ken"]


def test_a_refused_graph_does_not_stop_the_others(small_store: EmbeddedStore, gate: Gate) -> None:
    bad = sorted(small_store.graphs())[0]

    def refuse(request: BaseHTTPRequestHandler) -> bool:
        if request.command == "PUT" and bad.rsplit("/", 1)[1] in request.path:
            reply(request, 413, b"too much")
            return False
        return True

    gate.before = refuse
    remote = _remote(gate.url)
    done = _push(small_store, remote)
    assert _outcomes(done) == ["new", "failed", "new"]
    assert "answered 413 (too much); send smaller batches with --batch" in done[1].problem
    gate.before = lambda request: True
    assert _outcomes(_push(small_store, remote)) == ["changed"]
    _assert_equal(small_store, remote)


def test_a_graph_that_changed_behind_our_back_is_found_and_repaired(
    small_store: EmbeddedStore, server: OxigraphServer
) -> None:
    remote = _remote(server.url)
    _push(small_store, remote)
    graph = sorted(small_store.graphs())[0]
    remote.update(f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s <{ONTOLOGY}amount> ?o }} }}")
    checked = list(verify(small_store, remote, plan(small_store, remote)))
    assert _outcomes(checked) == ["checked", "failed", "checked"]
    assert "statements of" in checked[1].problem
    assert _outcomes(_push(small_store, remote)) == ["changed"]
    _assert_equal(small_store, remote)


def test_what_a_store_folder_says_of_itself_is_understood(
    small_store: EmbeddedStore, tmp_path: Path, small_file: Path
) -> None:
    """`oxigraph serve` over a store that `kg build` made: the marks are the same, so nothing is sent twice."""
    small_store.store.backup(str(tmp_path / "copy"))
    served = OxigraphServer(tmp_path / "copy")
    served.start()
    try:
        remote = _remote(served.url)
        todo = plan(small_store, remote, lists=False)
        assert (todo.new, todo.changed, len(todo.unchanged)) == ((), (), 2)
        assert LISTS_MARK not in remote.marks()
    finally:
        served.kill()


def test_no_server_is_told(small_store: EmbeddedStore) -> None:
    with pytest.raises(Unreachable, match="the server cannot be reached"):
        plan(small_store, _remote(f"http://127.0.0.1:{free_port()}"))


def test_a_server_of_another_kind_is_told(small_store: EmbeddedStore, gate: Gate) -> None:
    def page(request: BaseHTTPRequestHandler) -> bool:
        reply(request, 200, b"<html>welcome</html>")
        return False

    gate.before = page
    with pytest.raises(BadArgument, match="no SPARQL result; check the URL and --server"):
        plan(small_store, _remote(gate.url))

    def moved(request: BaseHTTPRequestHandler) -> bool:
        reply(request, 308, b"", {"Location": "https://example.org/"})
        return False

    gate.before = moved
    with pytest.raises(BadArgument, match=r"sends us on to https://example\.org/"):
        plan(small_store, _remote(gate.url))


@pytest.mark.parametrize("url", ["localhost:7878", "ftp://host/x", "http://", "http://user:secret@host/"])
def test_addresses_that_cannot_be(url: str) -> None:
    with pytest.raises(BadArgument) as told:
        endpoints(url, "oxigraph")
    assert "secret" not in str(told.value)
