"""The narrative as one run of characters, cut into its sections by their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.layout.flow import Flow, flow_of
from kg.provenance import Source
from kg.recognise.furniture import PageLines
from kg.records.prose_words import SectionWords, prose_words
from kg.tables.blocks import Block, Paragraph
from kg.text.width import squeeze

MAX_HEADING_LINES = 4
MAX_REST = 3
MAX_HEADING = 120
"""characters"""
_ENDS = "。:;"


@dataclass(frozen=True, slots=True)
class ProseSection:
    """One section: what it is about and the range of its text behind the heading."""

    words: SectionWords
    heading: tuple[int, int]
    begin: int
    end: int

    @property
    def kind(self) -> str:
        """The kind of the section (a key of `prose.toml`)."""
        return self.words.kind


def prose_flow(blocks: Iterable[Block], page_lines: PageLines = frozenset()) -> Flow:
    """The lines of the narrative without page numbers and without lines that name contact persons.

    `page_lines` are known to hold a page number: one that stands inside a sentence (`支出 222.5`, `28`, `万元`) looks
    like the end of an amount.
    """
    lines = [block.source for block in blocks if isinstance(block, Paragraph)]
    return flow_of(_kept(lines, page_lines))


def _kept(lines: Sequence[Source], page_lines: PageLines) -> Iterator[Source]:
    words = prose_words()
    bare = [squeeze(line.text) for line in lines]
    for at, line in enumerate(lines):
        if words.contact.search(bare[at]):
            continue
        if words.page_number.fullmatch(bare[at]):
            broken = at > 0 and bare[at - 1].endswith(".")
            if (line.spans[0].file, line.line) in page_lines and not broken:
                continue
            if not _inside_sentence(bare, at):
                continue
        yield line


def _inside_sentence(bare: Sequence[str], at: int) -> bool:
    """A line of digits that its neighbours need: a number that was wrapped out of its sentence."""
    words = prose_words()
    before = bare[at - 1] if at else ""
    after = bare[at + 1] if at + 1 < len(bare) else ""
    return bool(words.expects_number.search(before)) and bool(words.goes_on.match(after))


def prose_sections(flow: Flow) -> tuple[ProseSection, ...]:
    """The sections in printed order; a heading that is repeated (in the contents) opens a section again."""
    headings = list(_headings(flow))
    ends = [begin for (begin, _), _ in headings[1:]] + [len(flow.text)]
    return tuple(ProseSection(words, span, span[1], end) for (span, words), end in zip(headings, ends, strict=False))


def _headings(flow: Flow) -> Iterator[tuple[tuple[int, int], SectionWords]]:
    done = 0
    for index, start in enumerate(flow.lines):
        if start < done:
            continue
        found = _heading(flow, index, done)
        if found is not None:
            done = found[0][1]
            yield found


def _heading(flow: Flow, index: int, done: int) -> tuple[tuple[int, int], SectionWords] | None:
    """The heading that begins with a line, taking whole lines.

    Without a numeral it is one line behind a sentence that has ended, or behind another heading (which ends at `done`).
    """
    start = flow.lines[index]
    opens = start == 0 or flow.text[start - 1] in _ENDS or start == done
    ends = [*flow.lines[index + 1 : index + 1 + MAX_HEADING_LINES], len(flow.text)][:MAX_HEADING_LINES]
    numbered = prose_words().numbering.match(flow.text, start) is not None
    for at, end in enumerate(ends[: MAX_HEADING_LINES if numbered else 1]):
        if end - start > MAX_HEADING:
            return None
        for words in prose_words().sections:
            if words.numbered.fullmatch(flow.text, start, end):
                return (start, _with_rest(flow, words, start, end)), words
            if at == 0 and opens and words.alone.fullmatch(flow.text, start, end):
                return (start, end), words
    return None


def _with_rest(flow: Flow, words: SectionWords, start: int, end: int) -> int:
    """The last characters of a heading (`…情况说` / `明`) may stand in a line of their own."""
    following = flow.line_end(end) if end < len(flow.text) else end
    short = following - end <= MAX_REST
    return following if short and words.numbered.fullmatch(flow.text, start, following) else end
