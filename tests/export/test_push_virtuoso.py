"""Pushes into a real Virtuoso, which rewrites numbers, cuts long answers and asks for digest authentication."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.datafolders import data_folder
from kg.errors import BadArgument
from kg.export.comparable import comparable
from kg.export.endpoints import endpoints
from kg.export.push import Pushed, plan, push, verify
from kg.export.remote import Patience, Refused, RemoteStore, Unreachable, authentication
from kg.graph.iris import ONTOLOGY
from kg.store.embedded import EmbeddedStore
from tests.export.virtuoso import PASSWORD, USER, VirtuosoServer

LISTS = "urn:budget-lists"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtuosoServer]:
    server = VirtuosoServer(tmp_path_factory.mktemp("virtuoso"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def remote(virtuoso: VirtuosoServer, small_store: EmbeddedStore) -> Iterator[RemoteStore]:
    """An empty target; what a test left is removed."""
    opened = _remote(virtuoso)
    for graph in [*opened.marks(), LISTS, "urn:test"]:
        opened.drop(graph)
        opened.unmark(graph)
    yield opened
    opened.close()


def _remote(server: VirtuosoServer, user: str = USER, password: str = PASSWORD, tries: int = 2) -> RemoteStore:
    patience = Patience(tries=tries, pause=0.05, timeout=60)
    return RemoteStore(endpoints(server.url, "virtuoso"), authentication("digest", user, password), patience)


def _push(store: EmbeddedStore, remote: RemoteStore, batch: int = 5_000, prune: bool = False) -> list[Pushed]:
    return list(push(store, remote, plan(store, remote, lists_graph=LISTS), prune, batch))


def _outcomes(done: list[Pushed]) -> list[str]:
    return [each.outcome for each in done]


def _assert_held(store: EmbeddedStore, remote: RemoteStore) -> None:
    """Everything stands there, told by the server's own answers and not by the push's check."""
    for graph in [None, *store.graphs()]:
        place = graph or LISTS
        found = ox.parse(remote.fetch_in_parts(place), format=ox.RdfFormat.N_TRIPLES)
        assert comparable(quad.triple for quad in found) == comparable(quad.triple for quad in store.content(graph))


def test_a_push_and_again(small_store: EmbeddedStore, remote: RemoteStore) -> None:
    assert _outcomes(_push(small_store, remote)) == ["new", "new", "new"]
    _assert_held(small_store, remote)
    todo = plan(small_store, remote, lists_graph=LISTS)
    assert (todo.new, todo.changed, todo.withdrawn) == ((), (), ())
    assert _outcomes(list(verify(small_store, remote, todo))) == ["checked"] * 3
    assert _push(small_store, remote) == []
    gone = sorted(small_store.graphs())[0]
    small_store.store.remove_graph(ox.NamedNode(gone))
    assert _push(small_store, remote, prune=True) == [Pushed(gone, "removed")]
    assert remote.count(gone) == 0


def test_a_graph_longer_than_the_answers_of_the_server_is_checked_whole(
    small_store: EmbeddedStore, remote: RemoteStore
) -> None:
    """The lists of functions are longer than the 10,000 rows after which this server falls silent."""
    small_store.store.load(path=str(data_folder("ontology") / "codes/function-2024.ttl"), format=ox.RdfFormat.TURTLE)
    count = len(list(small_store.content(None)))
    assert count > 10_000
    done = _push(small_store, remote)
    assert done[0] == Pushed(LISTS, "new", count)
    assert remote.fetch(LISTS).count(b"\n") < count


def test_an_amount_changed_behind_our_back_is_found_though_the_count_is_right(
    small_store: EmbeddedStore, remote: RemoteStore
) -> None:
    _push(small_store, remote)
    graph = sorted(small_store.graphs())[0]
    fact = next(q for q in small_store.content(graph) if q.predicate.value == f"{ONTOLOGY}amount")
    assert isinstance(fact.object, ox.Literal)
    remote.update(
        f"WITH <{graph}> DELETE {{ {fact.subject} <{ONTOLOGY}amount> ?old }} "
        f'INSERT {{ {fact.subject} <{ONTOLOGY}amount> "1"^^<{XSD}decimal> }} '
        f"WHERE {{ {fact.subject} <{ONTOLOGY}amount> ?old }}"
    )
    todo = plan(small_store, remote, lists_graph=LISTS)
    assert _outcomes(list(verify(small_store, remote, todo, "count"))) == ["checked"] * 3
    checked = list(verify(small_store, remote, todo, "hash"))
    assert _outcomes(checked) == ["checked", "failed", "checked"]
    assert f"1 of ours it lacks, as {fact.subject}" in checked[1].problem
    assert _outcomes(_push(small_store, remote)) == ["changed"]
    _assert_held(small_store, remote)


def test_rewritten_numbers_are_the_same_and_other_rewriting_is_told(remote: RemoteStore) -> None:
    store = EmbeddedStore()
    numbers = ("2644.4", "0.0000001", "-0.5", "12345678901234567.89")
    lines = [f'<urn:test/{n}> <urn:p> "{text}"^^<{XSD}decimal> <urn:test> .\n' for n, text in enumerate(numbers)]
    texts = ["预算@zh", "line\\nbreak\\r\\ttab", "", " edges ", '\\"quoted\\" \\\\']
    lines += [f'<urn:test/t> <urn:p> "{text}" <urn:test> .\n' for text in texts]
    store.put("urn:test", "".join(sorted(lines)))
    todo = plan(store, remote, lists=False)
    assert list(push(store, remote, todo)) == [Pushed("urn:test", "new", 9)]
    # Virtuoso turns a duration into a number of months: that is another statement, and it is said
    store.put("urn:test", f'<urn:test/d> <urn:p> "P1Y"^^<{XSD}duration> <urn:test> .\n')
    (done,) = push(store, remote, plan(store, remote, lists=False))
    assert done.outcome == "failed"
    assert "1 of ours it lacks" in done.problem


def test_logins(virtuoso: VirtuosoServer, small_store: EmbeddedStore) -> None:
    with pytest.raises(Refused, match=r"answered 401.*KG_PASSWORD"):
        plan(small_store, _remote(virtuoso, password="wrong"), lists_graph=LISTS)
    virtuoso.sql("DB.DBA.USER_CREATE ('reader', 'geheim');\ngrant SPARQL_SELECT to \"reader\";\n")
    reader = _remote(virtuoso, "reader", "geheim")
    todo = plan(small_store, reader, lists_graph=LISTS)
    with pytest.raises(Refused, match="the user may not write there") as told:
        list(push(small_store, reader, todo))
    assert told.value.status == 403
    astray = RemoteStore(endpoints(f"{virtuoso.url}/nowhere", "virtuoso"), None, Patience(tries=1))
    with pytest.raises(BadArgument, match=r"no SPARQL result|answered 404"):
        plan(small_store, astray, lists_graph=LISTS)


def _push_for_ever(store: EmbeddedStore, remote: RemoteStore) -> None:
    """A push may be quicker than the killer: then everything counts as changed and is pushed again."""
    while True:
        _push(store, remote, batch=100)
        for graph in store.graphs():
            remote.mark(graph, "0")


def test_killed_in_the_middle_and_completed(
    small_store: EmbeddedStore, remote: RemoteStore, virtuoso: VirtuosoServer
) -> None:
    """Killed as by a power cut at two moments of a push in small batches; what was marked as done had to stay."""
    for delay in (0.15, 0.6):
        impatient = _remote(virtuoso, tries=1)
        killer = threading.Timer(delay, virtuoso.kill)
        killer.start()
        try:
            with pytest.raises(Unreachable, match="push again"):
                _push_for_ever(small_store, impatient)
        finally:
            killer.join()
            impatient.close()
        virtuoso.start()
        again = _remote(virtuoso)
        _push(small_store, again)
        _assert_held(small_store, again)
        todo = plan(small_store, again, lists_graph=LISTS)
        assert _outcomes(list(verify(small_store, again, todo))) == ["checked"] * 3
        again.close()
