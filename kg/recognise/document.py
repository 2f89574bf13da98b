"""A document's blocks become its recognised forms and the prose between them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.recognise.form import Context, recognise_form
from kg.recognise.furniture import PageLines, page_number_lines
from kg.recognise.model import RecognisedForm, UnknownTable
from kg.recognise.naming import Naming, listed_names
from kg.recognise.period import fiscal_year
from kg.recognise.ruled import known_organisations
from kg.recognise.sections import Section, sections
from kg.recognise.unit_proof import with_units
from kg.recognise.unknown import unknown_tables
from kg.tables.blocks import Block, Document, Paragraph, file_of
from kg.text.width import squeeze


@dataclass(frozen=True, slots=True)
class RecognisedDocument:
    """The forms in printed order, and every block that belongs to none of them."""

    document: Document
    forms: tuple[RecognisedForm, ...]
    prose: tuple[Block, ...]
    others: tuple[Section, ...]
    """regions of forms that are no tables of amounts (performance goals)"""
    tables: tuple[UnknownTable, ...] = ()
    """tables with numbers that no description fits"""
    page_lines: PageLines = frozenset()


def recognise(document: Document) -> RecognisedDocument:
    """Recognises every statutory form of a document."""
    regions = sections(document.blocks)
    forms: list[RecognisedForm] = []
    others: list[Section] = []
    tables: list[UnknownTable] = []
    year = fiscal_year([squeeze(line) for line in document.lines()])
    context = Context(dict(listed_names()), frozenset(), Naming(year), _page_lines(document))
    for region in regions:
        if region.form is None or region.title is None:
            tables.extend(unknown_tables(region.blocks))
        elif not region.form.layouts:
            others.append(region)
        elif region.blocks:
            read = recognise_form(region, region.form, region.title, context)
            forms.append(read)
            context = context.knowing(_organisations(read))
            if not read.parts:
                tables.extend(unknown_tables(region.blocks, region.form.key, region.title, read.caption.unit))
    prose = tuple(block for region in regions if region.form is None for block in region.blocks)
    return RecognisedDocument(document, with_units(forms), prose, tuple(others), tuple(tables), context.page_lines)


def _page_lines(document: Document) -> PageLines:
    """Each file counts its pages for itself."""
    return frozenset(
        (file_of(blocks[0]), line)
        for blocks in document.blocks_of_files()
        for line in page_number_lines(block.source for block in blocks if isinstance(block, Paragraph))
    )


def _organisations(form: RecognisedForm) -> frozenset[str]:
    units = [row.unit for part in form.parts for row in part.rows if row.kind == "unit"]
    return known_organisations([form.caption.compiler, *units])
