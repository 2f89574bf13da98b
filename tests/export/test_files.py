"""Every format, read back by rdflib and by Oxigraph, holds exactly what the store holds."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import zstandard
from rdflib.namespace import XSD

from kg.errors import BadArgument
from kg.export.canonical import canonical_hash, canonical_lines, canonical_stream, nquads
from kg.export.files import (
    Shape,
    all_contents,
    all_quads,
    documents,
    export_documents,
    export_file,
    export_shards,
    shape_of,
)
from kg.export.sorting import sorted_lines
from kg.graph.formats import FORMATS
from kg.store.embedded import EmbeddedStore

S, P, G = (ox.NamedNode(f"https://example.org/{name}") for name in ("g/s", "p", "g"))
AWKWARD = [
    '"quoted" \\ back',
    "line\nbreak\r\ttab",
    "公用经费　１",
    "",
    " edges ",
    "<a&b>]]>",
    "{}@type",
    "https://x.y/",
]
RDFLIB = {".nq": "nquads", ".nt": "nt", ".ttl": "turtle", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}


@pytest.fixture
def as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib rewrites numbers and years while it reads unless it is told not to."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def _wanted(store: EmbeddedStore, with_graphs: bool) -> str:
    quads = all_quads(store)
    return canonical_hash(quads if with_graphs else (ox.Quad(*quad.triple) for quad in quads))


def _by_oxigraph(path: Path, form: ox.RdfFormat) -> str:
    return canonical_hash(ox.parse(path=str(path), format=form))


def _by_rdflib(path: Path, ending: str) -> str:
    data = rdflib.Dataset()
    data.parse(path, format=RDFLIB[ending])
    return canonical_hash(ox.parse(data.serialize(format="nquads").encode(), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("ending", FORMATS)
def test_both_parsers_read_back_what_the_store_holds(
    ending: str, small_store: EmbeddedStore, tmp_path: Path, as_printed: None
) -> None:
    form = FORMATS[ending]
    for number, text in enumerate(AWKWARD):
        small_store.store.add(ox.Quad(S, P, ox.Literal(text), G))
        small_store.store.add(ox.Quad(S, P, ox.Literal(text, language="zh"), G))
        small_store.store.add(ox.Quad(S, ox.NamedNode(f"https://example.org/p{number}"), S, G))
    exported = export_file(small_store, tmp_path / f"out{ending}", Shape(ending))
    wanted = _wanted(small_store, form.supports_datasets)
    assert _by_oxigraph(exported.file.path, form) == wanted
    assert _by_rdflib(exported.file.path, ending) == wanted
    assert exported.statements == len(list(ox.parse(path=str(exported.file.path), format=form)))


def test_the_terms_of_the_context_keep_types_that_are_not_theirs(tmp_path: Path, as_printed: None) -> None:
    store = EmbeddedStore()
    bo = "https://w3id.org/budget-kg/ontology#"
    values: list[ox.NamedNode | ox.Literal] = [
        ox.Literal("1.5", datatype=ox.NamedNode(str(XSD.decimal))),
        ox.Literal("1", datatype=ox.NamedNode(str(XSD.integer))),
        ox.Literal("https://w3id.org/x"),
        ox.NamedNode("https://w3id.org/x"),
        ox.NamedNode("urn:sha256:77"),
        ox.Literal("万元", language="zh"),
        ox.Literal("yuan", language="en"),
        ox.Literal("元", language="zh"),
    ]
    for name in ("amount", "formOf", "printed", "otherYearName", "fiscalYear", "noSuchTerm"):
        for value in values:
            store.store.add(ox.Quad(S, ox.NamedNode(bo + name), value, G))
    exported = export_file(store, tmp_path / "out.jsonld", Shape(".jsonld"))
    assert _by_oxigraph(exported.file.path, ox.RdfFormat.JSON_LD) == _wanted(store, True)
    assert _by_rdflib(exported.file.path, ".jsonld") == _wanted(store, True)


def test_the_same_store_gives_the_same_bytes(small_store: EmbeddedStore, tmp_path: Path) -> None:
    for ending in (".trig", ".ttl.gz", ".jsonld.zst"):
        paths = [tmp_path / f"{name}{ending}" for name in ("one", "two")]
        files = [export_file(small_store, path, shape_of(path)) for path in paths]
        assert files[0].file.sha256 == files[1].file.sha256
        assert files[0].file.sha256 == hashlib.sha256(paths[0].read_bytes()).hexdigest()
        assert files[0].file.size == paths[0].stat().st_size


def test_compressed_files_hold_the_same(small_store: EmbeddedStore, tmp_path: Path) -> None:
    for name in ("out.nq", "out.nq.gz", "out.nq.zst"):
        export_file(small_store, tmp_path / name, shape_of(tmp_path / name))
    plain = (tmp_path / "out.nq").read_bytes()
    assert gzip.decompress((tmp_path / "out.nq.gz").read_bytes()) == plain
    with zstandard.open(tmp_path / "out.nq.zst", "rb") as stream:
        assert stream.read() == plain


def test_a_file_a_document_and_shards_hold_everything_once(small_store: EmbeddedStore, tmp_path: Path) -> None:
    wanted = sorted(map(str, all_quads(small_store)))
    one_each = list(export_documents(small_store, tmp_path / "each", Shape(".trig")))
    shards = list(export_shards(small_store, tmp_path / "shards", Shape(".nq"), 4))
    assert len(one_each) == 1 + 2
    assert [each.file.path.name for each in shards][:2] == ["lists.nq", "shard-00000-of-00004.nq"]
    for files in (one_each, shards):
        found = [
            str(quad)
            for each in files
            for quad in ox.parse(path=str(each.file.path), format=FORMATS[each.shape.ending])
        ]
        assert sorted(found) == wanted


def test_the_canonical_form_does_not_depend_on_names_of_blank_nodes(tmp_path: Path) -> None:
    def quads(first: str, second: str) -> list[ox.Quad]:
        one, two = ox.BlankNode(first), ox.BlankNode(second)
        return [ox.Quad(one, P, two, G), ox.Quad(two, P, ox.Literal("end"), G), ox.Quad(S, P, one, G)]

    assert canonical_lines(quads("a", "b")) == canonical_lines(list(reversed(quads("z", "y"))))
    assert canonical_hash(quads("a", "b")) != canonical_hash(quads("a", "b")[:2])
    # worked by hand: RDFC-1.0 writes labels _:c14nN, one statement a line, sorted by code point
    assert canonical_lines([ox.Quad(ox.BlankNode("x"), P, ox.Literal("é\n"), G)]) == [
        '_:c14n0 <https://example.org/p> "é\\n" <https://example.org/g> .\n'
    ]


def test_a_canonical_file_has_the_canonical_hash(small_store: EmbeddedStore, tmp_path: Path) -> None:
    path = tmp_path / "out.nq"
    exported = export_file(small_store, path, shape_of(path, canonical=True))
    assert exported.file.sha256 == canonical_hash(all_quads(small_store))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    assert lines == sorted(lines)
    with pytest.raises(BadArgument, match="the canonical form is N-Quads"):
        shape_of(tmp_path / "out.ttl", canonical=True)


def test_a_character_that_xml_cannot_carry_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    store = EmbeddedStore()
    store.store.add(ox.Quad(S, P, ox.Literal("page\fbreak"), G))
    with pytest.raises(BadArgument, match=r"U\+000C, which XML cannot carry; use another format"):
        export_file(store, tmp_path / "out.rdf", Shape(".rdf"))
    assert list(tmp_path.iterdir()) == []
    assert export_file(store, tmp_path / "out.ttl", Shape(".ttl")).statements == 1


def test_an_unwritable_place_is_told(small_store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadArgument, match="choose another place"):
        export_file(small_store, tmp_path / "file" / "out.nq", Shape(".nq"))


_FULL = """
import resource, sys
from pathlib import Path
from kg.errors import BadArgument
from kg.export.files import export_file, shape_of
from kg.store.embedded import EmbeddedStore
store = EmbeddedStore(Path(sys.argv[1]), read_only=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
try:
    export_file(store, Path(sys.argv[2]), shape_of(Path(sys.argv[2])))
except BadArgument as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["out.nq", "out.jsonld", "out.ttl.gz", "out.nq.zst"])
def test_a_full_disk_is_told_and_leaves_what_stood_there(name: str, small_store: EmbeddedStore, tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: writing fails in the middle."""
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_text("old")
    small_store.flush()
    command = [sys.executable, "-c", _FULL, str(small_store.folder), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == f"{target}: File too large; choose another place\n"
    assert [path.name for path in target.parent.iterdir()] == [name]
    assert target.read_text() == "old"


def test_zstd_without_its_package_is_told_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(BadArgument, match="pip install zstandard"):
        shape_of(tmp_path / "out.nq.zst")


def test_json_ld_is_framed_by_its_document(small_store: EmbeddedStore, tmp_path: Path) -> None:
    export_file(small_store, tmp_path / "out.jsonld", Shape(".jsonld"), lists=False)
    told = json.loads((tmp_path / "out.jsonld").read_text("utf-8"))
    assert [graph["id"] for graph in told["@graph"]] == documents(small_store)
    for graph in told["@graph"]:
        nodes = graph["@graph"]
        assert nodes[0]["id"] == graph["id"]
        assert "DisclosureDocument" in nodes[0]["type"]
        facts = [node for node in nodes if "BudgetFact" in node["type"]]
        # 30 amounts of the small document are certain; each has its place inside it, as printed
        assert len(facts) == 30
        amounts = [(fact["printed"], fact["prov:wasDerivedFrom"]["text"]) for fact in facts]
        assert all(printed == text for printed, text in amounts)
        names = _names(nodes)
        assert len(set(names)) == len(names)


def _names(value: object) -> list[str]:
    """The nodes that have statements, however deep they stand."""
    if isinstance(value, list):
        return [name for each in value for name in _names(each)]
    if not isinstance(value, dict):
        return []
    own = [value["id"]] if "id" in value and len(value) > 1 else []
    return own + [name for each in value.values() for name in _names(each)]


def test_things_that_speak_of_each_other_in_a_ring_are_all_written(tmp_path: Path, as_printed: None) -> None:
    store = EmbeddedStore()
    ring = [ox.NamedNode(f"urn:ring/{number}") for number in range(3)]
    chain = [ox.NamedNode(f"urn:chain/{number}") for number in range(30)]
    for nodes in (ring, chain):
        for one, other in pairwise(nodes):
            store.store.add(ox.Quad(one, P, other, G))
    store.store.add(ox.Quad(ring[-1], P, ring[0], G))
    store.store.add(ox.Quad(ring[1], P, ring[1], G))
    store.store.add(ox.Quad(ox.BlankNode("a"), P, ox.BlankNode("b"), G))
    store.store.add(ox.Quad(ox.BlankNode("b"), P, ox.Literal("x"), G))
    exported = export_file(store, tmp_path / "out.jsonld", Shape(".jsonld"))
    assert _by_oxigraph(exported.file.path, ox.RdfFormat.JSON_LD) == _wanted(store, True)
    assert _by_rdflib(exported.file.path, ".jsonld") == _wanted(store, True)


def test_graphs_whose_names_end_alike_have_files_of_their_own(tmp_path: Path) -> None:
    store = EmbeddedStore()
    graphs = [f"https://{host}.example/{name}" for host in "ab" for name in ("doc/1", "doc/X", "doc/x", "lists", "..")]
    graphs += ["urn:" + "9" * 400, "urn:" + "9" * 401]
    for number, graph in enumerate(graphs):
        store.store.add(ox.Quad(S, P, ox.Literal(f"{number}"), ox.NamedNode(graph)))
    exported = list(export_documents(store, tmp_path / "out", Shape(".nq")))
    assert len({each.file.path.name.lower() for each in exported}) == 1 + len(graphs)
    found = [quad for each in exported for quad in ox.parse(path=str(each.file.path), format=ox.RdfFormat.N_QUADS)]
    assert sorted(map(str, found)) == sorted(map(str, all_quads(store)))
    assert {path.parent for path in (each.file.path for each in exported)} == {tmp_path / "out"}


def test_statements_of_two_graphs_stand_once_where_there_are_no_graphs(tmp_path: Path) -> None:
    store = EmbeddedStore()
    for graph in ("urn:doc:1", "urn:doc:2"):
        for subject in (f"{graph}/x", "urn:doc:10/x", "urn:department"):
            store.store.add(ox.Quad(ox.NamedNode(subject), P, S, ox.NamedNode(graph)))
    exported = export_file(store, tmp_path / "out.nt", Shape(".nt"))
    lines = exported.file.path.read_text("utf-8").splitlines()
    wanted = [f"<{name}> {P} {S} ." for name in ("urn:department", "urn:doc:1/x", "urn:doc:10/x", "urn:doc:2/x")]
    assert sorted(lines) == wanted
    assert exported.statements == 4


def test_lines_are_those_of_the_statements(small_store: EmbeddedStore) -> None:
    """The engine's dump and the statements one by one are written alike, and sorted alike."""
    for text in [*AWKWARD, "\x00\x7f\x85\u2028\ufffe", "𠀀", "a", "a ."]:
        small_store.store.add(ox.Quad(S, P, ox.Literal(text), G))
        small_store.store.add(ox.Quad(S, P, ox.Literal(text, language="zh-Hans-CN"), G))
        small_store.store.add(ox.Quad(S, P, ox.Literal(text, datatype=P), G))
    for content in all_contents(small_store):
        quads = sorted(f"{quad} .\n" for quad in small_store.content(content.graph))
        assert content.nquads().decode() == "".join(quads)
        assert content.ntriples().decode() == "".join(
            f"{ox.Quad(*quad.triple)} .\n" for quad in sorted(small_store.content(content.graph), key=str)
        )


def test_sorting_on_disk_is_sorting(tmp_path: Path) -> None:
    chance = random.Random(7)
    blocks = [[f"{chance.randrange(500)}\n".encode() for _ in range(20)] for _ in range(300)]
    wanted = sorted({line for block in blocks for line in block})
    for run in (1, 100, 10**6):  # more runs than are merged at once; some; none
        assert list(sorted_lines(blocks, run)) == wanted


@pytest.mark.parametrize("number", [0, 3])
def test_the_stream_of_a_canonical_form_is_its_lines(number: int) -> None:
    nodes = [ox.BlankNode(f"n{each}") for each in range(number)]
    quads = [ox.Quad(S, P, ox.Literal(f"_:b <<( {each}"), G) for each in range(50)]
    quads += [ox.Quad(one, P, other, G) for one, other in pairwise(nodes)]
    assert [line.decode() for line in canonical_stream(nquads(quads))] == canonical_lines(quads)
