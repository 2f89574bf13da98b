"""What stands over and under a table: compiler, unit, and the statement why it is empty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.provenance import Source
from kg.recognise.stream import Stream
from kg.recognise.words import vocabulary

_SENTENCE_END = "。"
_BRACKET_END = ")"


@dataclass(frozen=True, slots=True)
class Found:
    """What the captions say, and the ranges of the stream that they take."""

    compiler: str | None
    unit: str | None
    ranges: tuple[tuple[int, int], ...]
    units: frozenset[str] = frozenset()


def find_captions(stream: Stream) -> Found:
    """Every compiler line and every unit in the stream (they return on each page)."""
    words = vocabulary()
    text = stream.text
    ranges: list[tuple[int, int]] = []
    names: list[str] = []
    units: list[str] = []
    for found in words.unit.finditer(text):
        units.append(found.group("unit"))
        ranges.append(found.span())
    for token, begin in zip(stream.tokens, stream.starts(), strict=False):
        if not token.first:
            continue
        found_name = None if words.unit.match(text, begin) else words.compiler.match(text, begin)
        if found_name and len(found_name.group("name")) <= 40:
            name, end = _to_unit_or_line_end(stream, begin, found_name)
            names.append(name)
            ranges.append((begin, end))
    unit = units[0] if units else None
    return Found(names[0] if names else None, unit, tuple(ranges), frozenset(units))


def _to_unit_or_line_end(stream: Stream, begin: int, found: re.Match[str]) -> tuple[str, int]:
    """The compiler's name ends before the unit, or with its line where no unit follows soon."""
    end = found.end("name")
    unit = vocabulary().unit.match(stream.text, end)
    if unit is None:
        starts = stream.starts()
        line_end = next(
            (
                starts[at + 1]
                for at in range(len(stream.tokens))
                if starts[at] >= begin and (at + 1 == len(stream.tokens) or stream.tokens[at + 1].first)
            ),
            end,
        )
        end = line_end
    name = stream.text[found.start("name") : end]
    return name, end


def find_statement(stream: Stream, compiler: str | None) -> tuple[int, int] | None:
    """The sentence under a form that says why it holds no amounts, as a range of the stream's text."""
    words = vocabulary()
    text = stream.text
    begin_pattern = words.statement_begin.pattern
    if compiler:
        begin_pattern = f"{re.escape(compiler)}(?=.{{0,6}}\\d{{4}}年)|{begin_pattern}"
    for begin in re.finditer(begin_pattern, text):
        end = text.find(_BRACKET_END if begin.group().startswith("(") else _SENTENCE_END, begin.start())
        stop = end + 1 if end >= 0 else _before_page_numbers(stream)
        sentence = text[begin.start() : stop]
        if len(sentence) <= 200 and statement_status(sentence):
            return begin.start(), stop
    return None


def _before_page_numbers(stream: Stream) -> int:
    """The end of the text without the page numbers that stand behind it."""
    end = len(stream.text)
    for token in reversed(stream.tokens):
        if not (token.alone and token.text.isdigit()):
            break
        end -= len(token.text)
    return end


def statement_status(sentence: str) -> str | None:
    """The disclosure status that a sentence states, None where it is an instruction or states none."""
    words = vocabulary()
    if any(pattern.fullmatch(sentence) for pattern in words.instructions):
        return None
    return next((status for mark, status in words.statement_status.items() if mark in sentence), None)


def joined_statement(stream: Stream, span: tuple[int, int]) -> Source:
    """Where the statement stands."""
    return stream.source(*span)
