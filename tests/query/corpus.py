"""A small corpus of our own: two years of a bureau, its own unit, and an office with a corrected document.

Every figure is chosen by us, in 万元, so that each answer can be worked out by hand from `documents`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore


def _text(name: str) -> str:
    return (Path(__file__).parent / "documents" / f"{name}.txt").read_text("utf-8")


BUREAU_2024 = _text("bureau-2024")
"""Total 100 (basic 70, project 30); revenue 81 own, 4 from above, 5 of the unit, 10 carried over; 2080577 unlisted.

The form of expenditure prints 机关事业单位基本养老保险缴费 without 支出: one name that differs from the list.
"""

BUREAU_2023 = _text("bureau-2023")
"""Total 80 (basic 60, project 20); 6 carried over; one project comes back in 2024, one ends; no trip abroad printed."""

UNIT_2024 = _text("bureau-unit-2024")
"""The bureau's own unit under the same name: 60, part of the 100 of the department, never to be added to it."""

OFFICE_2024 = _text("office-2024")
"""The form of expenditure says 52 where its rows and the summary say 50; the project form has lost its columns."""

OFFICE_2024_CORRECTED = OFFICE_2024.replace("52.00", "50.00").replace("12.00", "10.00")
"""The same document published again with the totals put right."""

DOCUMENTS = {
    "bureau-2024.txt": BUREAU_2024,
    "bureau-2023.txt": BUREAU_2023,
    "bureau-unit-2024.txt": UNIT_2024,
    "office-2024.txt": OFFICE_2024,
    "office-2024-corrected.txt": OFFICE_2024_CORRECTED,
}
OTHER_BASE = "https://example.org/earlier/"


@cache
def corpus_nquads() -> dict[str, str]:
    """The graph of each document by its name, and of an earlier conversion of the office that missed one number."""
    graphs = {}
    with TemporaryDirectory() as folder:
        for name, text in DOCUMENTS.items():
            path = Path(folder) / name
            path.write_text(text, "utf-8")
            record = convert(path)
            graphs[iris.document(record.sha256)] = document_nquads(record, with_concepts=False)
            if name == "office-2024-corrected.txt":
                form = next(each for each in record.forms if each.key == "expenditure")
                missed = tuple(fact for fact in form.facts if fact.row.function != "2012604")
                forms = tuple(replace(form, facts=missed) if each is form else each for each in record.forms)
                earlier = document_nquads(replace(record, forms=forms), OTHER_BASE, with_concepts=False)
                graphs[iris.document(record.sha256, OTHER_BASE)] = earlier
    return graphs


def names_of_documents() -> dict[str, str]:
    """The file name of each document by its IRI, that of the earlier conversion marked."""
    names = {iris.document(sha256(text.encode()).hexdigest()): name for name, text in DOCUMENTS.items()}
    corrected = sha256(OFFICE_2024_CORRECTED.encode()).hexdigest()
    return {**names, iris.document(corrected, OTHER_BASE): "office-2024-corrected.txt converted earlier"}


def corpus_store() -> EmbeddedStore:
    """The corpus and the code lists in memory."""
    store = EmbeddedStore()
    store.load_lists()
    for graph, nquads in corpus_nquads().items():
        store.put(graph, nquads)
    return store


def corpus_folder(folder: Path) -> Path:
    """The same as a store on disk."""
    store = EmbeddedStore(folder)
    store.load_lists()
    for graph, nquads in corpus_nquads().items():
        store.put(graph, nquads)
    store.flush()
    return folder
