"""Which lines around a table belong to it: title, compiler and unit above, notes below."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.layout.lines import Line
from kg.provenance import Box, Source, joined
from kg.text.numbers import read_unit
from kg.text.width import squeeze

_LONGEST = 60  # characters of a caption
_MOST = 8  # lines of captions
_FARTHEST = 8.0  # font sizes between a caption and what stands below it
_CENTRED = 0.06  # of the page's width
_NOTE_LEADING = 2.2  # font sizes between the lines of one note


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of marks.toml, compiled."""

    label: re.Pattern[str]
    form_number: re.Pattern[str]
    section: re.Pattern[str]
    note: re.Pattern[str]
    continued: re.Pattern[str]


@cache
def marks() -> Marks:
    """The words by which lines around tables are known."""
    data = tomllib.loads(files("kg.tables").joinpath("marks.toml").read_text(encoding="utf-8"))
    return Marks(
        re.compile(data["label"]),
        re.compile(data["form_number"] + r"\Z"),
        re.compile(data["section"]),
        re.compile(data["note"]),
        re.compile(data["continued"] + r"\Z"),
    )


def is_label(text: str) -> bool:
    """Whether the line names the compiler or the unit.

    >>> is_label("编制部门：某局 单位：元"), is_label("收支预算总表")
    (True, False)
    """
    line = squeeze(text)
    if len(line) > _LONGEST:
        return False
    return read_unit(line) is not None or bool(marks().label.search(line))


def is_continuation_mark(text: str) -> bool:
    """Whether the line only says that a table goes on."""
    return bool(marks().continued.match(squeeze(text)))


def caption_start(lines: Sequence[Line], table: Box, page: int, width: float) -> int:
    """From which index on the lines (all that stand before the table, in order) are its captions."""
    first, seen = len(lines), _Seen()
    below = table[1]
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST), -1):
        line = lines[index]
        elsewhere = line.page != page
        if elsewhere and (seen.title or line.page != page - 1):
            break
        if not elsewhere and below - line.box[3] > _FARTHEST * line.size:
            break
        middles = (width / 2, (table[0] + table[2]) / 2)
        centred = any(_is_centred(line, middle, width) for middle in middles)
        if not _may_be_caption(line, seen, elsewhere, centred):
            break
        seen.take(line.text, centred)
        first, below = index, line.box[1]
    return first


def caption_sources(lines: Sequence[Line]) -> tuple[Source, ...]:
    """The places of the captions; the second line of a wrapped compiler's name is put behind the first."""
    taken: list[tuple[Line, Source]] = []
    for line in lines:
        wrapped = next((i for i, (above, _) in enumerate(taken) if _is_rest_of(above, line)), None)
        if wrapped is None:
            taken.append((line, line.source))
        else:
            above, source = taken[wrapped]
            taken[wrapped] = (above, joined([source, line.source]))
    return tuple(source for _, source in taken)


def note_end(lines: Sequence[Line], table: Box, page: int) -> int:
    """Up to which index the lines (all that stand after the table, in order) are its notes."""
    if not lines or lines[0].page != page or not _begins_note(lines[0], table):
        return 0
    end = 1
    while end < len(lines) and _continues_note(lines[end - 1], lines[end]):
        end += 1
    return end


@dataclass(slots=True)
class _Seen:
    """What the lines taken so far were: a centred title, or at least some words that are no label."""

    title: bool = False
    words: bool = False

    def take(self, text: str, centred: bool) -> None:
        if not (is_label(text) or _is_form_number(text)):
            self.words = True
            self.title = self.title or centred or bool(marks().section.match(squeeze(text)))


def _may_be_caption(line: Line, seen: _Seen, elsewhere: bool, centred: bool) -> bool:
    text = squeeze(line.text)
    label = is_label(text)
    if len(text) > _LONGEST or "。" in text or marks().note.match(text):
        return False
    if text[-1] in ";,!" or (text[-1] == ":" and not label):
        return False
    if _is_form_number(text) or (label and not seen.title):
        return True
    if marks().section.match(text) and seen.words:
        return False
    return centred if seen.title or elsewhere else not label


def _is_rest_of(above: Line, line: Line) -> bool:
    """A line without label right below a label with the same beginning: the name was too long."""
    starts = abs(above.box[0] - line.box[0]) <= 0.5 * line.size
    near = 0 < line.baseline - above.baseline <= 2 * line.size
    alone = len(above.runs) == 1 and len(line.runs) == 1 and above.page == line.page
    return alone and starts and near and is_label(above.text) and not is_label(line.text)


def _is_form_number(text: str) -> bool:
    return bool(marks().form_number.match(squeeze(text)))


def _is_centred(line: Line, middle: float, width: float) -> bool:
    left, _, right, _ = line.box
    return abs((left + right) / 2 - middle) <= _CENTRED * width


def _begins_note(line: Line, table: Box) -> bool:
    text = squeeze(line.text)
    near = line.box[1] - table[3] <= _FARTHEST / 2 * line.size
    return near and bool(marks().note.match(text) or (text[0] == "(" and text[-1] == ")"))


def _continues_note(before: Line, line: Line) -> bool:
    return (
        line.page == before.page
        and line.baseline - before.baseline <= _NOTE_LEADING * before.size
        and abs(line.size - before.size) <= 0.1 * before.size
        and not marks().section.match(squeeze(line.text))
        and not is_label(line.text)
    )
