"""Rows known by name in a table that has lost its columns: items, two sides in one line, projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.recognise.description import Part
from kg.recognise.items import ItemReader, bare_label
from kg.recognise.model import Notice, Number, Row
from kg.recognise.naming import Naming
from kg.recognise.ragged_numbers import Amount, Piece, Word
from kg.recognise.ragged_rows import chunks, class_codes, code_at, numbers_of, source_of, text_of
from kg.recognise.ruled import TOTALS
from kg.recognise.units import under_units
from kg.text.width import skeleton, squeeze

LONGEST = 8
"""The most pieces into which a row's name may have been wrapped."""


@dataclass
class LabelledRows:
    """Reads rows whose names are items or classes, of one part or of two printed side by side.

    A number belongs to the name before it: an empty cell prints nothing, so what stands behind a name is its own.
    """

    parts: Sequence[Part]
    names: Mapping[str, frozenset[str]]
    naming: Naming = field(default_factory=Naming)
    notices: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows: list[list[Row]] = [[] for _ in self.parts]
        self._items = [ItemReader(part) for part in self.parts]
        self._classes = [
            class_codes(part.classification) if part.classification else frozenset() for part in self.parts
        ]

    def read(self, pieces: Sequence[Piece]) -> None:
        """Reads the whole table."""
        for chunk in chunks(pieces):
            last = self._names(chunk.words)
            if last is None:
                if chunk.amounts:
                    self._stray(chunk.words, numbers_of(chunk.amounts))
                continue
            rows = self.rows[last]
            rows[-1] = replace(rows[-1], numbers=numbers_of(chunk.amounts))

    def _names(self, words: Sequence[Word]) -> int | None:
        """Adds a row for every name; gives the part of the last one."""
        at = 0
        last: int | None = None
        while at < len(words):
            found = self._name_at(words, at)
            if found is None:
                at += 1
                if at == len(words):
                    last = None
                self.notices.append(Notice("stray-text", f"{words[at - 1].text!r} names no row", words[at - 1].source))
                continue
            last, row, length = found
            if row.item:
                self._items[last].seen.append(row.item)
            self.rows[last].append(row)
            at += length
        return last

    def _name_at(self, words: Sequence[Word], at: int) -> tuple[int, Row, int] | None:
        return self._code_at(words, at) or self._item_at(words, at) or self._class_at(words, at)

    def _class_at(self, words: Sequence[Word], at: int) -> tuple[int, Row, int] | None:
        """A row that the classification knows by its name alone (`一、一般公共服务支出`)."""
        for end in range(min(len(words), at + LONGEST), at, -1):
            text = text_of(words[at:end])
            for index, part in enumerate(self.parts):
                code = self.naming.code(part.classification, part.named, bare_label(text)) if part.named else None
                if code:
                    return index, Row("code", text, source_of(words[at:end]), (), code=code), end - at
        return None

    def _code_at(self, words: Sequence[Word], at: int) -> tuple[int, Row, int] | None:
        for index, classes in enumerate(self._classes):
            found = code_at(words, at, classes) if classes else None
            if found:
                begin = at + found[1]
                end = self._listed(words, begin, found[0])
                if end == begin:
                    while end < len(words) and not self._begins(words, end) and end - begin < LONGEST:
                        end += 1
                name = words[begin:end]
                source = source_of(words[at:end])
                return index, Row("code", text_of(name), source, (), code=found[0]), end - at
        return None

    def _listed(self, words: Sequence[Word], begin: int, code: str) -> int:
        """Where the code's name ends if the words make one that is listed, else where they begin."""
        known = self.names.get(code, frozenset())
        for end in range(min(len(words), begin + LONGEST), begin, -1):
            if skeleton(text_of(words[begin:end])) in known:
                return end
        return begin

    def _begins(self, words: Sequence[Word], at: int) -> bool:
        if any(classes and code_at(words, at, classes) for classes in self._classes):
            return True
        return self._item_at(words, at) is not None or self._class_at(words, at) is not None

    def _item_at(self, words: Sequence[Word], at: int) -> tuple[int, Row, int] | None:
        for end in range(min(len(words), at + LONGEST), at, -1):
            text = text_of(words[at:end])
            for index, reader in enumerate(self._items):
                item = reader.find(text)
                if item is not None:
                    kind = "total" if item.role == "total" else "item"
                    source = source_of(words[at:end])
                    row = Row(kind, text, source, (), item=item.id, dims=item.dims, role=item.role)
                    return index, row, end - at
        return None

    def _stray(self, words: Sequence[Word], numbers: tuple[Number, ...]) -> None:
        source = source_of(words) if words else numbers[0].source
        self.notices.append(Notice("unknown-row", f"{text_of(words)!r} names no row of the form", source))
        self.rows[-1].append(Row("unknown", text_of(words), source, numbers))


def project_rows(pieces: Sequence[Piece], organisations: frozenset[str]) -> list[Row]:
    """Rows named by projects, under the units that they belong to."""
    rows: list[Row] = []
    for chunk in chunks(pieces):
        text, source = text_of(chunk.words, blanks=True), source_of(chunk.words) if chunk.words else None
        numbers = numbers_of(chunk.amounts)
        if not numbers:
            continue
        if squeeze(text) in TOTALS:
            rows.append(Row("total", text, source, numbers))
        else:
            kind = "project" if text else "unknown"
            rows.append(Row(kind, text, source, numbers, project=text, project_source=source))
    return under_units(rows, organisations)


def amount_rows(pieces: Sequence[Piece]) -> list[Row]:
    """Rows of amounts without a name."""
    amounts = [piece for piece in pieces if isinstance(piece, Amount)]
    return [Row("amounts", "", amounts[0].source, numbers_of(amounts))] if amounts else []
