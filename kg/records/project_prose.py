"""Projects told in prose: entries of labelled lines (`项目名称：…`), and the list of money carried over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg.provenance import Source, Span
from kg.records.located import BREAK, Located, located
from kg.records.money import amounts_in
from kg.records.project_model import AllocationPart, StatedAmount, StatedText, Withheld
from kg.records.project_words import project_words
from kg.tables.blocks import Block, Paragraph
from kg.text.width import even, squeeze

_COLON = re.compile(r"[:：]")
_PARTS = re.compile(r"^[、，,；;。.\s]*(?:其中[:：])?")
_NAME_END = re.compile(rf"[，,；;。{BREAK}]")
MAX_ITEM_SPANS = 40
"""A list item longer than this is no item of a list."""


@dataclass(frozen=True, slots=True)
class ToldProject:
    """One project as one place of the prose tells it; `where` is a key of the list `report-table` or `text-section`."""

    where: str
    name: StatedText
    amount: StatedAmount | None = None
    unread: Source | None = None
    """the place of a stated amount that could not be read for certain"""
    texts: Mapping[str, StatedText] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    allocation: tuple[AllocationPart, ...] = ()
    unknown: tuple[StatedText, ...] = ()
    """lines with a label that no field knows"""
    again: StatedAmount | None = None
    """the whole of the allocation, told once more behind its parts"""


def told_projects(blocks: Iterable[Block]) -> list[ToldProject]:
    """Every project that the prose of a document tells."""
    lines = prose_lines(blocks)
    return [*_entries(lines), *_carried(lines)]


def prose_lines(blocks: Iterable[Block]) -> list[Span]:
    """The lines of the prose, page numbers left out."""
    words = project_words()
    spans = (span for block in blocks if isinstance(block, Paragraph) for span in block.source.spans)
    return [span for span in spans if span.text.strip() and not words.furniture.match(squeeze(span.text))]


def _ends(line: str) -> bool:
    return any(pattern.match(line) for pattern in project_words().end)


@dataclass(slots=True)
class _Field:
    key: str
    spans: list[Span]

    @property
    def closed(self) -> bool:
        """Whether no line can follow: the field says that it is withheld."""
        return bool(project_words().withheld.match(squeeze(located(self.spans).text)))


def _entries(lines: Sequence[Span]) -> Iterator[ToldProject]:
    fields: list[_Field] = []
    for span in lines:
        label = _label(span)
        if label is not None and label.key == "name":
            yield from _entry(fields)
            fields = [label]
        elif not fields:
            continue
        elif label is not None:
            fields.append(label)
        elif _ends(squeeze(span.text)) or fields[-1].closed:
            yield from _entry(fields)
            fields = []
        else:
            fields[-1].spans.append(span)
    yield from _entry(fields)


def _label(span: Span) -> _Field | None:
    """The field that a line begins: its label, a colon, the value."""
    words = project_words()
    text = even(span.text)
    for colon in islice(_COLON.finditer(text), 2):
        printed = squeeze(text[: colon.start()])
        label = printed if printed in words.labels else words.numbering.sub("", printed)
        if label in words.begin or label in words.labels:
            key = "name" if label in words.begin else words.labels[label]
            return _Field(key, [piece for _, piece in located([span]).part(colon.end()).pieces])
    return _Field("", [span]) if words.unknown_label.match(squeeze(text)) else None


def _entry(fields: Sequence[_Field]) -> Iterator[ToldProject]:
    if not fields:
        return
    name = located(fields[0].spans)
    if not squeeze(name.text):
        return
    words = project_words()
    texts: dict[str, StatedText] = {}
    withheld: list[Withheld] = []
    unknown: list[StatedText] = []
    allocation: tuple[AllocationPart, ...] = ()
    amount, unread = None, None
    for each in fields[1:]:
        text = located(each.spans)
        stated = StatedText(squeeze_words(text), text.source())
        if not stated.text:
            continue
        if not each.key:
            unknown.append(stated)
        elif words.withheld.match(squeeze(text.text)):
            withheld.append(Withheld(each.key, text.source()))
        elif each.key == "amount":
            amount, unread = _only_amount(text)
        elif each.key not in texts:
            texts[each.key] = stated
            if each.key == "allocation":
                allocation = tuple(_allocation(text))
    yield ToldProject(
        "project-prose", stated_name(name), amount, unread, texts, tuple(withheld), allocation, tuple(unknown)
    )


def stated_name(text: Located) -> StatedText:
    """A name keeps the blanks it was printed with, as names in forms do."""
    return StatedText(" ".join(text.text.rstrip("。；;").split()), text.source(0, len(text.text.rstrip("。；;"))))


def squeeze_words(text: Located) -> str:
    """A wrapped text on one line: its characters as printed, without white space."""
    return "".join(text.text.split())


def _only_amount(text: Located) -> tuple[StatedAmount | None, Source | None]:
    found = [amount for _, _, amount in amounts_in(text)]
    return (found[0], None) if len(found) == 1 else (None, text.source())


def _allocation(text: Located) -> Iterator[AllocationPart]:
    """`办公费 3.35 万元、劳务费 10 万元`: each label with the amount right behind it."""
    at = 0
    for begin, end, amount in amounts_in(text):
        before = text.text[at:begin]
        cut = _PARTS.match(before)
        low = at + (cut.end() if cut else 0)
        label = "".join(text.text[low:begin].split()).rstrip("：:")
        if label:
            yield AllocationPart(label, amount, text.source(low, end))
        at = end


def _carried(lines: Sequence[Span]) -> Iterator[ToldProject]:
    """The numbered list behind a sentence that tells the money carried over."""
    begin = _opening(lines)
    item: list[Span] = []
    for span in lines[begin:] if begin is not None else ():
        if project_words().item.match(span.text):
            yield from _carried_item(item)
            item = [span]
        elif _ends(squeeze(span.text)) or not item or len(item) >= MAX_ITEM_SPANS:
            break
        else:
            item.append(span)
    yield from _carried_item(item)


def _opening(lines: Sequence[Span]) -> int | None:
    """The line behind the sentence that opens the list; the sentence may be wrapped over three lines."""
    for at in range(len(lines)):
        for length in (1, 2, 3):
            if at + length <= len(lines) and squeeze(lines[at + length - 1].text).endswith("其中:"):
                text = "".join(squeeze(span.text) for span in lines[at : at + length])
                if project_words().opening.search(text):
                    return at + length
    return None


def _carried_item(spans: Sequence[Span]) -> Iterator[ToldProject]:
    if not spans:
        return
    whole = located(spans)
    number = project_words().item.match(whole.text)
    text = whole.part(number.end() if number else 0)
    found = next(amounts_in(text), None)
    if found is None:
        name = text.part(0, len(_NAME_END.split(text.text, maxsplit=1)[0]))
        if squeeze(name.text):
            yield ToldProject("carry-over-prose", stated_name(name), unread=text.source())
        return
    begin, end, amount = found
    name = text.part(0, begin)
    if not squeeze(name.text):
        return
    rest = text.part(end + len(text.text[end:]) - len(text.text[end:].lstrip("，,；;。、 ")))
    words = project_words()
    if words.withheld.match(squeeze(rest.text)):
        yield ToldProject("carry-over-prose", stated_name(name), amount, withheld=(Withheld("purpose", rest.source()),))
        return
    stated = squeeze_words(rest).rstrip("。；;")
    texts = {"purpose": StatedText(words.purpose.sub("", stated), rest.source())} if stated else {}
    yield ToldProject("carry-over-prose", stated_name(name), amount, texts=texts)
