"""The same facts made into triples by our text, by rdflib and by morph-kgc, in one run, with equal counts.

Run: MORPH=/path/to/python-with-morph-kgc python -m tests.bench engines
DOCUMENTS=100 sets of how many documents the facts are. Without MORPH its row says why it is missing: it asks for an
older rdflib than ours, so it lives in an environment of its own.
"""

from __future__ import annotations

import csv
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.graph import iris
from kg.graph.nquads import XSD as XSD_NAMESPACE
from kg.graph.nquads import Statements, sorted_text, text
from kg.pipeline import convert
from kg.samples.corpus import Plan, corpus

_FIELDS = ("id", "document", "form", "row", "column", "amount", "printed", "page")
_BO = iris.ONTOLOGY
Row = tuple[str, ...]


def report() -> list[str]:
    """One line an engine: triples a second from rows in memory (ours, rdflib) or in a CSV file (morph-kgc)."""
    rows = _rows(int(os.environ.get("DOCUMENTS", "100")))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = {"text of N-Triples": _by_text, "rdflib: add, serialise": _by_rdflib}
        lines, wanted, ours = [f"{len(rows)} facts as triples, to a file of N-Triples"], 0, 0.0
        for side, make in sides.items():
            begin = time.perf_counter()
            make(rows, folder / "out.nt")
            seconds = time.perf_counter() - begin
            count = _count(folder / "out.nt")
            wanted, ours = wanted or count, ours or seconds
            assert count == wanted, (side, count, wanted)
            lines.append(_line(side, count, seconds, ours))
        return [*lines, _morph(rows, folder, wanted, ours)]


def _line(side: str, count: int, seconds: float, ours: float) -> str:
    return f"  {side:<32} {seconds:8.2f} s {count / seconds:12,.0f} triples/s  {seconds / ours:6.1f} times as long"


def _rows(documents: int) -> list[Row]:
    """Every fact of generated documents as plain strings."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for each in corpus(Plan(documents, 7)):
            path = Path(name) / each.sample.file_name
            path.write_bytes(each.sample.data)
            record = convert(path)
            document = iris.document(record.sha256)
            for number, fact in enumerate(record.facts):
                told = (fact.form, fact.row.key, fact.column_key, f"{fact.amount:f}", fact.printed)
                rows.append((f"{document}/fact/{number}", document, *told, str(fact.cell.source.line)))
    return rows


def _by_text(rows: Iterable[Row], path: Path) -> None:
    out = Statements(None)
    for subject, document, form, row, column, amount, printed, page in rows:
        out.block(
            f"<{subject}>",
            [
                (f"<{RDF.type}>", f"<{_BO}BudgetFact>"),
                (f"<{_BO}inDocument>", f"<{document}>"),
                (f"<{_BO}form>", text(form)),
                (f"<{_BO}row>", text(row)),
                (f"<{_BO}column>", text(column)),
                (f"<{_BO}amount>", f'"{amount}"^^<{XSD_NAMESPACE}decimal>'),
                (f"<{_BO}printed>", text(printed)),
                (f"<{_BO}page>", f'"{page}"^^<{XSD_NAMESPACE}integer>'),
            ],
        )
    path.write_text(sorted_text(out), "utf-8")


def _by_rdflib(rows: Iterable[Row], path: Path) -> None:
    graph = Graph()
    for subject, document, form, row, column, amount, printed, page in rows:
        node = URIRef(subject)
        graph.add((node, RDF.type, URIRef(f"{_BO}BudgetFact")))
        graph.add((node, URIRef(f"{_BO}inDocument"), URIRef(document)))
        graph.add((node, URIRef(f"{_BO}form"), Literal(form)))
        graph.add((node, URIRef(f"{_BO}row"), Literal(row)))
        graph.add((node, URIRef(f"{_BO}column"), Literal(column)))
        graph.add((node, URIRef(f"{_BO}amount"), Literal(amount, datatype=XSD.decimal)))
        graph.add((node, URIRef(f"{_BO}printed"), Literal(printed)))
        graph.add((node, URIRef(f"{_BO}page"), Literal(page, datatype=XSD.integer)))
    graph.serialize(str(path), format="nt", encoding="utf-8")


def _morph(rows: list[Row], folder: Path, wanted: int, ours: float) -> str:
    python = os.environ.get("MORPH")
    if not python:
        return "  morph-kgc                        not run: MORPH names no python that has it"
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(_FIELDS)
        writer.writerows([value or "-" for value in row] for row in rows)
    (folder / "mapping.ttl").write_text(_mapping(folder / "facts.csv"), "utf-8")
    settings = f"[CONFIGURATION]\noutput_file={folder / 'morph.nt'}\nlogging_level=ERROR\n"
    (folder / "config.ini").write_text(f"{settings}[facts]\nmappings={folder / 'mapping.ttl'}\n", "utf-8")
    begin = time.perf_counter()
    command = [python, "-m", "morph_kgc", str(folder / "config.ini")]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    seconds = time.perf_counter() - begin
    count = _count(folder / "morph.nt")
    assert count == wanted, (count, wanted)
    return _line("morph-kgc (with its start)", count, seconds, ours)


def _mapping(facts: Path) -> str:
    literal = "rr:predicateObjectMap [ rr:predicate bo:{0} ; rr:objectMap [ rml:reference \"{0}\" {1}] ] ;"
    typed = {"amount": "; rr:datatype xsd:decimal ", "page": "; rr:datatype xsd:integer "}
    literals = "\n".join(literal.format(name, typed.get(name, "")) for name in _FIELDS[2:])
    return f"""@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix xsd: <{XSD_NAMESPACE}> . @prefix bo: <{_BO}> .
<#facts> a rr:TriplesMap ;
rml:logicalSource [ rml:source "{facts}" ; rml:referenceFormulation ql:CSV ] ;
rr:subjectMap [ rml:reference "id" ; rr:termType rr:IRI ; rr:class bo:BudgetFact ] ;
{literals}
rr:predicateObjectMap [ rr:predicate bo:inDocument ; rr:objectMap [ rml:reference "document" ; rr:termType rr:IRI ] ] .
"""


def _count(path: Path) -> int:
    """Different statements of the file."""
    return len(set(path.read_bytes().splitlines()))


if __name__ == "__main__":
    print("\n".join(report()))
