"""Asks a question of the library and gives typed rows: exact decimals, texts, whole numbers, never floats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any, overload

import pyoxigraph as ox

from kg.errors import BadArgument, Defect
from kg.query.header import Column
from kg.query.library import Question, library
from kg.query.run import ask_by_document
from kg.query.search import found
from kg.store.embedded import EmbeddedStore

Cell = str | int | Decimal | None
_WHOLE = {"year", "integer"}
_FRAMES = ("pandas", "polars")
_PLACES = """PREFIX bo: <https://w3id.org/budget-kg/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?node (COALESCE(?part, ?whole) AS ?file) ?page ?line ?text WHERE {
  VALUES ?node { %s }
  ?node prov:wasDerivedFrom ?cell .
  ?cell bo:inDocument ?document ; bo:text ?text .
  ?document bo:fileName ?whole .
  OPTIONAL { ?cell bo:inFile/bo:fileName ?part }
  OPTIONAL { ?cell bo:page ?page }
  OPTIONAL { ?cell bo:line ?line }
}"""
_BO = "PREFIX bo: <https://w3id.org/budget-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
_BODIES = (
    f"{_BO} SELECT DISTINCT ?body {{ GRAPH ?document {{ ?document bo:disclosedBy ?body . ?body rdfs:label ?label }}"
)
_OF_BODIES = f"{_BO} SELECT DISTINCT ?document {{ GRAPH ?document {{ ?document bo:disclosedBy ?body }} VALUES ?body"
_MOST_NAMED = 200
"""With more documents than these, naming them costs the engine more than it saves (measured on 1,000)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, page and line as far as they are known, and the exact text."""

    file: str
    page: int | None
    line: int | None
    text: str

    def __str__(self) -> str:
        page = f" p. {self.page}" if self.page is not None else ""
        line = f" line {self.line}" if self.line is not None else ""
        return f"{self.file}{page}{line}: {' '.join(self.text.split())}"


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Mapping[str, Cell]]):
    """The answer to a question: a sequence of rows by column name; `complete` is False where a limit cut it off."""

    question: Question
    cells: tuple[tuple[Cell, ...], ...]
    complete: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        """What each column means, and its unit."""
        return self.question.header.columns

    @overload
    def __getitem__(self, index: int) -> Mapping[str, Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mapping[str, Cell]]: ...
    def __getitem__(self, index: int | slice) -> Mapping[str, Cell] | Sequence[Mapping[str, Cell]]:
        names = [each.name for each in self.columns]
        if isinstance(index, slice):
            return [dict(zip(names, row, strict=True)) for row in self.cells[index]]
        return dict(zip(names, self.cells[index], strict=True))

    def __len__(self) -> int:
        return len(self.cells)

    def dataframe(self, library: str | None = None) -> Any:
        """The rows as a data frame of "pandas" or "polars", or of whichever is installed; decimals stay exact.

        In pandas a column of decimals holds Python's Decimal, in polars its own decimals. Raises BadArgument where the
        library is missing.
        """
        records = {each.name: [row[at] for row in self.cells] for at, each in enumerate(self.columns)}
        for name in _FRAMES if library is None else (library,):
            if name not in _FRAMES:
                raise BadArgument(f"dataframe({name!r})", "there are no frames of it here", "give pandas or polars")
            try:
                module = import_module(name)
            except ModuleNotFoundError:
                continue
            if name == "pandas":
                return module.DataFrame(records, dtype=object)
            return module.DataFrame(records, schema_overrides=self._polars_types(module))
        missing = "neither pandas nor polars is installed" if library is None else f"{library} is not installed"
        raise BadArgument("dataframe()", missing, "install one, or use the rows")

    def _polars_types(self, polars: Any) -> dict[str, Any]:
        """Types by column, so that one without a value has the type of its header, too."""
        kinds: dict[str, Any] = {"decimal": polars.Decimal(38, self._places()), "year": polars.Int64}
        kinds["integer"] = polars.Int64
        return {each.name: kinds.get(each.type, polars.String) for each in self.columns}

    def _places(self) -> int:
        """The digits behind the point that the longest decimal needs."""
        held = [value for row in self.cells for value in row if isinstance(value, Decimal)]
        return max((-min(0, int(each.as_tuple().exponent)) for each in held), default=0)


def answer(store: EmbeddedStore, question: Question, values: Mapping[str, object], limit: int | None = None) -> Rows:
    """Asks a question with these parameters; None leaves one at its default."""
    told = ask_by_document(store, question.sparql(values), limit, _documents(store, values))
    names = tuple(each.name for each in question.header.columns)
    if told.columns != names:
        raise Defect(f"the question {question.name} gives the columns {told.columns}, not those of its header")
    types = [each.type for each in question.header.columns]
    cells = tuple(tuple(_cell(term, kind) for term, kind in zip(row, types, strict=True)) for row in told.rows)
    return Rows(question, cells, told.complete)


def _documents(store: EmbeddedStore, values: Mapping[str, object]) -> list[ox.NamedNode] | None:
    """The documents of the departments asked for, of any year; None where all are asked for, or too many to name.

    The engine would read the facts of every document before it looks at the names of the departments.
    """
    wanted = values.get("department")
    if wanted is None:
        return None
    bodies = ask_by_document(store, f"{_BODIES} FILTER(CONTAINS(STR(?label), {ox.Literal(str(wanted))})) }}")
    names = " ".join(str(row[0]) for row in bodies.rows)
    told = ask_by_document(store, f"{_OF_BODIES} {{ {names} }} }}", _MOST_NAMED)
    return [row[0] for row in told.rows if isinstance(row[0], ox.NamedNode)] if told.complete else None


def question_of(name: str) -> Question:
    """The question of this name. Raises BadArgument that names the likest ones where there is none."""
    questions = library()
    if name in questions:
        return questions[name]
    near = [each.name for each in found(questions.values(), name.replace("-", " "))[:3]]
    advice = f"perhaps {', '.join(near)}; `kg ask` lists all" if near else "`kg ask` lists all"
    raise BadArgument(name, "there is no such question", advice)


def places(store: EmbeddedStore, nodes: str) -> list[Place]:
    """Where the facts behind a row stand; `nodes` is the row's value of a column of type `sources`."""
    names = [ox.NamedNode(each) for each in dict.fromkeys(nodes.split())]
    if not names:
        return []
    told = ask_by_document(store, _PLACES % " ".join(map(str, names)))
    placed = {(_text(file), _whole(page), _whole(line), _text(text)) for _, file, page, line, text in told.rows}
    ordered = sorted(placed, key=lambda each: (each[0], each[1] or 0, each[2] or 0, each[3]))
    return [Place(*each) for each in ordered]


def _cell(term: object, kind: str) -> Cell:
    if term is None:
        return None
    if kind in _WHOLE:
        return _whole(term)
    if kind == "decimal":
        return Decimal(_text(term))
    return _text(term)


def _whole(term: object) -> int | None:
    if term is None:
        return None
    digits = re.fullmatch(r"[+-]?\d+", _text(term))
    if not digits:
        raise Defect(f"{term} is no whole number")
    return int(digits.group())


def _text(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    raise Defect(f"{term} is no IRI and no literal")
