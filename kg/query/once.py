"""What a free query is asked of, so that a statement counts once however many documents make it.

Oxigraph gives a statement of the union of graphs once for each graph that holds it (its issue 1919). Documents of one
department repeat what they say of the department, so a sum that is joined with its name would be a multiple of the
right one. A query without GRAPH is therefore asked of a copy of the store that holds each such statement in one graph
only; a query that reads them outside of GRAPH, of a copy whose default graph holds them once. A copy consists of hard
links and of the few statements that differ. It is kept beside the store until the store changes.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from kg.graph.names import PREFIXES
from kg.query.reads import Pattern, Reads, reads, says_from, says_graph
from kg.store.embedded import EmbeddedStore

MAX_MERGED = 2_000_000
"""So many statements of a store in memory, or of the graphs of FROM, are copied for one query (some seconds)."""
FOLDER = "once"
"""The folder of the copies, in the folder of the store; it can be deleted at any time."""
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_SHARED = (
    (_TYPE, ox.NamedNode(f"{PREFIXES['bo']}Department")),
    (_TYPE, ox.NamedNode(f"{PREFIXES['org']}OrganizationalUnit")),
    (ox.NamedNode(f"{PREFIXES['bo']}unlisted"), ox.Literal(True)),
)
"""What several documents describe under one name: all other names of a document's graph begin with its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The store to ask, and whether its graphs are read as one; `repeats` where a statement may count several times."""

    store: ox.Store
    union: bool
    repeats: bool = False


def asked(store: EmbeddedStore, query: str, prefixes: Mapping[str, str]) -> Asked:
    """What this query, which must be valid, is asked of."""
    if says_from(query):
        return _of_from(store, reads(query, prefixes))
    repeated = _repeated(store.store)
    if not repeated:
        return Asked(store.store, union=True)
    if not says_graph(query):
        return _plain(store, repeated)
    return _mixed(store, repeated, reads(query, prefixes).outside)


def _plain(store: EmbeddedStore, repeated: list[ox.Quad]) -> Asked:
    def apart(copy: ox.Store) -> None:
        for quad in repeated:
            copy.remove(quad)

    copy = _copy(store, "plain", apart)
    return Asked(store.store, union=True, repeats=True) if copy is None else Asked(copy, union=True)


def _mixed(store: EmbeddedStore, repeated: list[ox.Quad], outside: frozenset[Pattern] | None) -> Asked:
    if outside is not None and not any(_reads(pattern, quad) for pattern in outside for quad in repeated):
        return Asked(store.store, union=True)
    if outside is None or Pattern(None) in outside:
        return Asked(store.store, union=True, repeats=True)

    def into_default(copy: ox.Store) -> None:
        for pattern in outside:
            predicate = ox.NamedNode(str(pattern.predicate))
            value = None if pattern.object is None else ox.NamedNode(pattern.object)
            copy.bulk_extend(_once(store.store.quads_for_pattern(None, predicate, value, None)))

    told = sha256(repr(sorted((str(each.predicate), each.object or "") for each in outside)).encode()).hexdigest()
    copy = _copy(store, told[:16], into_default)
    return Asked(store.store, union=True, repeats=True) if copy is None else Asked(copy, union=False)


def _of_from(store: EmbeddedStore, told: Reads) -> Asked:
    """FROM chooses the graphs, so nothing is added; several are put together: a statement of two counts once."""
    if told.outside is not None and len(told.sources) < 2:
        return Asked(store.store, union=False)
    merged = ox.Store()
    if told.outside is None or set(told.sources) & set(told.named):
        return Asked(store.store, union=False, repeats=True)
    first = ox.NamedNode(told.sources[0])
    for graph in (*told.sources, *told.named):
        target = first if graph in told.sources else ox.NamedNode(graph)
        quads = store.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, target) for quad in quads)
        if len(merged) > MAX_MERGED:
            return Asked(store.store, union=False, repeats=True)
    return Asked(merged, union=False)


def _reads(pattern: Pattern, quad: ox.Quad) -> bool:
    if pattern.predicate not in (None, quad.predicate.value):
        return False
    return pattern.object is None or (isinstance(quad.object, ox.NamedNode) and pattern.object == quad.object.value)


def _repeated(store: ox.Store) -> list[ox.Quad]:
    """Every statement that an earlier graph makes, too, the graphs taken in the order of their names."""
    graphs: dict[object, set[object]] = defaultdict(set)
    for predicate, value in _SHARED:
        for quad in store.quads_for_pattern(None, predicate, value, None):
            graphs[quad.subject].add(quad.graph_name)
    repeated = []
    for subject in (subject for subject, held in graphs.items() if len(held) > 1):
        seen: set[object] = set()
        described = store.quads_for_pattern(subject, None, None, None)  # type: ignore[arg-type]
        for quad in sorted(described, key=lambda each: str(each.graph_name)):
            if quad.triple in seen:
                repeated.append(quad)
            seen.add(quad.triple)
    return repeated


def _once(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    return (ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()) for quad in quads)


def _copy(store: EmbeddedStore, name: str, change: Callable[[ox.Store], None]) -> ox.Store | None:
    """A changed copy of the store; None where it would be too large for memory, or the folder cannot be written to."""
    if store.folder is not None:
        return _kept(store, store.folder, name, change)
    if len(store) > MAX_MERGED:
        return None
    copy = ox.Store()
    copy.bulk_extend(store.store.quads_for_pattern(None, None, None, None))
    change(copy)
    return copy


def _kept(store: EmbeddedStore, folder: Path, name: str, change: Callable[[ox.Store], None]) -> ox.Store | None:
    mark = _mark(folder)
    place = folder / FOLDER / f"{mark}-{name}"
    try:
        if not place.is_dir():
            _make(store, place, change)
            _drop_outdated(folder / FOLDER, mark)
        return ox.Store.read_only(str(place))
    except OSError:
        return None


def _make(store: EmbeddedStore, place: Path, change: Callable[[ox.Store], None]) -> None:
    """Makes a copy under another name, then moves it to its place at once: two processes may do so together."""
    place.parent.mkdir(exist_ok=True)
    making = Path(mkdtemp(dir=place.parent, prefix="making-"))
    try:
        store.store.backup(str(making / "store"))
        copy = ox.Store(str(making / "store"))
        change(copy)
        copy.flush()
        del copy
        if not place.is_dir():
            (making / "store").rename(place)
    finally:
        shutil.rmtree(making)


def _drop_outdated(folder: Path, mark: str) -> None:
    """Removes what was copied of an earlier state of the store; another process may do the same."""
    for each in folder.iterdir():
        if not each.name.startswith((mark, "making-")):
            shutil.rmtree(each, ignore_errors=True)


def _mark(folder: Path) -> str:
    """A name for the present state of the store: any writing to it changes a file's size or time."""
    files = [each for each in folder.iterdir() if each.suffix in (".sst", ".log") or each.name.startswith("MANIFEST")]
    told = sorted((each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files)
    return sha256(repr(told).encode()).hexdigest()[:16]
