"""A form printed as bare lines: captions, header and statement are cut out, rows are read from what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.recognise.bag import Choice, best_choice
from kg.recognise.description import Column, FormDescription, Layout, Part
from kg.recognise.furniture import PageLines
from kg.recognise.hierarchy import with_parents
from kg.recognise.items import bare_label
from kg.recognise.model import Notice, RecognisedPart, Row
from kg.recognise.naming import Naming
from kg.recognise.ragged_codes import code_tokens, without_intruders
from kg.recognise.ragged_labels import LabelledRows, amount_rows, project_rows
from kg.recognise.ragged_numbers import Piece, Word, pieces, usual_decimals
from kg.recognise.ragged_rows import CodedRows, class_codes, code_at, text_of
from kg.recognise.ruled import TOTALS
from kg.recognise.stream import Stream, Token
from kg.text.numbers import read_number
from kg.text.width import skeleton, squeeze

_NUMBERING = re.compile(r"※+")
LONGEST_NAME = 6
"""In lines, of a project's name."""
_YEAR = re.compile(r"20\d\d年度?")
LONGEST_HEADER = 600
"""In words; what has no row by then is no form, and is not searched for one word by word."""
_LONE = re.compile(r"\d{1,3}\Z")
_PARTIAL = re.compile(r"-?\d[\d,]*\.\d?\Z")


def without_furniture(stream: Stream, form: FormDescription, page_lines: PageLines) -> Stream:
    """The stream without page numbers; `page_lines` are lines known to hold one.

    A lone integer under a broken number is its end, and one that may be a code of the form, or part of a code, is
    no page number, nor is one that numbers a column. One over an amount may be the amount's head: whoever reads the
    amounts decides. Where integers are amounts too, only the numbers that count the pages are taken away.
    """
    classes = _classes(form)
    numbering = {token.source.line for token in stream.tokens if _NUMBERING.fullmatch(token.text)}
    if usual_decimals([token for token in stream.tokens if token.source.line not in numbering]) is None:
        return Stream(tuple(token for token in stream.tokens if not (token.alone and _line(token) in page_lines)))
    kept: list[Token] = []
    columns = -1
    for token, after in zip_longest(stream.tokens, stream.tokens[1:]):
        before = [each.text for each in kept[-2:]]
        columns = _numbered(token.text, columns)
        if columns > 0:
            kept.append(token)
            continue
        opens_amount = after is not None and "." in after.text and read_number("1" + after.text)
        if token.alone and not opens_amount and _is_page_number(token.text, before, classes):
            continue
        kept.append(token)
    return Stream(tuple(kept))


def _numbered(text: str, columns: int) -> int:
    """How many columns a row `※ ※ 1 2 3` has numbered up to this word; -1 outside such a row."""
    if _NUMBERING.fullmatch(text):
        return 0
    return columns + 1 if columns >= 0 and text == str(columns + 1) else -1


def _line(token: Token) -> tuple[str, int]:
    return token.source.file, token.source.line


def _is_page_number(text: str, before: Sequence[str], classes: frozenset[str]) -> bool:
    if not _LONE.match(text) or text.startswith("0") or text in classes:
        return False
    last = before[-1] if before else ""
    group = len(last) == 2 and last.isdigit() and before[0] in classes
    return not (_PARTIAL.match(last) or last[:3] in classes or group)


def _classes(form: FormDescription) -> frozenset[str]:
    return _classes_of([part for _, part in _parts(form)])


def _classes_of(parts: Sequence[Part]) -> frozenset[str]:
    named = {part.classification for part in parts if part.classification}
    return frozenset(code for classification in named for code in class_codes(classification))


def header_end(stream: Stream, form: FormDescription, organisations: frozenset[str]) -> tuple[int, int | None]:
    """Where the header ends (an offset in the text), and how many columns it numbers (`※ ※ 1 2 3`)."""
    starts = stream.starts()
    texts = [token.text for token in stream.tokens]
    marks = [at for at, text in enumerate(texts) if _NUMBERING.fullmatch(text)]
    if marks:
        at, count = marks[0], 0
        while at < len(texts) and _NUMBERING.fullmatch(texts[at]):
            at += 1
        while at < len(texts) and texts[at] == str(count + 1):
            at, count = at + 1, count + 1
        return starts[at], count or None
    begin = _across(stream, form)
    if begin is None:
        begin = _before_projects(stream, form)
    return starts[_first_row(stream, form, organisations) if begin is None else begin], None


def _before_projects(stream: Stream, form: FormDescription) -> int | None:
    """The token at which a table of projects begins: of the lines above its first number the one that leaves the
    header whole. A project's name may be any words, so only the header tells where it ends."""
    layouts = tuple(layout for layout in form.running_layouts if layout.kind == "projects")
    amounts = (at for at, token in enumerate(stream.tokens) if not token.alone and read_number(token.text))
    number = next(amounts, None)
    if not layouts or number is None:
        return None
    starts = stream.starts()
    lines = [at for at in range(number) if stream.tokens[at].first][-LONGEST_NAME:]
    choices = [(best_choice(stream.text[: starts[at]], layouts, None), at) for at in lines]
    fitting = [(choice.distance, -at) for choice, at in choices if choice is not None and choice.fits]
    return -min(fitting)[1] if fitting else None


def _across(stream: Stream, form: FormDescription) -> int | None:
    """The token of the first number where all before it is the header of a table with its items across."""
    layouts = tuple(layout for layout in form.running_layouts if layout.kind == "one-row")
    number = next((at for at in range(len(stream.tokens)) if _is_number(stream.tokens, at)), len(stream.tokens))
    choice = best_choice(stream.text[: stream.starts()[number]], layouts, None) if layouts else None
    return number if choice is not None and choice.fits else None


def _first_row(stream: Stream, form: FormDescription, organisations: frozenset[str]) -> int:
    """The token at which the first row begins."""
    words = [Word(token) for token in stream.tokens]
    for at in range(min(len(words), LONGEST_HEADER)):
        if any(_opens_row(words, at, form, layout, part, organisations) for layout, part in _parts(form)):
            return at
    number = next((at for at in range(len(words)) if _is_number(stream.tokens, at)), None)
    if number is None:
        return len(words)
    return number if any(layout.kind == "one-row" for layout in form.running_layouts) else _line_start(stream, number)


def _parts(form: FormDescription) -> list[tuple[Layout, Part]]:
    return [(layout, part) for layout in form.running_layouts for part in layout.parts]


def _line_start(stream: Stream, at: int) -> int:
    while at > 0 and not stream.tokens[at].first:
        at -= 1
    return at


def _opens_row(
    words: Sequence[Word], at: int, form: FormDescription, layout: Layout, part: Part, organisations: frozenset[str]
) -> bool:
    if part.classification and code_at(words, at, class_codes(part.classification)):
        return True
    for end in range(at + 1, min(at + 6, len(words) + 1)):
        text = text_of(words[at:end])
        if (squeeze(text) in TOTALS or squeeze(text) in organisations) and _number_follows(words, end):
            return True
        if layout.kind in ("two-sided", "items") and _names_item(form, part, text):
            return True
    return False


def _number_follows(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and _is_number([word.token for word in words[at : at + 2]], 0)


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands there, whole or broken behind its point (its decimals begin the next line)."""
    text = tokens[at].text
    if not text.endswith("."):
        return read_number(text) is not None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.first and after.text.isdigit() and read_number(text + after.text) is not None


def _names_item(form: FormDescription, part: Part, text: str) -> bool:
    """Whether a row of the part is called so; a word of the header is no row unless it is numbered (`一、本年收入`)."""
    label = bare_label(text)
    header = label == squeeze(text) and any(
        label in column.labels or label in column.groups for _, each in _parts(form) for column in each.every_column
    )
    return not header and any(label in item.labels for item in part.items)


def without_header(stream: Stream, end: int) -> tuple[str, Stream]:
    """The header's text, and the stream without it wherever it is printed again."""
    text = stream.text
    header = text[:end]
    if not header:
        return "", stream
    ranges = [(0, end)]
    bare = _NUMBERING.split(header)[0]
    at = end
    while bare and (found := text.find(bare, at)) >= 0:
        whole = header if text.startswith(header, found) else bare
        ranges.append((found, found + len(whole)))
        at = found + len(whole)
    return header, stream.without(ranges)


def choose_columns(header: str, form: FormDescription, count: int | None) -> Choice | None:
    """The columns of a run-together header; the year in a heading tells nothing of them."""
    return best_choice(_YEAR.sub("", _NUMBERING.split(header)[0]), form.running_layouts, count)


def in_printed_order(columns: Sequence[Column], header: str) -> tuple[Column, ...]:
    """Columns under the same heading in the order in which the header names them, where it names each of them."""
    places = _places(columns, skeleton(header))
    ordered = list(columns)
    for group in {column.groups for column in columns}:
        slots = [at for at, column in enumerate(ordered) if column.groups == group]
        members = [ordered[at] for at in slots]
        if all(column.id in places for column in members):
            for slot, column in zip(slots, sorted(members, key=lambda each: places[each.id]), strict=True):
                ordered[slot] = column
    return tuple(ordered)


def _places(columns: Sequence[Column], text: str) -> dict[str, int]:
    """Where the header spells each column without a break; longer words first, for some are parts of others."""
    spellings = sorted(
        ((word, column.id) for column in columns for word in column.labels.plain), key=lambda pair: -len(pair[0])
    )
    places: dict[str, int] = {}
    for word, column_id in spellings:
        shared = sum(word in column.labels.plain for column in columns) > 1
        if column_id not in places and not shared and text.count(word) == 1:
            places[column_id] = text.index(word)
            text = text.replace(word, "\0" * len(word))
    return places


def ragged_parts(
    layout: Layout,
    columns: Sequence[tuple[Column, ...]],
    stream: Stream,
    names: Mapping[str, frozenset[str]],
    organisations: frozenset[str],
    naming: Naming,
) -> tuple[list[RecognisedPart], list[Notice]]:
    """The rows of each part, their amounts without columns but where there is only one column."""
    classes = _classes_of(layout.parts)
    two_sided = layout.kind == "two-sided"
    free_names = any(key.role == "project" for part in layout.parts for key in part.keys)
    tokens = without_intruders(stream.tokens, classes, names)
    read = pieces(tokens, code_tokens(tokens, classes, names), two_sided, free_names)
    rows, notices = _rows(layout, read, names, organisations, naming)
    notices = [*notices, *_unread(read)]
    parts = []
    for part, part_columns, part_rows in zip(layout.parts, columns, rows, strict=True):
        known = [_with_only_column(row, part_columns) for row in part_rows]
        parts.append(
            RecognisedPart(part.side, part.classification, part_columns, with_parents(known, part), part.aside)
        )
    return parts, notices


def _rows(
    layout: Layout,
    read: Sequence[Piece],
    names: Mapping[str, frozenset[str]],
    organisations: frozenset[str],
    naming: Naming,
) -> tuple[list[list[Row]], list[Notice]]:
    if layout.kind == "coded":
        coded = CodedRows(layout.parts[0], names, organisations)
        coded.read(read)
        return [coded.rows], coded.notices
    if layout.kind in ("two-sided", "items"):
        labelled = LabelledRows(layout.parts, names, naming)
        labelled.read(read)
        return labelled.rows, labelled.notices
    if layout.kind == "projects":
        return [project_rows(read, organisations)], []
    return [amount_rows(read)], []


def _unread(read: Sequence[Piece]) -> Iterator[Notice]:
    """Numbers with a point that were taken for no amount: broken in a way that nothing mends for certain."""
    for piece in read:
        if isinstance(piece, Word) and "." in piece.text and read_number(piece.text):
            yield Notice("unread-amount", f"{piece.text} may be a broken amount; none is stated", piece.source)


def _with_only_column(row: Row, columns: Sequence[Column]) -> Row:
    if len(columns) == 1 and len(row.numbers) == 1:
        return replace(row, numbers=(replace(row.numbers[0], column=0),))
    return row
