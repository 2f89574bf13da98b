"""Corpora: the same plan the same bytes, nothing wrong but what the manifest tells, and that in the file."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.records.model import Disclosure
from kg.samples.corpus import Plan, Written, corpus
from kg.samples.history import history
from kg.samples.mistakes import KINDS, Mistake, spoilt
from kg.samples.model import Budget
from kg.samples.render_tabs import render_tabs
from kg.samples.tables import FAMILIES
from kg.validate.run import validate_nquads

FORMS = ("amount-digit", "total-sum")


def written(folder: Path, each: Written) -> Disclosure:
    path = folder / each.sample.file_name
    path.write_bytes(each.sample.data)
    return convert(path)


def test_the_same_plan_gives_the_same_bytes_and_another_seed_others() -> None:
    plan = Plan(8, 3, ("mixed",), errors=0.5)
    first = [(each.sample.file_name, each.sample.data, each.manifest()) for each in corpus(plan)]
    assert first == [(each.sample.file_name, each.sample.data, each.manifest()) for each in corpus(plan)]
    assert len({name for name, _, _ in first}) == 8
    assert not {data for _, data, _ in first} & {each.sample.data for each in corpus(Plan(8, 50, ("mixed",)))}


def test_a_corpus_has_every_family_years_in_a_row_and_as_many_mistakes_as_asked_for() -> None:
    files = list(corpus(Plan(120, 7, errors=0.1)))
    assert {each.budget.template for each in files} == set(FAMILIES)
    assert {each.budget.year for each in files} == {2018, 2019, 2024, 2025, 2026}
    mistakes = [each.mistake for each in files if each.mistake]
    assert len(mistakes) == 12
    assert {mistake.kind for mistake in mistakes} == set(KINDS)
    assert all(json.loads(each.manifest())["document"] == each.sample.file_name for each in files)


def test_memory_does_not_grow_with_the_number() -> None:
    files = corpus(Plan(10**7, 1, ("tabs",)))
    assert sum(1 for _ in islice(files, 60)) == 60
    tracemalloc.start()
    try:
        peaks = []
        for _ in range(2):
            tracemalloc.reset_peak()
            assert sum(1 for _ in islice(files, 45)) == 45
            peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 2**20


def test_documents_without_a_mistake_raise_nothing(tmp_path: Path) -> None:
    checked: Counter[str] = Counter()
    for each in corpus(Plan(14, 31, ("mixed",), years=1)):
        if each.sample.file_name.endswith("-lines.txt"):
            continue  # its columns are lost; what nothing proves is told as lost
        record = written(tmp_path, each)
        assert [finding.message for finding in record.findings] == [], each.sample.file_name
        report = validate_nquads(document_nquads(record), iris.document(record.sha256))
        grave = [(found.rule.code, found.figures) for found in report.findings if found.severity != "info"]
        assert grave == [], each.sample.file_name
        checked[each.budget.template] += 1
    assert sum(checked.values()) > 8
    assert len(checked) >= 4


def budgets() -> list[Budget]:
    """A budget of every family, of the second year of its department."""
    return [
        list(history(5, family, (2018, 2019) if family == "xinjiang-2019" else (2024, 2025)))[1] for family in FAMILIES
    ]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_mistake_is_in_the_file_where_the_manifest_says(kind: str) -> None:
    for budget in budgets():
        found = spoilt(budget, kind, Random(3))
        assert found is not None, budget.template
        blocks, mistake = found
        assert (mistake.kind, mistake.right != mistake.wrong) == (kind, True)
        right = Counter(render_tabs(budget).splitlines())
        wrong = Counter(render_tabs(budget, 0, blocks).splitlines())
        lost, new = list(right - wrong), list(wrong - right)
        assert any(all(word in line for word in mistake.right.split()) for line in lost), (mistake, lost)
        if mistake.wrong:
            assert any(mistake.wrong in line for line in new), (mistake, new)
        if "sentence" in mistake.place:
            assert mistake.place["sentence"] in new


@pytest.mark.parametrize("kind", FORMS)
def test_a_wrong_amount_is_read_at_its_place_as_it_is_printed(kind: str, tmp_path: Path) -> None:
    for budget in budgets():
        found = spoilt(budget, kind, Random(4))
        assert found is not None
        path = tmp_path / "wrong.txt"
        path.write_text(render_tabs(budget, 0, found[0]), "utf-8")
        assert mistaken(convert(path), found[1]) == [found[1].wrong]


def mistaken(record: Disclosure, mistake: Mistake) -> list[str]:
    """What the cell of a mistake prints."""
    place = mistake.place
    return [
        fact.printed for fact in record.facts
        if (fact.form, fact.side, fact.row.key, fact.column_key)
        == (place["form"], place["side"], place["row"], place["column"])
    ]  # fmt: skip
