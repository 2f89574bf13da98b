"""What was understood of each page: its cells, the form they belong to, the columns, the state of every number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.layout.lines import Line
from kg.provenance import Box, Span
from kg.read.geometry import Glyph, Page
from kg.recognise.document import RecognisedDocument
from kg.records.ledger_flow import Flow, Occurrence, flow
from kg.records.ledger_model import CLAIMED, EXCUSED
from kg.records.model import Disclosure, Fact, Unplaced
from kg.tables.page_table import PageTable
from kg.tables.ruled import page_layout

FACT, UNPLACED, RECORD, CODE, UNCLAIMED, FURNITURE = "fact", "unplaced", "record", "code", "unclaimed", "furniture"
STATES: Mapping[str, str] = {
    FACT: "an amount that became a fact",
    UNPLACED: "an amount whose column is not proven",
    RECORD: "held by another record (claim, goal, project)",
    CODE: "code, year or number of a list: no amount",
    UNCLAIMED: "held by nothing: not understood",
    FURNITURE: "page furniture, left out",
}
"""Each state of a number, and what it means to a reader of the picture."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number, or a line of furniture, with its state."""

    box: Box
    state: str


@dataclass(frozen=True, slots=True)
class ColumnMark:
    """The meaning of one column of amounts: where its first amount stands, and what the column says."""

    box: Box
    form: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TableMark:
    """One table of a page: its border, its cells, and the form it was recognised as ("" for none)."""

    box: Box
    cells: tuple[Box, ...]
    form: str


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything to be drawn over one page, in points from its upper left corner."""

    number: int
    width: float
    height: float
    tables: tuple[TableMark, ...]
    columns: tuple[ColumnMark, ...]
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Understood:
    """What is known of a document, by page; made once for all of its pages."""

    spans: dict[int, list[tuple[Span, str]]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[int, list[tuple[Occurrence, str]]] = field(default_factory=lambda: defaultdict(list))
    amounts: dict[int, list[tuple[Fact | Unplaced, Span]]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, str] = field(default_factory=dict)


def understood(recognised: RecognisedDocument, record: Disclosure | None) -> Understood:
    """What is known of a document; without a record (no budget) its numbers are all held by nothing."""
    known = Understood()
    whole: Flow = flow(recognised.document)
    for piece in whole.pieces:
        form = "" if piece.kind == "prose" else piece.section
        known.spans[piece.span.page or 0].append((piece.span, form))
    if record is None or record.numbers is None:
        for occurrence in whole.occurrences():
            known.numbers[occurrence.span.page or 0].append((occurrence, UNCLAIMED))
        return known
    for entry in record.numbers.entries:
        known.numbers[entry.occurrence.span.page or 0].append((entry.occurrence, _state(entry.state, entry.by)))
    amounts: tuple[Fact | Unplaced, ...] = (*record.facts, *record.unplaced)
    for amount in amounts:
        for span in amount.cell.source.spans[:1]:
            known.amounts[span.page or 0].append((amount, span))
    known.units.update({form.key: form.unit or "" for form in record.forms})
    return known


def _state(state: str, by: str) -> str:
    if state == CLAIMED:
        return by if by in (FACT, UNPLACED) else RECORD
    return CODE if state == EXCUSED else UNCLAIMED


def page_marks(page: Page, known: Understood) -> PageMarks:
    """What to draw over one page, read from the same bytes as the document."""
    layout = page_layout(page)
    spans = known.spans.get(page.number, [])
    numbers = [Mark(_box(occurrence, page.glyphs), state) for occurrence, state in known.numbers.get(page.number, [])]
    furniture = [Mark(line.box, FURNITURE) for line in layout.lines if not _is_held(line, spans)]
    return PageMarks(
        number=page.number,
        width=page.width,
        height=page.height,
        tables=tuple(_table(table, spans, numbers) for table in layout.tables),
        columns=tuple(_columns(known.amounts.get(page.number, []))),
        marks=(*numbers, *furniture),
    )


def _table(table: PageTable, spans: Sequence[tuple[Span, str]], numbers: Sequence[Mark]) -> TableMark:
    """A table in the region of a form, none of whose numbers was understood, is no part of the form."""
    boxes = {span.box: form for span, form in spans}
    every = [span.box for cell in table.cells.values() for span in cell.source.spans]
    forms = Counter(boxes[box] for box in every if box in boxes)  # a header that is repeated is left out
    cells = tuple(table.box_of(row, column) for row, column in table.cells)
    states = {mark.state for mark in numbers if _meets(mark.box, table.box)}
    strange = UNCLAIMED in states and not states & {FACT, UNPLACED, RECORD}
    return TableMark(table.box, cells, "" if strange or not forms else forms.most_common(1)[0][0])


def _is_held(line: Line, spans: Iterable[tuple[Span, str]]) -> bool:
    left, top, right, bottom = line.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(
        box[0] - 1 <= x <= box[2] + 1 and box[1] <= y <= box[3] for span, _ in spans if (box := span.box) is not None
    ) or any(_meets(span.box, line.box) for span, _ in spans)


def _meets(box: Box | None, other: Box) -> bool:
    """Whether two boxes have at least half of the smaller one's height and some width in common."""
    if box is None:
        return False
    down = min(box[3], other[3]) - max(box[1], other[1])
    return min(box[2], other[2]) > max(box[0], other[0]) and 2 * down >= min(box[3] - box[1], other[3] - other[1])


def _columns(amounts: Sequence[tuple[Fact | Unplaced, Span]]) -> Iterator[ColumnMark]:
    """The first amount of each column on the page, from left to right."""
    first: dict[tuple[int, str, str], tuple[Fact, Box]] = {}
    for amount, span in amounts:
        if not isinstance(amount, Fact) or span.box is None:
            continue
        key = amount.cell.table, amount.side, amount.column_key
        if key not in first or span.box[1] < first[key][1][1]:
            first[key] = amount, span.box
    for (_, side, column), (fact, box) in sorted(first.items(), key=lambda each: (each[0][0], each[1][1][0])):
        dims = ", ".join(f"{name}={value}" for name, value in fact.column_dims.items())
        named = f"{side}: {column}" if side else column
        yield ColumnMark(box, fact.form, f"{named} ({dims})" if dims else named)


def _box(occurrence: Occurrence, glyphs: Sequence[Glyph]) -> Box:
    """The box of a number alone; that of the text around it where its characters are not found."""
    around = occurrence.piece.span.box or (0.0, 0.0, 0.0, 0.0)
    inside = sorted((glyph for glyph in glyphs if _is_inside(glyph, around)), key=lambda glyph: glyph.left)
    text = "".join(glyph.text[:1] for glyph in inside)
    before = occurrence.piece.span.text[: occurrence.at - occurrence.piece.at].count(occurrence.text)
    at = -1
    for _ in range(before + 1):
        at = text.find(occurrence.text, at + 1)
        if at < 0:
            return around
    own = inside[at : at + len(occurrence.text)]
    return own[0].left, min(each.top for each in own), own[-1].right, max(each.bottom for each in own)


def _is_inside(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] - 0.1 <= x <= box[2] + 0.1 and box[1] - 0.1 <= y <= box[3] + 0.1
