"""A store into a triple store over HTTP: named graph by named graph, only what changed, checked afterwards.

The mark of a graph is set to `pending` before the graph is touched and to its content hash when it stands. Whatever
ends a push in between, the next one finds the mark and does that graph again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import BadArgument
from kg.export.checking import difference
from kg.export.content import END, content_of
from kg.export.files import named
from kg.export.remote import LISTS_MARK, META, PENDING, Refused, RemoteStore
from kg.store.embedded import EmbeddedStore

BATCH = 50_000
_LOOK = 4096
_FATAL = frozenset({401, 403, 404, 405})


@dataclass(frozen=True, slots=True)
class Part:
    """One graph to push: its name (none: the default graph), the name of its mark, and the mark it is to get."""

    graph: str | None
    mark_name: str
    digest: str
    lists: bool = False
    foreign: bool = False
    """No mark says that what stands there came from here"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push would do."""

    new: tuple[Part, ...]
    changed: tuple[Part, ...]
    unchanged: tuple[Part, ...]
    withdrawn: tuple[str, ...]
    """Graphs that the target holds by an earlier push and the store no longer"""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What happened to one graph: new, changed, removed, checked, or failed and why."""

    graph: str
    outcome: str
    statements: int = 0
    problem: str = ""


def plan(store: EmbeddedStore, remote: RemoteStore, lists: bool = True, lists_graph: str | None = None) -> Plan:
    """Compares the store with the marks of the target.

    Raises BadArgument where the lists are to go to a default graph that the server has not.
    """
    if lists and lists_graph is None and remote.where.default_graph == "no":
        what = "this server has no default graph for the ontology and the code lists"
        raise BadArgument(remote.where.graphs, what, "name a graph with --lists-graph, or use --no-lists")
    marks = remote.marks()
    parts = [Part(name, name, _digest(store, name)) for name in named(store)]
    wanted = {part.mark_name for part in parts}
    if lists:
        foreign = LISTS_MARK not in marks or marks[LISTS_MARK].partition(" ")[2] != (lists_graph or "")
        parts.insert(0, Part(lists_graph, LISTS_MARK, _placed(_digest(store, None), lists_graph), True, foreign))
        if lists_graph in wanted or lists_graph == META:
            raise BadArgument(str(lists_graph), "a document or the marks stand in this graph", "name another graph")
    return Plan(
        new=tuple(part for part in parts if part.mark_name not in marks),
        changed=tuple(part for part in parts if marks.get(part.mark_name, part.digest) != part.digest),
        unchanged=tuple(part for part in parts if marks.get(part.mark_name) == part.digest),
        withdrawn=tuple(sorted(marks.keys() - wanted - {LISTS_MARK})),
    )


def push(
    store: EmbeddedStore,
    remote: RemoteStore,
    todo: Plan,
    prune: bool = False,
    batch: int = BATCH,
    check: str = "hash",
) -> Iterator[Pushed]:
    """Does what the plan says, and tells it graph by graph; with `prune` withdrawn graphs are removed.

    A graph that the server refuses, or holds otherwise than we sent it (`check`: see `kg.export.checking.CHECKS`), is
    told as failed, keeps its mark `pending` and is pushed again next time. Raises Unreachable where the server is
    gone, and Refused at once where it lets us write nothing.
    """
    for outcome, parts in (("new", todo.new), ("changed", todo.changed)):
        for part in parts:
            yield _guarded(part.graph or "default graph", _one, store, remote, part, outcome, batch, check)
    for graph in todo.withdrawn if prune else ():
        yield _guarded(graph, _remove, remote, graph)


def verify(store: EmbeddedStore, remote: RemoteStore, todo: Plan, check: str = "hash") -> Iterator[Pushed]:
    """Checks the graphs that needed no push; one that has changed behind our back is marked to be pushed again."""
    for part in todo.unchanged:
        yield _guarded(part.graph or "default graph", _verified, store, remote, part, check)


def _guarded(graph: str, action: object, *arguments: object) -> Pushed:
    assert callable(action)
    try:
        result = action(*arguments)
    except Refused as refused:
        if refused.status in _FATAL:
            raise
        return Pushed(graph, "failed", problem=str(refused))
    assert isinstance(result, Pushed)
    return result


def _one(store: EmbeddedStore, remote: RemoteStore, part: Part, outcome: str, batch: int, check: str) -> Pushed:
    if part.lists and part.foreign:
        _check_place(remote, part.graph)
    lines = _lines(store, None if part.lists else part.graph)
    remote.mark(part.mark_name, _pending(part))
    remote.replace(part.graph, _batches(lines, batch))
    name = part.graph or "default graph"
    problem = difference(remote, part.graph, lines, check)
    if problem:
        return Pushed(name, "failed", problem=problem)
    remote.mark(part.mark_name, part.digest)
    return Pushed(name, outcome, len(lines))


def _verified(store: EmbeddedStore, remote: RemoteStore, part: Part, check: str) -> Pushed:
    lines = _lines(store, None if part.lists else part.graph)
    name = part.graph or "default graph"
    problem = difference(remote, part.graph, lines, check)
    if problem:
        remote.mark(part.mark_name, _pending(part))
        return Pushed(name, "failed", problem=f"{problem}; push again")
    return Pushed(name, "checked", len(lines))


def _remove(remote: RemoteStore, graph: str) -> Pushed:
    remote.drop(graph)
    remote.unmark(graph)
    return Pushed(graph, "removed")


def _batches(lines: list[bytes], batch: int) -> list[bytes]:
    """The requests' bodies; a blank node has its name in one request only, so with one everything goes at once."""
    if any(line.startswith(b"_:") or b"> _:" in line for line in lines):
        return [b"".join(lines)]
    return [b"".join(lines[at : at + batch]) for at in range(0, len(lines), batch)]


def _check_place(remote: RemoteStore, graph: str | None) -> None:
    """What somebody else put where the lists are to stand is not ours to replace."""
    if remote.fetch(graph, _LOOK, cut=True).strip():
        what = "it holds statements that were not pushed from here"
        raise BadArgument(graph or "default graph", what, "name a free graph with --lists-graph, or use --no-lists")


def _placed(mark: str, lists_graph: str | None) -> str:
    """The mark of the lists tells their place, too, since that can be chosen anew."""
    return mark if lists_graph is None else f"{mark} {lists_graph}"


def _pending(part: Part) -> str:
    return _placed(PENDING, part.graph if part.lists else None)


def _lines(store: EmbeddedStore, graph: str | None) -> list[bytes]:
    return [line + END for line in content_of(store, graph).statements]


def _digest(store: EmbeddedStore, graph: str | None) -> str:
    """The mark that the store keeps; worked out where a build was stopped before it wrote one."""
    return store.digest(graph) or hashlib.sha256(b"".join(_lines(store, graph))).hexdigest()
