"""Whether a server holds a graph as it was sent: by the number of its statements, or statement by statement."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import BadArgument
from kg.export.comparable import comparable, comparable_hash
from kg.export.remote import RemoteStore

CHECKS = ("hash", "count", "none")
"""How a graph is checked: fetched back and hashed, counted, or not at all."""
_SHOWN = 160


def difference(remote: RemoteStore, graph: str | None, lines: Sequence[bytes], check: str) -> str:
    """What is wrong with a graph (none: the default graph) on the server; empty where nothing is.

    `lines` are the N-Triples that were sent, each once. With `hash` the graph is fetched back and the hashes of the
    canonical forms are compared, numbers by value since stores rewrite them (see `kg.export.comparable`).
    """
    if check == "none":
        return ""
    if check == "count":
        return _counted(remote, graph, lines)
    content = remote.fetch(graph, _most(lines))
    found = _same(remote, graph, content, lines)
    if found is not None and graph is not None and remote.count(graph) > len(set(found)):
        # the server cuts long answers, so ask for them in pieces
        content = remote.fetch_in_parts(graph)
        found = _same(remote, graph, content, lines)
    if found is None:
        return ""
    wanted = comparable(ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES))
    return _told(wanted, comparable(found))


def _same(remote: RemoteStore, graph: str | None, content: bytes, lines: Sequence[bytes]) -> list[ox.Triple] | None:
    """Nothing where a server's answer states what was sent; else the statements that it gave.

    Equal lines are equal statements, so canonical forms are made only where the lines differ: most servers send back
    ours to the letter, and that is quickly seen.
    """
    if set(content.splitlines(keepends=True)) == set(lines):
        return None
    found = _parsed(remote, graph, content)
    if {f"{triple} .\n".encode() for triple in found} == set(lines):
        return None
    wanted = comparable(ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES))
    return None if comparable_hash(comparable(found)) == comparable_hash(wanted) else found


def _most(lines: Sequence[bytes]) -> int:
    """Bytes that an answer may have that states these: escapes of Chinese take up to four times the room."""
    return 2**24 + 4 * sum(map(len, lines))


def _counted(remote: RemoteStore, graph: str | None, lines: Sequence[bytes]) -> str:
    found = remote.count(graph) if graph is not None else len(_parsed(remote, None, remote.fetch(None, _most(lines))))
    return "" if found == len(lines) else f"the server holds {found} statements of {len(lines)}"


def _parsed(remote: RemoteStore, graph: str | None, content: bytes) -> list[ox.Triple]:
    try:
        return [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES, lenient=True)]
    except SyntaxError as error:
        what = f"what the server gives of {graph or 'the default graph'} is no N-Triples ({error})"
        raise BadArgument(remote.where.graphs, what, "check the URL and --server, or use --check count") from error


def _told(wanted: list[str], found: list[str]) -> str:
    """The difference with one example each way, so that a person can look it up."""
    lacking, other = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    parts = [f"the server holds {len(found)} statements of {len(wanted)}"]
    if lacking:
        parts.append(f"{len(lacking)} of ours it lacks, as {_short(lacking[0])}")
    if other:
        parts.append(f"{len(other)} are not ours, as {_short(other[0])}")
    return "; ".join(parts)


def _short(line: str) -> str:
    text = line.strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
