"""A store as files in every format, beside rdflib's serialisers, and a store on disk beside the engine's own dump."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph

from kg.batch.build import Batch, build
from kg.export.canonical import canonical_hash
from kg.export.files import Shape, all_quads, export_file, shape_of
from kg.export.statistics import Statistics
from kg.graph.document import document_nquads
from kg.graph.formats import FORMATS
from kg.graph.iris import document
from kg.pipeline import convert
from kg.samples.write import samples
from kg.store.embedded import EmbeddedStore
from tests.bench.corpus import documents
from tests.bench.timing import Timing, in_turn

_DOCUMENTS = 20
_RDFLIB = {".nq": "nquads", ".nt": "nt", ".ttl": "turtle", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}


def stored() -> EmbeddedStore:
    """The documents of the benchmarks in a store in memory."""
    store = EmbeddedStore()
    for path in documents():
        record = convert(path)
        store.put(document(record.sha256), document_nquads(record, with_concepts=False))
    return store


def report() -> list[str]:
    """Both sides write to a file; rdflib's graph is ready, ours comes out of the store and is sorted."""
    store = stored()
    quads = list(all_quads(store))
    dataset, graph = Dataset(), Graph()
    dataset.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
    graph.parse(data=ox.serialize({quad.triple for quad in quads}, format=ox.RdfFormat.N_TRIPLES), format="nt")
    lines = [f"Exporting {len(quads)} statements of {len(list(store.graphs()))} documents"]
    with tempfile.TemporaryDirectory() as folder:
        for ending, form in FORMATS.items():
            theirs: Dataset | Graph = dataset if form.supports_datasets else graph
            sides = {
                f"kg export {ending}": _ours(store, Path(folder) / f"ours{ending}", Shape(ending)),
                f"rdflib {ending}": _theirs(theirs, Path(folder) / f"theirs{ending}", _RDFLIB[ending]),
            }
            ours, rdflib = in_turn(sides, runs=1 if ending in (".ttl", ".trig") else 3)
            lines += [ours.line(f"{len(quads) / ours.median:,.0f} statements/s"), rdflib.line()]
            lines.append(f"  ratio: {rdflib.median / ours.median:.1f} times as fast")
        packed = {
            f"kg export .nq{end}": _ours(store, Path(folder) / f"p.nq{end}", Shape(".nq", name))
            for end, name in ((".gz", "gzip"), (".zst", "zstd"))
        }
        packed["canonical hash (RDFC-1.0)"] = lambda: canonical_hash(all_quads(store))
        lines += [each.line(f"{len(quads) / each.median:,.0f} statements/s") for each in in_turn(packed, runs=3)]
    return lines + on_disk()


def on_disk() -> list[str]:
    """A store as `kg build` leaves it; the yardstick is the engine's own dump of all of it, without any order."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "in").mkdir()
        for sample in samples(_DOCUMENTS, 7, ["tabs"]):
            (folder / "in" / sample.file_name).write_text(sample.text, "utf-8")
        rows = list(build(EmbeddedStore(folder / "db"), [folder / "in"], Batch()))
        store = EmbeddedStore(folder / "db", read_only=True)
        count = len(store)
        sides: dict[str, Callable[[], object]] = {"the engine's dump .nq": lambda: _dumped(store, folder / "raw.nq")}
        for name in (*(f"out{ending}" for ending in FORMATS), "out.nq.gz", "out.nq.zst"):
            sides[f"kg export {name[3:]}"] = _described(store, folder / name, shape_of(folder / name))
        canonical = folder / "canonical.nq"
        sides["kg export --canonical"] = _described(store, canonical, shape_of(canonical, canonical=True))
        raw, *ours = in_turn(sides, runs=1)
        lines = [f"A store of {count} statements of {len(rows)} documents on disk", raw.line(_rate(count, raw))]
        for each in ours:
            lines.append(each.line(f"{_rate(count, each)}, {each.median / raw.median:.2f} times the dump"))
        return lines


def _dumped(store: EmbeddedStore, path: Path) -> None:
    store.store.dump(path, format=ox.RdfFormat.N_QUADS)


def _described(store: EmbeddedStore, path: Path, shape: Shape) -> Callable[[], object]:
    """With all that is counted for the description."""
    return lambda: export_file(store, path, shape, told=Statistics())


def _rate(count: int, timing: Timing) -> str:
    return f"{count / timing.median:,.0f} statements/s"


def _ours(store: EmbeddedStore, path: Path, shape: Shape) -> Callable[[], object]:
    return lambda: export_file(store, path, shape)


def _theirs(graph: Dataset | Graph, path: Path, name: str) -> Callable[[], object]:
    return lambda: graph.serialize(path, format=name)
