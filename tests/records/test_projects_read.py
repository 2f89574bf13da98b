"""The projects of the real documents: each told once, every name, amount and field as read by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

import pytest

from kg.records.project_model import ProjectRecord, RowKey
from kg.text.width import squeeze
from tests.pipeline import seeds
from tests.pipeline.seeds import name_key


def _reading(project: ProjectRecord) -> dict[str, str]:
    amounts = {amount.amount for amount in project.amounts}
    parts = (f"{_key(part.label)}={part.amount.amount:f}" for part in project.allocation)
    return {
        "name": name_key(project.name),
        "code": name_key(project.code or ""),
        "alternatives": ",".join(sorted(map(name_key, project.alternatives))),
        "amount": ",".join(f"{amount:f}" for amount in sorted(amounts)),
        "places": " ".join(sorted(mention.where for mention in project.mentions)),
        "texts": " ".join(sorted(project.texts)),
        "withheld": " ".join(sorted(each.field for each in project.withheld)),
        "period": f"{project.start}/{project.end}" if project.start else "",
        "allocation": ",".join(parts),
    }


def _key(label: str) -> str:
    """The hash of a label as printed, wide brackets and all."""
    return hashlib.sha256(label.encode()).hexdigest()[:8]


def _golden(number: str) -> list[Mapping[str, str]]:
    lines = (seeds.ROOT / "tests" / "golden" / "projects.tsv").read_text("utf-8").splitlines()
    heads = lines[0].split("\t")
    rows = (dict(zip(heads, line.split("\t"), strict=True)) for line in lines[1:])
    return [row for row in rows if row.pop("document") == number]


@pytest.mark.parametrize(("number", "count"), [("000", 7), ("001", 8), ("002", 3), ("003", 2), ("004", 6)])
def test_every_project_is_told_once_as_read_by_hand(number: str, count: int) -> None:
    found = [_reading(project) for project in seeds.unchanged(number).projects]
    expected = _golden(number)
    assert len(expected) == count
    assert sorted(found, key=lambda each: each["name"]) == sorted(expected, key=lambda each: each["name"])


def test_every_row_of_a_form_speaks_of_exactly_one_project() -> None:
    looked_at = 0
    for number in seeds.NUMBERS:
        record = seeds.unchanged(number)
        owners = Counter(row for project in record.projects for row in project.rows)
        for amount in (*record.facts, *record.unplaced):
            if amount.row.project:
                row = amount.row
                key = RowKey(amount.form, squeeze(row.project), row.function, squeeze(row.budget_unit))
                assert owners[key] == 1
                looked_at += 1
    assert looked_at > 50


def test_every_source_of_a_project_is_the_text_at_its_place() -> None:
    looked_at = 0
    for number in seeds.NUMBERS:
        text = seeds.seed(number)
        for project in seeds.unchanged(number).projects:
            for source in project.sources():
                for span in source.spans:
                    assert text[span.start : span.end] == span.text
                    looked_at += 1
    assert looked_at > 100


def test_stated_amounts_are_printed_where_they_are_said_to_stand() -> None:
    for number in seeds.NUMBERS:
        for project in seeds.unchanged(number).projects:
            for amount in project.amounts:
                assert amount.source.text == amount.printed


def test_no_real_document_gives_a_doubt_about_its_projects_without_a_reason() -> None:
    codes = Counter(
        finding.code
        for number in seeds.NUMBERS
        for finding in seeds.unchanged(number).findings
        if finding.code.startswith("project-")
    )
    assert set(codes) <= {"project-match-doubtful", "project-like-name"}
