"""A region under a form's title becomes a recognised form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.provenance import Source
from kg.recognise.captions import Found, find_captions, find_statement, joined_statement, statement_status
from kg.recognise.description import FormDescription
from kg.recognise.furniture import PageLines
from kg.recognise.grids import ruled_parts
from kg.recognise.model import Caption, Notice, RecognisedForm, RecognisedPart
from kg.recognise.naming import Naming
from kg.recognise.ragged import (
    choose_columns,
    header_end,
    in_printed_order,
    ragged_parts,
    without_furniture,
    without_header,
)
from kg.recognise.ruled import known_organisations
from kg.recognise.sections import Section
from kg.recognise.spanned import has_boxes
from kg.recognise.stream import Stream, stream_of, stream_of_rows
from kg.tables.blocks import Paragraph
from kg.tables.grid import Grid
from kg.text.numbers import read_number


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document before a form is read: names of codes, of organisations, the year's lists."""

    names: Mapping[str, frozenset[str]]
    organisations: frozenset[str]
    naming: Naming
    page_lines: PageLines = frozenset()

    def knowing(self, organisations: frozenset[str]) -> Context:
        """The same with more organisations known."""
        return replace(self, organisations=self.organisations | organisations)


def recognise_form(section: Section, form: FormDescription, title: Source, context: Context) -> RecognisedForm:
    """Reads the region of one statutory form, from a grid or from bare lines."""
    stream = stream_of(block.source for block in section.blocks if isinstance(block, Paragraph))
    found = find_captions(stream)
    rest = stream.without(found.ranges)
    context = context.knowing(known_organisations([found.compiler]))
    span = find_statement(rest, found.compiler)
    statement = joined_statement(rest, span) if span else None
    status = statement_status(rest.text[span[0] : span[1]]) if span else None
    rest = rest.without([span] if span else [])
    number = section.number.text if section.number else None
    caption = Caption(title.text, title, found.unit, found.compiler, number)
    grids = [block for block in section.blocks if isinstance(block, Grid)]
    if grids:
        read = ruled_parts(grids, form, context.organisations, context.naming)
        if read is None:
            read = _unknown(grids) if any(map(has_boxes, grids)) else _ragged(_cells(grids), form, context)
        layout, parts, notices = read
    else:
        layout, parts, notices = _ragged(rest, form, context)
    notices = [*notices, *_caption_notices(found, caption)]
    # a form whose numbers were not understood is not empty: nothing may be concluded from it
    unread = any(notice.code == "unknown-header" for notice in notices)
    filled = unread or any(row.numbers for part in parts for row in part.rows)
    return RecognisedForm(
        form, layout, caption, tuple(parts), statement,
        "disclosed" if filled else status or "empty-table", bool(grids), tuple(notices),
    )  # fmt: skip


def _unknown(grids: Sequence[Grid]) -> tuple[str, list[RecognisedPart], list[Notice]]:
    """A grid whose cells stand where they say, under a header that no layout fits: nothing in it gets a meaning."""
    cells = [cell for grid in grids for _, _, cell in grid.cells()]
    if not any(read_number(cell.text) for cell in cells):
        return "", [], []
    return "", [], [Notice("unknown-header", "no layout of this form has the columns of this table", cells[0].source)]


def _cells(grids: Sequence[Grid]) -> Stream:
    return stream_of_rows([cell.source for cell in row if cell] for grid in grids for row in grid.rows)


def _caption_notices(found: Found, caption: Caption) -> list[Notice]:
    if len(found.units) > 1:
        units = "、".join(sorted(found.units))
        return [Notice("several-units", f"the table states several units: {units}", caption.title_source)]
    if not found.units:
        return [Notice("no-unit", "the table states no unit", caption.title_source)]
    return []


def _ragged(stream: Stream, form: FormDescription, context: Context) -> tuple[str, list[RecognisedPart], list[Notice]]:
    stream = without_furniture(stream, form, context.page_lines)
    end, count = header_end(stream, form, context.organisations)
    header, body = without_header(stream, end)
    choice = choose_columns(header, form, count)
    if choice is None or not choice.fits:
        # the header may have swallowed the rows: a decimal in it is an amount
        amounts = [token for token in stream.tokens if "." in token.text]
        if not any(read_number(token.text) for token in [*body.tokens, *amounts]):
            return "", [], []
        what = f"the columns of this header are not known: {header!r}"
        return "", [], [Notice("unknown-header", what, stream.source(0, len(stream.text)))]
    if choice.layout.kind == "purchases":
        what = "which words of a row are its project and which its article is lost with the columns"
        return "", [], [Notice("unknown-header", what, stream.source(0, len(stream.text)))]
    columns = [
        in_printed_order([part.column(column_id) for column_id in ids], header)
        for part, ids in zip(choice.layout.parts, choice.columns, strict=True)
    ]
    parts, notices = ragged_parts(choice.layout, columns, body, context.names, context.organisations, context.naming)
    return choice.layout.name, parts, notices
