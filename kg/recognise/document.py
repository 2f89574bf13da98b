"""A document's blocks become its recognised forms and the prose between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.codes.lists import SCHEMES, code_list, editions
from kg.recognise.form import Context, recognise_form
from kg.recognise.furniture import page_number_lines
from kg.recognise.model import RecognisedForm
from kg.recognise.ruled import known_organisations
from kg.recognise.sections import Section, sections
from kg.tables.blocks import Block, Document, Paragraph
from kg.text.width import skeleton


@dataclass(frozen=True, slots=True)
class RecognisedDocument:
    """The forms in printed order, and every block that belongs to none of them."""

    document: Document
    forms: tuple[RecognisedForm, ...]
    prose: tuple[Block, ...]
    others: tuple[Section, ...]
    """regions of forms that are no tables of amounts (performance goals)"""


def recognise(document: Document) -> RecognisedDocument:
    """Recognises every statutory form of a document."""
    regions = sections(document.blocks)
    forms: list[RecognisedForm] = []
    others: list[Section] = []
    names = dict(listed_names())
    organisations: frozenset[str] = frozenset()
    pages = page_number_lines(block.source for block in document.blocks if isinstance(block, Paragraph))
    for region in regions:
        if region.form is None or region.title is None:
            continue
        if not region.form.layouts:
            others.append(region)
        elif region.blocks:
            read = recognise_form(region, region.form, region.title, Context(names, organisations, pages))
            forms.append(read)
            organisations |= _organisations(read)
    prose = tuple(block for region in regions if region.form is None for block in region.blocks)
    return RecognisedDocument(document, tuple(forms), prose, tuple(others))


def _organisations(form: RecognisedForm) -> frozenset[str]:
    units = [row.unit for part in form.parts for row in part.rows if row.kind == "unit"]
    return known_organisations([form.caption.compiler, *units])


@cache
def listed_names() -> Mapping[str, frozenset[str]]:
    """Every name that any edition gives a code."""
    names: dict[str, set[str]] = defaultdict(set)
    for scheme in SCHEMES:
        for edition in editions(scheme):
            for code in code_list(scheme, edition):
                names[code.notation].add(skeleton(code.name))
    return {code: frozenset(known) for code, known in names.items()}
