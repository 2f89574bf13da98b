"""What recognition hands on: statutory forms whose rows and columns have a meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.provenance import Source
from kg.recognise.description import Column, FormDescription
from kg.tables.grid import Grid
from kg.text.numbers import Printed


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that recognition saw and could not use; `code` is stable, `source` says where."""

    code: str
    message: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """One printed amount of a row.

    `column` is the index among the part's columns, None where the text has lost it and nothing proves it; then
    `candidates` are the columns it may stand in. `solved` marks a column found by solving, not by position.
    """

    printed: Printed
    source: Source
    column: int | None = None
    solved: bool = False
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it stands for and its printed amounts in reading order.

    `kind`: total, unit, code, item, project, purchase, named (kept as printed: no list gives its name one code),
    unknown or amounts (a row without a name). `code` is the classification code joined (2010302). `unit` is the
    budget unit whose block the row stands in. `parent` is the index of the row
    that sums it up (None for none); `of_which` marks a part told apart of its parent.
    """

    kind: str
    label: str
    source: Source | None
    numbers: tuple[Number, ...]
    code: str = ""
    item: str = ""
    project: str = ""
    project_source: Source | None = None
    unit: str = ""
    dims: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    parent: int | None = None
    of_which: bool = False
    depth: int = 0
    """how deep the row stands among rows that are parted by indentation or by columns; 0 where nothing tells"""
    texts: Mapping[str, str] = field(default_factory=dict)
    """what the row says in words of its own (article, procurementMode)"""


@dataclass(frozen=True, slots=True)
class RecognisedPart:
    """One side of a form: the columns that are present, in printed order, and the rows."""

    side: str
    classification: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    aside: bool = False
    """whether it parts the same money once more that another part of its side lists"""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over a table."""

    title: str
    title_source: Source
    unit: str | None = None
    compiler: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table that no description fits: what stands over it, the words over each column, its cells.

    `form` is the key of the form that its title names, empty where none does.
    """

    title: str
    title_source: Source | None
    unit: str | None
    header: tuple[tuple[str, ...], ...]
    grid: Grid
    form: str = ""


@dataclass(frozen=True, slots=True)
class RecognisedForm:
    """One statutory form of a document."""

    form: FormDescription
    layout: str
    caption: Caption
    parts: tuple[RecognisedPart, ...]
    statement: Source | None = None
    status: str = "disclosed"
    ruled: bool = True
    notices: tuple[Notice, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def key(self) -> str:
        """The form's key in the code list `report-table`."""
        return self.form.key
