"""A recognised document becomes the records of one disclosure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.errors import BadInput, NoForm, NotABudget
from kg.place.document import place
from kg.recognise.document import RecognisedDocument
from kg.recognise.model import RecognisedForm
from kg.records.facts import form_record
from kg.records.gaps import findings
from kg.records.goals import goal_findings, read_goals
from kg.records.header import read_header
from kg.records.ledger import ledger
from kg.records.model import Disclosure, FormRecord
from kg.records.project_prose import told_projects
from kg.records.projects import goal_mentions, read_projects
from kg.records.prose import prose_findings, read_prose
from kg.records.tables import table_findings, table_record


def disclosure(recognised: RecognisedDocument) -> Disclosure:
    """The records of a document.

    Raises NotABudget where no statutory form stands in it or it is another kind of document, BadInput where two
    disclosures stand in one file.
    """
    document = recognised.document
    header = read_header(recognised)
    _check(recognised, header.kind)
    placed = place(recognised.forms)
    forms = tuple(form_record(form, index) for index, form in enumerate(placed, start=1))
    tables = tuple(table_record(table, index) for index, table in enumerate(recognised.tables, start=1))
    goals = read_goals(recognised)
    prose = read_prose(recognised, forms, header)
    projects, doubts = read_projects(placed, told_projects(recognised.prose), goal_mentions(goals))
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
            *goal_findings(recognised, goals),
            *prose_findings(prose),
            *table_findings(tables),
        ),
        goals=goals,
        prose=prose,
        tables=tables,
        files=document.files,
    )
    return replace(record, numbers=ledger(document, record))


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
