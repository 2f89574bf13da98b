"""One document against every rule: the default engine, and pySHACL on the same shapes and data.

pySHACL takes minutes on a whole document; it runs only on demand:
python -m tests.bench.bench_validate pyshacl
"""

from __future__ import annotations

import sys
import time

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.validate.load import document_graph
from kg.validate.rules import rules
from kg.validate.run import validate_graph
from tests.bench.corpus import documents
from tests.bench.timing import in_turn
from tests.validate.oracle import pyshacl_results


def report() -> list[str]:
    """One line a document: loading its graph, and running every rule over it."""
    lines = [f"One document against all {len(rules())} rules (steady state: shapes are loaded)"]
    for path in documents():
        record = convert(path)
        name, nquads = iris.document(record.sha256), document_nquads(record)
        graph = document_graph(nquads, name)
        run, load = in_turn(
            {
                path.name[:24]: lambda graph=graph, name=name: validate_graph(graph, name),  # type: ignore[misc]
                "  loading its graph": lambda nquads=nquads, name=name: document_graph(nquads, name),  # type: ignore[misc]
            },
            runs=5,
        )
        lines += [run.line(f"{len(graph)} triples"), load.line()]
        if "pyshacl" in sys.argv:
            begin = time.perf_counter()
            pyshacl_results(nquads, name)
            seconds = time.perf_counter() - begin
            lines.append(f"  pySHACL: {seconds:.1f} s, {seconds / run.median:.0f} times as long")
    return lines


if __name__ == "__main__":
    print("\n".join(report()))
