"""A store into real servers over HTTP: with each way of checking, and again without a change."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.export.checking import CHECKS
from kg.export.endpoints import endpoints
from kg.export.push import plan, push
from kg.export.remote import RemoteStore, authentication
from kg.store.embedded import EmbeddedStore
from tests.bench.bench_export import stored
from tests.export.servers import OxigraphServer
from tests.export.virtuoso import PASSWORD, USER, VirtuosoServer


def report() -> list[str]:
    """One line a server and check: statements a second of a first push; then a push with nothing to do."""
    store = stored()
    count = sum(1 for graph in store.graphs() for _ in store.content(graph))
    lines = [f"Pushing {count} statements of {len(list(store.graphs()))} documents, a graph each"]
    for kind in ("oxigraph", "virtuoso"):
        try:
            lines += list(_server(kind, store, count))
        except pytest.skip.Exception as reason:
            lines.append(f"  {kind}: {reason}")
    return lines


def _server(kind: str, store: EmbeddedStore, count: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        server = OxigraphServer(place) if kind == "oxigraph" else VirtuosoServer(place)
        server.start()
        auth = authentication("digest", USER, PASSWORD) if kind == "virtuoso" else None
        try:
            for check in reversed(CHECKS):
                yield _pushed(kind, server.url, auth, store, count, check)
        finally:
            server.kill()


def _pushed(kind: str, url: str, auth: httpx.Auth | None, store: EmbeddedStore, count: int, check: str) -> str:
    remote = RemoteStore(endpoints(url, kind), auth)
    begin = time.perf_counter()
    done = list(push(store, remote, plan(store, remote, lists=False), batch=5_000, check=check))
    seconds = time.perf_counter() - begin
    assert {each.outcome for each in done} == {"new"}, done
    begin = time.perf_counter()
    again = plan(store, remote, lists=False)
    idle = time.perf_counter() - begin
    assert not again.new
    assert not again.changed
    for graph in store.graphs():
        remote.drop(graph)
        remote.unmark(graph)
    remote.close()
    return (
        f"  {kind:<9} --check {check:<6} {seconds:6.2f} s  {count / seconds:9,.0f} statements/s"
        f"   nothing to do: {idle * 1000:.0f} ms"
    )
