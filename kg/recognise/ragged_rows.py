"""Rows of a table that has lost its columns: words, then the amounts that were printed after them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from kg.codes.lists import code_list, editions
from kg.provenance import Source, joined
from kg.recognise.description import Part
from kg.recognise.model import Notice, Number, Row
from kg.recognise.naming import completed_code
from kg.recognise.ragged_numbers import Amount, Piece, Word
from kg.recognise.ruled import TOTALS
from kg.recognise.words import vocabulary
from kg.text.width import skeleton, squeeze

_CLASS = re.compile(r"[1-9]\d\d\Z")
_JOINED = re.compile(r"[1-9]\d{4}(?:\d\d)?\Z")
_LOST = re.compile(r"\d\Z")
_NO_NAME = re.compile(r"20\d\d年|[。；;：:]|.{31}")
"""A date or a sentence behind the last row is not the end of its name."""
_SUB = re.compile(r"\d\d\Z")
SHARED = 2
"""The characters that the names of units of one place begin with."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words and the amounts that follow them."""

    words: tuple[Word, ...]
    amounts: tuple[Amount, ...]


def chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """The stream parted wherever a word follows an amount."""
    result: list[Chunk] = []
    words: list[Word] = []
    amounts: list[Amount] = []
    for piece in pieces:
        if isinstance(piece, Amount):
            amounts.append(piece)
            continue
        if amounts:
            result.append(Chunk(tuple(words), tuple(amounts)))
            words, amounts = [], []
        words.append(piece)
    if words or amounts:
        result.append(Chunk(tuple(words), tuple(amounts)))
    return result


def numbers_of(amounts: Sequence[Amount]) -> tuple[Number, ...]:
    """Amounts whose columns are not known yet."""
    return tuple(Number(amount.printed, amount.source) for amount in amounts)


@cache
def class_codes(classification: str) -> frozenset[str]:
    """The codes of the 类 of a classification in any edition."""
    return frozenset(
        code.notation
        for edition in editions(classification)
        for code in code_list(classification, edition)
        if len(code.notation) == 3
    )


def code_at(words: Sequence[Word], at: int, classes: frozenset[str]) -> tuple[str, int] | None:
    """The code that begins at a word and how many words it takes; a name has to follow it."""
    first = words[at].text
    length = 1
    if _JOINED.match(first) and first[:3] in classes:
        code = first
    elif _CLASS.match(first) and first in classes:
        code = first
        while length < 3 and at + length < len(words) and _SUB.match(words[at + length].text):
            code += words[at + length].text
            length += 1
        if (length == 2 and len(code) == 5) or length == 1:
            completed = _completed(words, at, length)
            code, length = completed or (code, length)
    else:
        return None
    following = words[at + length] if at + length < len(words) else None
    if following is not None and following.text.isdigit():
        return None
    return code, length


def _completed(words: Sequence[Word], at: int, length: int) -> tuple[str, int] | None:
    """A code whose last piece has lost its leading zero (`301 2 津贴补贴`), where the name behind it agrees."""
    end = at + length + 1
    if end >= len(words) or not _LOST.match(words[end - 1].text):
        return None
    pieces = tuple(word.text for word in words[at:end])
    for stop in range(end + 1, min(end + 5, len(words)) + 1):
        code = completed_code(pieces, text_of(words[end:stop]))
        if code:
            return code, length + 1
    return None


@dataclass
class CodedRows:
    """Reads rows keyed by classification codes."""

    part: Part
    names: Mapping[str, frozenset[str]]
    organisations: frozenset[str]
    rows: list[Row] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unit: str = ""

    def __post_init__(self) -> None:
        self._classes = class_codes(self.part.classification)
        self._projects = any(key.role == "project" for key in self.part.keys)

    def read(self, pieces: Sequence[Piece]) -> None:
        """Reads the whole table."""
        for chunk in chunks(pieces):
            self._chunk(chunk)

    def _chunk(self, chunk: Chunk) -> None:
        starts = [at for at in range(len(chunk.words)) if code_at(chunk.words, at, self._classes)]
        starts = [at for index, at in enumerate(starts) if index == 0 or at >= starts[index - 1] + 1]
        lead = chunk.words[: starts[0]] if starts else chunk.words
        numbers = numbers_of(chunk.amounts)
        if not starts:
            self._named(lead, numbers)
            return
        self._tail(lead)
        for at, end in pairwise(starts):
            self._code(chunk.words[at:end], ())
        last = chunk.words[starts[-1] :]
        end = self._next_row(last) if numbers else len(last)
        self._code(last[:end], numbers if end == len(last) else ())
        if end < len(last):
            self._lost(last[:end])
            self._named(last[end:], numbers)

    def _next_row(self, words: Sequence[Word]) -> int:
        """Where a total or a known unit opens a line behind the name of a row that printed no amounts."""
        for at in range(1, len(words)):
            name = squeeze(text_of(words[at:]))
            if words[at].token.first and (name in TOTALS or name in self.organisations):
                return at
        return len(words)

    def _lost(self, words: Sequence[Word]) -> None:
        """Digits at the end of a name may be the amounts that its row lacks."""
        if words[-1].text.isdigit():
            message = f"{text_of(words[-1:])} may be an amount or the end of the name {text_of(words, blanks=True)!r}"
            self.notices.append(Notice("unread-amount", message, source_of(words)))

    def _code(self, words: Sequence[Word], numbers: tuple[Number, ...]) -> None:
        found = code_at(words, 0, self._classes)
        if found is None:
            return
        code, length = found
        name, project = self._parted(code, words[length:])
        source = source_of(name or words[:length])
        self.rows.append(
            Row(
                "code",
                text_of(name),
                source,
                numbers,
                code=code,
                unit=self.unit,
                project=text_of(project, blanks=True),
                project_source=source_of(project) if project else None,
            )
        )

    def _parted(self, code: str, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The name of the code, and behind it the project's."""
        if not self._projects or not words:
            return words, ()
        known = self.names.get(code, frozenset())
        for end in range(len(words), 0, -1):
            if skeleton(text_of(words[:end])) in known:
                return words[:end], words[end:]
        if len(code) < 7 or len(words) == 1:
            return words, ()
        self.notices.append(
            Notice(
                "name-boundary",
                f"where the name of {code} ends and the project's begins is not certain: "
                f"{text_of(words, blanks=True)!r}",
                source_of(words),
            )
        )
        return words[:1], words[1:]

    def _named(self, words: Sequence[Word], numbers: tuple[Number, ...]) -> None:
        """Words without a code: a total, a unit, perhaps with the end of the name above before them."""
        if not words:
            self._stray(words, numbers)
            return
        if not numbers:
            if self._total_at(words) is None:
                self._tail(words)
            return
        at = self._total_at(words)
        if at is not None:
            self._tail(words[:at])
            self.unit = ""
            source = source_of(words[at:])
            self.rows.append(Row("total", text_of(words[at:]), source, numbers))
            return
        at = self._unit_at(words)
        if at is None:
            self._stray(words, numbers)
            return
        self._tail(words[:at])
        self.unit = text_of(words[at:])
        source = source_of(words[at:])
        self.rows.append(Row("unit", self.unit, source, numbers, unit=self.unit))

    def _total_at(self, words: Sequence[Word]) -> int | None:
        return next((at for at in range(len(words)) if squeeze(text_of(words[at:])) in TOTALS), None)

    def _unit_at(self, words: Sequence[Word]) -> int | None:
        for at in range(len(words)):
            if squeeze(text_of(words[at:])) in self.organisations:
                return at
        if not self._projects or not vocabulary().is_organisation(text_of(words)):
            return None
        return self._behind_tail(words)

    def _behind_tail(self, words: Sequence[Word]) -> int:
        """Where the unit's name begins: behind the end of a cut name, where only from there it is like those known."""
        begins = {name[:SHARED] for name in self.organisations}
        for at in range(1, len(words)):
            alike = words[at].text[:SHARED] in begins and words[0].text[:SHARED] not in begins
            if words[at].token.first and alike:
                return at
        return 0

    def _tail(self, words: Sequence[Word]) -> None:
        """The end of the name above, wrapped or cut off by a page."""
        if not words:
            return
        text, source = text_of(words), source_of(words)
        last = self.rows[-1] if self.rows else None
        if last is None or last.kind not in ("code", "unit") or _NO_NAME.search(text):
            self.notices.append(Notice("stray-text", f"{text!r} belongs to no row", source))
            return
        if last.project and skeleton(last.label) in self.names.get(last.code, frozenset()):
            self.rows[-1] = replace(last, project=last.project + text)
            return
        known = self.names.get(last.code, frozenset())
        if skeleton(last.label) in known and skeleton(last.label + text) not in known:
            self.notices.append(Notice("stray-text", f"{text!r} after {last.label!r}", source))
            return
        whole = joined([last.source, source]) if last.source else source
        self.rows[-1] = replace(last, label=last.label + text, source=whole)

    def _stray(self, words: Sequence[Word], numbers: tuple[Number, ...]) -> None:
        where = joined([*(word.source for word in words), *(number.source for number in numbers)])
        self.notices.append(Notice("unknown-row", f"{text_of(words)!r} names no row of the form", where))
        self.rows.append(Row("unknown", text_of(words), where, numbers, unit=self.unit))


def text_of(words: Sequence[Word], blanks: bool = False) -> str:
    """The words as one name; with `blanks`, those of one line keep a blank between them."""
    text = ""
    for word in words:
        raw = "".join(word.source.text.split())
        text += (" " if blanks and text and not word.token.first else "") + raw
    return text


def source_of(words: Sequence[Word]) -> Source:
    """Where the words stand."""
    return joined(word.source for word in words)
