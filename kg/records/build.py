"""A recognised document becomes the records of one disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.errors import BadInput, NoForm, NotABudget
from kg.place.document import place
from kg.provenance import Source
from kg.recognise.document import RecognisedDocument
from kg.recognise.model import RecognisedForm
from kg.records.facts import form_record
from kg.records.gaps import findings
from kg.records.gate import gate_findings, gated
from kg.records.goals import goal_findings, read_goals
from kg.records.header import read_header
from kg.records.ledger import ledger
from kg.records.model import Disclosure, FormRecord
from kg.records.project_prose import told_projects
from kg.records.project_titled import titled_projects
from kg.records.projects import goal_mentions, read_projects
from kg.records.prose import prose_findings, read_prose
from kg.records.tables import table_findings, table_record
from kg.tables.blocks import Block, Paragraph


def disclosure(recognised: RecognisedDocument) -> Disclosure:
    """The records of a document.

    Raises NotABudget where no statutory form stands in it or it is another kind of document, BadInput where two
    disclosures stand in one file.
    """
    document = recognised.document
    header = read_header(recognised)
    _check(recognised, header.kind)
    placed = place(recognised.forms)
    forms = gated([form_record(form, index) for index, form in enumerate(placed, start=1)])
    tables = tuple(table_record(table, index) for index, table in enumerate(recognised.tables, start=1))
    printed, pictured = without_pictures(recognised)
    goals = read_goals(printed)
    prose = read_prose(printed, forms, header, goals)
    told = [*told_projects(printed.prose), *titled_projects(printed.prose)]
    projects, doubts = read_projects(placed, told, goal_mentions(goals))
    record = Disclosure(
        file_name=document.file_name,
        sha256=document.sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        header=header,
        forms=forms,
        projects=projects,
        budget_units=tuple(_units(forms)),
        findings=(
            *findings(header, placed),
            *doubts,
            *gate_findings(forms, pictured),
            *goal_findings(printed, goals),
            *prose_findings(prose),
            *table_findings(tables),
        ),
        goals=goals,
        prose=prose,
        tables=tables,
        files=document.files,
    )
    return replace(record, numbers=ledger(document, record))


def without_pictures(recognised: RecognisedDocument) -> tuple[RecognisedDocument, list[Source]]:
    """The document without the narrative and goals of pages that are pictures, and the first line of each left out."""
    prose = [block for block in recognised.prose if not _is_pictured(block)]
    others = [region for region in recognised.others if not any(map(_is_pictured, region.blocks))]
    left_out = [block for block in recognised.prose if _is_pictured(block)]
    left_out += [block for region in recognised.others if region not in others for block in region.blocks]
    sources = [source for block in left_out for source in _places(block)[:1]]
    return replace(recognised, prose=tuple(prose), others=tuple(others)), sources


def _is_pictured(block: Block) -> bool:
    return any(source.optical for source in _places(block))


def _places(block: Block) -> list[Source]:
    if isinstance(block, Paragraph):
        return [block.source]
    return [*block.captions, *(cell.source for _, _, cell in block.cells())]


def _check(recognised: RecognisedDocument, kind: str) -> None:
    name = recognised.document.file_name
    if kind == "final-accounts":
        raise NotABudget(
            name, "this is a final accounts disclosure (决算)", "only budget disclosures (预算) are converted so far"
        )
    if not recognised.forms:
        raise NoForm(
            name,
            "no statutory budget form was found in it",
            "give a department budget disclosure; text and tables published apart are converted with --together",
        )
    repeated = _repeated(recognised.forms)
    if len(repeated) > 1:
        first = repeated[0]
        raise BadInput(
            name,
            f"two disclosures stand in one file: {first.caption.title!r} begins again at line "
            f"{first.caption.title_source.line}",
            "split the file so that each disclosure is a file of its own",
        )


def _repeated(forms: Sequence[RecognisedForm]) -> list[RecognisedForm]:
    """Forms with amounts that stood before."""
    seen: set[str] = set()
    again = []
    for form in forms:
        if form.key in seen and form.parts:
            again.append(form)
        seen.add(form.key)
    return again


def _units(forms: Iterable[FormRecord]) -> Iterator[str]:
    seen: set[str] = set()
    for form in forms:
        for amount in form.amounts:
            unit = amount.row.budget_unit
            if unit and unit not in seen:
                seen.add(unit)
                yield unit
