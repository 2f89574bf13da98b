"""The W3C SHACL test suite on the default engine: what it says of each test, from a folder that has the suite.

python -m tests.validate.w3c FOLDER      writes the table of docs/shacl-conformance.md anew

The suite is no part of the project; w3c/data-shapes on GitHub has it (data-shapes-test-suite/tests), and so has the
source package of pySHACL (test/resources/sht_tests). The engine wants of each shape a code, a family and texts in two
languages, which shapes of others lack; they are added here, and what a shape says in SHACL stays as it is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.errors import Defect
from kg.validate.index import RDF_TYPE, Term
from kg.validate.rules import DCT, SH, SHAPES, rules_of
from kg.validate.run import validate_graph

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "shacl-conformance.md"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_SHT = "http://www.w3.org/ns/shacl-test#"

Result = tuple[str, str, str, str, str]
"""Focus node, value, component, severity, source shape; blank nodes are alike."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine made of one test: passed, failed or refused, and why."""

    name: str
    outcome: str
    why: str = ""


def verdicts(folder: Path) -> list[Verdict]:
    """The verdict on every test below a folder, by name."""
    found = [verdict for file in sorted(folder.rglob("*.ttl")) for verdict in _of_file(file, folder)]
    return sorted(found, key=lambda each: each.name)


def _of_file(file: Path, folder: Path) -> Iterator[Verdict]:
    store = _loaded(file)
    for quad in store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(f"{_SHT}Validate"), None):
        name = file.relative_to(folder).with_suffix("").as_posix()
        yield _verdict(name, file, store, quad.subject)


def _loaded(file: Path) -> ox.Store:
    store = ox.Store()
    store.load(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=file.resolve().as_uri())
    return store


def _verdict(name: str, file: Path, store: ox.Store, test: object) -> Verdict:
    action, expected = _one(store, test, f"{_MF}action"), _one(store, test, f"{_MF}result")
    if expected == ox.NamedNode(f"{_SHT}Failure"):
        expected = None
    data, shapes = (_graph(store, file, action, part) for part in ("dataGraph", "shapesGraph"))
    try:
        ours = _ours(data, shapes)
    except Defect as error:
        return Verdict(name, "refused", _short(str(error)))
    if expected is None:
        return Verdict(name, "failed", "the suite expects a failure")
    wanted = sorted(_expected(store, expected))
    return Verdict(name, "passed") if ours == wanted else Verdict(name, "failed", f"{len(ours)} for {len(wanted)}")


def _graph(store: ox.Store, file: Path, action: object, part: str) -> ox.Store:
    named = _one(store, action, f"{_SHT}{part}")
    iri = getattr(named, "value", "")
    own = file.resolve().as_uri()
    if iri in ("", own):
        return _loaded(file)
    return _loaded(Path(urljoin(own, iri).removeprefix("file://")))


def _ours(data: ox.Store, shapes: ox.Store) -> list[Result]:
    """The engine's results. `rules_of` reads files, so the decorated shapes go through one."""
    _decorate(shapes)
    with tempfile.NamedTemporaryFile(suffix=".ttl") as handle:
        shapes.dump(handle.name, format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
        found = validate_graph(data, "urn:example:document", rules_of((Path(handle.name),))).findings
    return sorted(
        (
            _text(each.focus), _text(each.value), f"{SH}{each.component}",
            f"{SH}{each.severity.capitalize()}", each.rule.shape if ":" in each.rule.shape else "_",
        )
        for each in found
    )  # fmt: skip


def _decorate(shapes: ox.Store) -> None:
    """Gives every shape of the graph what the engine wants of a rule, except what SHACL itself says.

    The results that a test expects stand in the same file; they are no shapes, and go.
    """
    for name in ("ValidationReport", "ValidationResult"):
        for typed in list(_typed(shapes, name)):
            for quad in list(shapes.quads_for_pattern(typed.subject, None, None, None)):
                shapes.remove(quad)
    found = {quad.subject for name in ("NodeShape", "PropertyShape") for quad in _typed(shapes, name)}
    found |= {quad.object for quad in shapes.quads_for_pattern(None, ox.NamedNode(f"{SH}property"), None, None)}
    for at, shape in enumerate(sorted(found, key=str)):
        if not isinstance(shape, ox.NamedNode | ox.BlankNode):
            continue
        shapes.add(ox.Quad(shape, ox.NamedNode(f"{DCT}identifier"), ox.Literal(f"shape {at}")))
        shapes.add(ox.Quad(shape, ox.NamedNode(f"{DCT}isPartOf"), ox.NamedNode(f"{SHAPES}suite")))
        if _one(shapes, shape, f"{SH}severity") is None:
            shapes.add(ox.Quad(shape, ox.NamedNode(f"{SH}severity"), ox.NamedNode(f"{SH}Violation")))


def _typed(shapes: ox.Store, name: str) -> Iterator[ox.Quad]:
    yield from shapes.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(f"{SH}{name}"), None)


def _expected(store: ox.Store, report: object) -> Iterator[Result]:
    for quad in store.quads_for_pattern(report, ox.NamedNode(f"{SH}result"), None, None):  # type: ignore[arg-type]
        told = [_one(store, quad.object, f"{SH}{name}") for name in (
            "focusNode", "value", "sourceConstraintComponent", "resultSeverity", "sourceShape",
        )]  # fmt: skip
        focus, value, component, severity, shape = (_text(each) for each in told)
        yield focus, value, component, severity, shape


def _text(term: object) -> str:
    """A term as text; a blank node as a mark of its own kind; SHACL's own terms as their IRI."""
    if term is None:
        return ""
    if isinstance(term, ox.BlankNode):
        return "_"
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _one(store: ox.Store, subject: object, predicate: str) -> Term | None:
    found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)  # type: ignore[arg-type]
    return next((quad.object for quad in found if not isinstance(quad.object, ox.Triple)), None)


def _short(why: str) -> str:
    """The reason without the names of the test's own nodes."""
    words = (word for word in why.replace(",", " ,").split() if not word.startswith(("<", "_:", "http", "file:")))
    return " ".join(words).replace(" ,", ",")


def table(found: list[Verdict]) -> str:
    """The verdicts as rows of Markdown."""
    return "".join(f"| {each.name} | {each.outcome} | {each.why} |\n" for each in found)


def recorded() -> list[str]:
    """The rows of the table as they are recorded."""
    lines = DOCUMENT.read_text("utf-8").splitlines(keepends=True)
    return [line for line in lines if line.startswith("| ") and line.count("|") == 4 and "/" in line.split("|")[1]]


def main() -> None:
    """Writes the recorded table anew."""
    found = verdicts(Path(sys.argv[1]))
    head = DOCUMENT.read_text("utf-8").partition("| Test | Verdict | Why |\n|---|---|---|\n")
    DOCUMENT.write_text(head[0] + head[1] + table(found), "utf-8")
    for outcome in ("passed", "failed", "refused"):
        print(outcome, sum(each.outcome == outcome for each in found))


if __name__ == "__main__":
    main()
