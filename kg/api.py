"""The Python face: `kg.convert(path)` gives typed records, and `.graph()` an rdflib Dataset."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path

from rdflib import Dataset

from kg import pipeline
from kg.graph import iris
from kg.graph.document import document_nquads
from kg.graph.formats import dataset
from kg.query.answers import Rows, answer, question_of
from kg.query.run import Answer
from kg.query.run import ask as run_query
from kg.records.model import Disclosure, Fact, Finding, FormRecord, Unplaced
from kg.store.embedded import EmbeddedStore


@dataclass(frozen=True)
class Conversion:
    """One converted document: its records, and the graph made from them."""

    record: Disclosure
    base: str = iris.DATA
    contacts: bool = False

    @property
    def iri(self) -> str:
        """The IRI of the document and of its named graph."""
        return iris.document(self.record.sha256, self.base)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every printed amount whose column is certain."""
        return self.record.facts

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """Every printed amount whose column nothing proves."""
        return self.record.unplaced

    @property
    def forms(self) -> tuple[FormRecord, ...]:
        """The statutory forms in printed order."""
        return self.record.forms

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at."""
        return self.record.findings

    @cached_property
    def nquads(self) -> str:
        """The document's graph and the concepts it uses, as sorted N-Quads."""
        return document_nquads(self.record, self.base, contacts=self.contacts)

    def graph(self) -> Dataset:
        """The same as an rdflib Dataset whose default graph is the union of all."""
        return dataset(self.nquads)


def convert(path: str | PathLike[str], base: str = iris.DATA, contacts: bool = False, ocr: bool = False) -> Conversion:
    """Converts one document; `contacts` keeps contact persons and telephone numbers in its graph.

    With `ocr` pages of a PDF that are pictures are read (extra `ocr`); an amount read so becomes a fact only where
    arithmetic confirms it.
    Raises kg.errors.BadInput with where, what and what to do.
    """
    return Conversion(pipeline.convert(Path(path), ocr), base, contacts)


def open_store(folder: str | PathLike[str]) -> EmbeddedStore:
    """Opens a store built by `kg build` for reading."""
    return EmbeddedStore(Path(folder), read_only=True)


def sparql(store: EmbeddedStore, text: str) -> Answer:
    """Asks a store; the project's prefixes need not be declared."""
    return run_query(store, text)


def ask(store: EmbeddedStore, name: str, **parameters: object) -> Rows:
    """Answers a question of the library: rows by column name, `.columns` with units, `.dataframe()` where wanted.

    Raises kg.errors.BadArgument for an unknown question or parameter, or a value that does not fit.
    """
    return answer(store, question_of(name), parameters)
